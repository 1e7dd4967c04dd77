using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Platform.Accounts;
using Platform.Compatibility;

namespace Platform.Http;

/// <summary>What every route stands on: JSON, problems, limits, authentication, policies.</summary>
internal static class HttpFoundation
{
    private const int BodyBytesMax = 1_000_000;

    // The kernel drops who finds no room to wait in, and they come again after a second. It takes net.core.somaxconn
    // where that is less.
    private const int ConnectionsWaitingMax = 4_096;

    public static void AddHttpFoundation(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = ConnectionsWaitingMax);
        if (OperatingSystem.IsLinux())
            builder.Services.AddSingleton<IConnectionListenerFactory, SparingListeners>();
        // A line for every request costs more than many requests; what fails is logged where it fails.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Data protection is the framework's own key ring, which nothing here uses.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var services = builder.Services;
        services.AddPlatformJson();
        services.AddExceptionHandler<FailureAnswers>();
        // The trace stands under traceId, as problems have it; the framework would add it once more in snake_case.
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Extensions.Remove("trace_id");
            OlderRoutes.Complete(context.HttpContext, context.ProblemDetails);
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton(PublicAddress.Of(builder.Configuration));
        services.AddSingleton<SignedText>();
        services.AddSingleton<Cursors>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Admission>();
        services.AddSingleton<RateLimits>();
        services.AddPolicies();
    }

    /// <summary>The order matters: failures outermost, then whether there is room, who calls, the body.</summary>
    public static void UseHttpFoundation(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.UseAdmission();
        app.UseStatusCodePages(context => StatusProblem(context.HttpContext));
        app.UseReadableQueries();
        app.UseRouting();
        app.UseWebAppPages();
        app.UseBodyLimits();
        app.UseLimitedAuthentication();
        app.UseAuthorization();
        app.UseJsonBodies();
        app.UseWorkCount();
    }

    /// <summary>The canonical routes: what is mapped here has its requests checked.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app) => app.MapGroup("/api/v1").ChecksRequests();

    private static void AddPolicies(this IServiceCollection services)
    {
        services.AddAuthentication(schemes =>
        {
            schemes.AddScheme<BearerAuthentication>(Identity.Scheme, displayName: null);
            schemes.DefaultScheme = Identity.Scheme;
        });
        services.AddSingleton<IAuthorizationHandler, CallerAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DenialAnswers>();
        var authorization = services.AddAuthorizationBuilder();
        foreach (var policy in Policies.All)
            authorization.AddPolicy(policy, builder => builder.AddRequirements(new PolicyRequirement(policy)));
        // Whoever forgets a policy gets a closed door.
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }

    // Answers without a body, as routing makes them.
    private static Task StatusProblem(HttpContext http) => http.Response.StatusCode switch
    {
        400 => QueryProblems.Of(http).ExecuteAsync(http),
        404 => Problems.Of(404, "no-such-route", "Nothing is served here.").ExecuteAsync(http),
        405 => Problems.Of(405, "method-not-allowed", "See the Allow header.").ExecuteAsync(http),
        415 => Problems.Of(415, "wrong-content-type",
            "Send JSON as application/json, or a picture as multipart/form-data.").ExecuteAsync(http),
        _ => Task.CompletedTask,
    };
}
