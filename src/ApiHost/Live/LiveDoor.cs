using Platform.Accounts;

namespace Platform.Live;

/// <summary>Decides what a connection may hear, for both doors.</summary>
internal sealed class LiveDoor(IIdentities identities)
{
    /// <summary>The account that a request names: the header, or for browsers, which cannot set one on a WebSocket, the
    /// query key <c>account</c>.</summary>
    public static string? AccountNamedIn(HttpContext http) =>
        http.Request.Headers["X-Account"] is { Count: > 0 } header ? header.ToString()
        : http.Request.Query["account"] is { Count: > 0 } query ? query.ToString()
        : null;

    /// <summary>What an identity may hear, or null when it is nobody or named an account that is not its own.</summary>
    public async ValueTask<LiveAccess?> AccessAsync(
        Identity? identity, string? account, CancellationToken cancellationToken)
    {
        if (identity is null)
            return null;
        if (account is null)
            return LiveAccess.Of(identity, named: null, namedExists: false);
        if (!Guid.TryParse(account, out var named))
            return null;
        var exists = identity.Person is { IsPlatformAdmin: true }
            && await identities.AccountExistsAsync(named, cancellationToken);
        return LiveAccess.Of(identity, named, exists);
    }

    /// <summary>The same by token.</summary>
    public async ValueTask<LiveAccess?> AccessAsync(
        string token, string? account, CancellationToken cancellationToken) =>
        await AccessAsync(await identities.FindAsync(token, cancellationToken), account, cancellationToken);
}
