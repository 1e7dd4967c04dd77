using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>What a key's command leads to: the next state, a refusal, or nothing to do.</summary>
internal sealed record ApiKeyDecision(
    ApiKey? Next, ApiKeyRefusal? Refusal, ImmutableArray<PendingEvent> Events, ImmutableArray<IRow> Rows)
{
    /// <summary>It is so already.</summary>
    public static ApiKeyDecision Nothing { get; } = new(null, null, [], []);

    public static implicit operator ApiKeyDecision(ApiKeyRefusal refusal) => new(null, refusal, [], []);
}

/// <summary>Every decision about an API key. Pure.</summary>
internal static class ApiKeyRules
{
    public static ApiKeyDecision Create(Guid accountId, Guid id, NewApiKey asked, DateTimeOffset now)
    {
        var key = new ApiKey(
            id, accountId, asked.Name, asked.Prefix, asked.Scopes, asked.ShopId,
            [new(1, asked.SecretHash, ValidUntil: null)], asked.ExpiresAt, now, RevokedAt: null);
        return new(key, null, [AccountEvents.OfKey("api_key.created", key)], []);
    }

    public static ApiKeyDecision Reroll(ApiKey key, ApiKeyReroll asked, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return ApiKeyRefusal.Revoked;
        var newest = key.Secrets[^1];
        if (asked.Generation != newest.Generation + 1)
            return ApiKeyRefusal.OtherGeneration;

        // Only the secret before the new one overlaps: a key has two valid secrets at most.
        ImmutableArray<IssuedSecret> secrets =
        [
            newest with { ValidUntil = now + asked.Overlap },
            new(asked.Generation, asked.SecretHash, ValidUntil: null),
        ];
        var next = key with { Secrets = secrets };
        return new(next, null, [AccountEvents.OfKey("api_key.rerolled", next)], [RevocationRow.Of(key.Id)]);
    }

    public static ApiKeyDecision Revoke(ApiKey key, DateTimeOffset now)
    {
        if (key.RevokedAt is not null)
            return ApiKeyDecision.Nothing;
        var next = key with { RevokedAt = now };
        return new(next, null, [AccountEvents.OfKey("api_key.revoked", next)], [RevocationRow.Of(key.Id)]);
    }
}
