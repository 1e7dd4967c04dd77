using System.Collections.Frozen;
using System.Collections.Immutable;
using Platform.Accounts;

namespace Platform.Live;

/// <summary>What can be subscribed to: a collection (<c>orders</c>), one object of it (<c>orders/{id}</c>), or
/// <c>platform</c>.</summary>
internal static class LiveTopics
{
    /// <summary>Topics of one subscription.</summary>
    public const int TopicsMax = 50;

    private static readonly FrozenDictionary<string, string> PolicyOf = new Dictionary<string, string>
    {
        ["orders"] = Policies.OrdersRead,
        ["calls"] = Policies.CallsRead,
        ["tasks"] = Policies.CallsRead,
        ["alerts"] = Policies.CallsRead,
        ["shops"] = Policies.ShopsRead,
        ["stock"] = Policies.ShopsRead,
        ["vendors"] = Policies.VendorsRead,
        ["jobs"] = Policies.ShopsRead,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The collections of an account, each with the policy that reading it needs.</summary>
    public static IReadOnlyDictionary<string, string> Collections => PolicyOf;

    /// <summary>The collection that a topic or a subject belongs to: what stands before the slash.</summary>
    public static string CollectionOf(string topic)
    {
        var slash = topic.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? topic : topic[..slash];
    }

    /// <summary>Whether a topic is written as it has to be: a known collection, or one and an object's id.</summary>
    public static bool IsTopic(string topic)
    {
        var collection = CollectionOf(topic);
        if (collection == topic)
            return topic == FeedKey.Platform || PolicyOf.ContainsKey(topic);
        return PolicyOf.ContainsKey(collection) && Guid.TryParseExact(topic[(collection.Length + 1)..], "D", out _);
    }

    /// <summary>Every topic under which an event is heard.</summary>
    public static ImmutableArray<string> Of(string subject, ImmutableArray<string> topics)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        all.Add(subject);
        if (CollectionOf(subject) is { } collection && collection != subject)
            all.Add(collection);
        if (!topics.IsDefaultOrEmpty)
            all.AddRange(topics.Where(topic => !all.Contains(topic)));
        return all.DrainToImmutable();
    }
}
