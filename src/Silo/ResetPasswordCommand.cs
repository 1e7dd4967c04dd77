using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Accounts;
using Platform.Commits;
using Platform.Migrations;

namespace Platform.Silo;

/// <summary>The operator's way back in: <c>reset-password EMAIL</c> instead of serving. Whoever may read and write the
/// database gets a link with which that person sets another password. It starts nothing, so that it works beside a
/// platform that runs, and no password is ever typed here.</summary>
public static class ResetPasswordCommand
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "reset-password";

    private const int Refused = 1;
    private const int Misused = 2;
    private const string BaseUrlDefault = "http://127.0.0.1:5080";

    /// <summary>Whether the program was started for it.</summary>
    public static bool IsAsked(IReadOnlyList<string> args) => args is [Verb, ..];

    /// <summary>Does it. Answers the exit code: 0 with the link on the standard output, 1 when nothing was made, 2 for
    /// a wrong command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is not [Verb, var email])
        {
            await Console.Error.WriteLineAsync("usage: reset-password EMAIL");
            return Misused;
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPlatformSilo();
        using var host = builder.Build();
        try
        {
            var baseUrl = builder.Configuration["PublicBaseUrl"] ?? BaseUrlDefault;
            return await MakeAsync(host.Services, baseUrl, email.Trim().ToLowerInvariant());
        }
        catch (MigrationException refusal)
        {
            return await RefuseAsync(refusal.Message);
        }
        catch (StorageUnavailableException)
        {
            return await RefuseAsync("The database cannot be reached.");
        }
    }

    private static async Task<int> MakeAsync(IServiceProvider services, string baseUrl, string email)
    {
        await services.GetRequiredService<MigrationRunner>().ApplyAsync(CancellationToken.None);
        var login = await services.GetRequiredService<IIdentityReader>().FindLoginAsync(email, CancellationToken.None);
        if (login is null)
            return await RefuseAsync("Nobody signs in with this e-mail.");

        var (reset, token) = ResetLink.New(
            login.UserId, login.PasswordHash, Actor.System.ToString(), forAccount: null,
            services.GetRequiredService<TimeProvider>().GetUtcNow());
        await services.GetRequiredService<IPasswordResets>().KeepAsync(reset, CancellationToken.None);
        await Console.Error.WriteLineAsync($"until {reset.EndsAt:u}, once; earlier links are dead:");
        await Console.Out.WriteLineAsync(ResetLink.Address(baseUrl, token));
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync($"platform: no link was made. {why}");
        return Refused;
    }
}
