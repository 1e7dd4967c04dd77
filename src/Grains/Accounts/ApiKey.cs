using System.Collections.Immutable;

namespace Platform.Accounts;

/// <summary>An API key as it is stored.</summary>
/// <param name="Secrets">The newest last; older ones while their overlap lasts.</param>
internal sealed record ApiKey(
    Guid Id,
    Guid AccountId,
    string Name,
    string Prefix,
    ImmutableArray<string> Scopes,
    Guid? ShopId,
    ImmutableArray<IssuedSecret> Secrets,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt);

/// <summary>One secret that was issued for a key.</summary>
/// <param name="ValidUntil">The end of its overlap; null for the newest.</param>
internal sealed record IssuedSecret(int Generation, string Hash, DateTimeOffset? ValidUntil);
