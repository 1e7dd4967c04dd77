using System.Collections.Immutable;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>What a connection may hear; derived from its token once, never from what the client says it is.</summary>
/// <param name="AccountId">The account whose events it may hear, or null.</param>
/// <param name="ShopId">The one shop it is bound to, or null.</param>
/// <param name="VendorId">The vendor that the person is, or null.</param>
/// <param name="IsPlatformAdmin">Whether it may hear the platform.</param>
/// <param name="Collections">The account's collections that its role or scopes include.</param>
/// <param name="Subjects">Session, person, key and account: when one of them is revoked, the connection ends.</param>
/// <param name="ValidUntil">When its token ends.</param>
internal sealed record LiveAccess(
    Guid? AccountId,
    Guid? ShopId,
    Guid? VendorId,
    bool IsPlatformAdmin,
    ImmutableHashSet<string> Collections,
    ImmutableHashSet<Guid> Subjects,
    DateTimeOffset ValidUntil)
{
    /// <summary>What an identity may hear on an account.</summary>
    /// <param name="named">The account that the client named, or null.</param>
    /// <param name="namedExists">Whether it exists; only asked for platform admins.</param>
    /// <returns>Null when it named an account that is not its own.</returns>
    public static LiveAccess? Of(Identity identity, Guid? named, bool namedExists)
    {
        var callers = LiveTopics.Collections.ToDictionary(
            pair => pair.Key, pair => CallerRules.Decide(identity, pair.Value, named, namedExists).Caller);
        var caller = callers.Values.FirstOrDefault(caller => caller is not null);
        if (named is not null && caller is null)
            return null;

        var (person, key) = (identity.Person, identity.Key);
        Guid?[] subjects = [person?.UserId, person?.SessionId, key?.ApiKeyId, caller?.AccountId];
        return new LiveAccess(
            caller?.AccountId, caller?.ShopId, person?.VendorId, person is { IsPlatformAdmin: true },
            [.. callers.Where(pair => pair.Value is not null).Select(pair => pair.Key)],
            [.. subjects.OfType<Guid>()], identity.ValidUntil);
    }

    /// <summary>The feed that a topic comes from, or null when it is none or not for this connection.</summary>
    public string? FeedOf(string topic)
    {
        if (!LiveTopics.IsTopic(topic))
            return null;
        if (topic == FeedKey.Platform)
            return IsPlatformAdmin ? FeedKey.Platform : null;
        if (VendorId is { } vendorId && topic == FeedKey.VendorTopic(vendorId))
            return topic;
        return AccountId is { } accountId && Collections.Contains(LiveTopics.CollectionOf(topic))
            ? FeedKey.OfAccount(accountId)
            : null;
    }

    /// <summary>Whether an event is its business: who is bound to a shop hears what says it is that shop's.</summary>
    public static bool Hears(Guid? shopId, LiveFrame frame) => shopId is null || frame.ShopId == shopId;
}
