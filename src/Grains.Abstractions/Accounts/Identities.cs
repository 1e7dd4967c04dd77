using System.Collections.Immutable;

namespace Platform.Accounts;

/// <summary>What a person is on one account.</summary>
/// <param name="ShopId">The one shop the membership is bound to; null for the whole account.</param>
public sealed record Membership(Guid AccountId, string AccountName, Role Role, Guid? ShopId);

/// <summary>A signed-in person, as stored: everything that decides what a request may do.</summary>
/// <param name="EndsAt">When the session ends unless it is refreshed.</param>
public sealed record SessionIdentity(
    Guid UserId,
    Guid SessionId,
    string Email,
    string Name,
    bool IsPlatformAdmin,
    Guid? VendorId,
    DateTimeOffset EndsAt,
    ImmutableArray<Membership> Memberships);

/// <summary>An API key that may be used, as stored.</summary>
/// <param name="SecretHashes">Keyed hashes of the secrets that are valid now: one, or two while a reroll
/// overlaps.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
public sealed record ApiKeyIdentity(
    Guid ApiKeyId,
    Guid AccountId,
    Guid? ShopId,
    ImmutableArray<string> Scopes,
    ImmutableArray<ApiKeySecret> SecretHashes,
    DateTimeOffset? ExpiresAt);

/// <summary>One valid secret of an API key.</summary>
/// <param name="Hash"><c>{key id}:{hex of HMAC-SHA256}</c>.</param>
/// <param name="ValidUntil">The end of the overlap after a reroll; null for the newest.</param>
public sealed record ApiKeySecret(string Hash, DateTimeOffset? ValidUntil);

/// <summary>What signs a person in.</summary>
public sealed record UserLogin(Guid UserId, string PasswordHash);

/// <summary>Something that may not be trusted from a cache any more.</summary>
/// <param name="Id">Its own id, by which one that is read twice is recognised.</param>
/// <param name="Subject">A session, a user, an API key or an account.</param>
/// <param name="At">By the database's clock.</param>
public sealed record Revocation(Guid Id, Guid Subject, DateTimeOffset At);

/// <summary>Who a token or a key belongs to. Reads all accounts: it is asked before an account is known.</summary>
public interface IIdentityReader
{
    /// <summary>The login of an e-mail in lower case, or null.</summary>
    Task<UserLogin?> FindLoginAsync(string email, CancellationToken cancellationToken);

    /// <summary>A session that was not revoked, or null. Whether it has ended, the caller's clock says.</summary>
    Task<SessionIdentity?> FindSessionAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>A key by its public prefix, or null when it is unknown or revoked.</summary>
    Task<ApiKeyIdentity?> FindApiKeyAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Whether anybody can sign in; if not, this is the platform's first start.</summary>
    Task<bool> AnyoneExistsAsync(CancellationToken cancellationToken);

    /// <summary>Whether there is such an account.</summary>
    Task<bool> AccountExistsAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>The database's own time; revocations carry it, so that nodes' clocks do not matter.</summary>
    Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken);

    /// <summary>What was revoked after a time of the database's clock.</summary>
    Task<IReadOnlyList<Revocation>> RevokedSinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
