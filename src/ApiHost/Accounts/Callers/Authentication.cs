using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>Reads the bearer token of a request: the header, or for the hub the query key that SignalR's clients
/// use.</summary>
internal sealed class BearerAuthentication(IIdentities identities) : IAuthenticationHandler
{
    private const string Prefix = "Bearer ";

    private HttpContext _http = null!; // Set by the framework before anything else.

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _http = context;
        return Task.CompletedTask;
    }

    public async Task<AuthenticateResult> AuthenticateAsync() =>
        TokenOf(_http.Request) is { } token && await identities.FindAsync(token, _http.RequestAborted) is { } identity
            ? identity.Ticket
            : AuthenticateResult.NoResult();

    public Task ChallengeAsync(AuthenticationProperties? properties) => Task.CompletedTask;
    public Task ForbidAsync(AuthenticationProperties? properties) => Task.CompletedTask;

    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return header[Prefix.Length..].Trim();
        // A browser cannot set headers on a WebSocket, so SignalR's clients send the token here. Only for the hub: an
        // address ends up in histories and logs.
        var query = request.Path.StartsWithSegments("/live", StringComparison.Ordinal)
            ? request.Query["access_token"]
            : StringValues.Empty;
        return query.Count == 1 ? query.ToString() : null;
    }
}

/// <summary>A route's policy as a requirement.</summary>
internal sealed record PolicyRequirement(string Policy) : IAuthorizationRequirement;

/// <summary>Decides the caller of a request and whether the route's policy lets it through.</summary>
internal sealed class CallerAuthorization(IIdentities identities) : AuthorizationHandler<PolicyRequirement>
{
    private static readonly object DenialSlot = new();

    /// <summary>Why the request was denied.</summary>
    public static Denial DenialOf(HttpContext http) =>
        http.Items.TryGetValue(DenialSlot, out var denial) ? (Denial)denial! : Denial.NotSignedIn;

    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, PolicyRequirement requirement)
    {
        if (context.Resource is not HttpContext http || Identity.Of(context.User) is not { } identity)
            return;

        var (caller, denial) = await DecideAsync(http, identity, requirement.Policy);
        if (caller is not null)
        {
            Caller.Set(http, caller);
            context.Succeed(requirement);
        }
        else
        {
            http.Items[DenialSlot] = denial;
        }
    }

    private async ValueTask<(Caller? Caller, Denial? Denial)> DecideAsync(
        HttpContext http, Identity identity, string policy)
    {
        var header = http.Request.Headers["X-Account"];
        if (header.Count == 0)
            return CallerRules.Decide(identity, policy, named: null, namedExists: false);
        if (!Guid.TryParse(header.ToString(), out var named))
            return (null, Denial.AccountNotFound);
        var exists = identity.Person is { IsPlatformAdmin: true }
            && await identities.AccountExistsAsync(named, http.RequestAborted);
        return CallerRules.Decide(identity, policy, named, exists);
    }
}

/// <summary>Answers what authorisation denied, as problems.</summary>
internal sealed class DenialAnswers : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        // Where no route is, there is nothing to protect: the answer is 404, 405 or 415.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
            return next(context);

        var denial = CallerAuthorization.DenialOf(context);
        if (denial == Denial.NotSignedIn)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        var problem = denial switch
        {
            Denial.NotSignedIn => Problems.Of(401, "not-signed-in", "Send Authorization: Bearer with a valid token."),
            Denial.AccountNeeded => Problems.Of(400, "account-needed", "Send X-Account with the account's id."),
            Denial.AccountNotFound => Problems.Of(404, "account-not-found", "There is no such account for you."),
            Denial.Forbidden => Problems.Of(403, "forbidden", "Your role or scopes do not include this."),
        };
        return problem.ExecuteAsync(context);
    }
}
