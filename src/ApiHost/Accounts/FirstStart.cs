using System.Security.Cryptography;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>Who can sign in after the first start.</summary>
/// <param name="GeneratedPassword">The password that was made up, to be shown once; null when it was given.</param>
internal sealed record FirstStartOutcome(string Email, string? GeneratedPassword);

/// <summary>On an empty platform: makes the platform admin, who is also the owner of the first account. Runs when the
/// grains can be asked and before the first request is taken.</summary>
internal sealed partial class FirstStart(
    IGrainFactory grains, IIdentityReader reader, Passwords passwords, IConfiguration configuration,
    ILogger<FirstStart> logger)
    : IHostedService
{
    private const string EmailDefault = "admin@platform.local";
    private const string AccountNameDefault = "My business";

    // No character that is taken for another one when it is typed off a screen.
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 20;

    private static readonly Guid FirstAccountId = NameBasedId.Of("account", "first");

    /// <summary>What was made; null on every later start.</summary>
    public FirstStartOutcome? Outcome { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await reader.AnyoneExistsAsync(cancellationToken))
            return;

        var email = AccountLimits.Email(configuration["PLATFORM_ADMIN_EMAIL"] ?? EmailDefault);
        var given = configuration["PLATFORM_ADMIN_PASSWORD"];
        var password = string.IsNullOrEmpty(given)
            ? RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength) : given;
        var userId = People.IdOf(email);

        // The account first: as long as there is no person, the next start goes on from here.
        await grains.GetGrain<IAccountGrain>(FirstAccountId.ToString("N")).Create(
            Command.BySystem(FirstAccountId, "accounts.create", "first-start"),
            new NewAccount(configuration["PLATFORM_ACCOUNT_NAME"] ?? AccountNameDefault, userId));
        var hash = await passwords.HashAsync(password, cancellationToken);
        var made = await grains.GetGrain<IUserGrain>(SignIns.Key(userId)).Create(
            Command.BySystem(Guid.Empty, "users.create", "first-start"),
            new NewUser(email, "Platform admin", hash, IsPlatformAdmin: true));
        // Another node may have been first; then its password counts, and it shows it.
        if (made.User?.PasswordHash == hash)
        {
            Outcome = new(email, string.IsNullOrEmpty(given) ? password : null);
            LogMade(userId, FirstAccountId);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        1104, LogLevel.Information, "First start: made platform admin {UserId}, owner of account {AccountId}")]
    private partial void LogMade(Guid userId, Guid accountId);
}
