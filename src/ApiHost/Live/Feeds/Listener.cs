using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>A connection's place in a feed: each topic with the position after which it hears it.</summary>
internal sealed class Listener(LiveClient client)
{
    private readonly Dictionary<string, long> _from = new(StringComparer.Ordinal);

    public LiveClient Client { get; } = client;

    /// <summary>Listeners with the same name hear the same, and share the bytes.</summary>
    public string Group { get; private set; } = "";

    /// <summary>A topic may start after the feed's own place when the client was told more by another node.</summary>
    public long Latest => _from.Count == 0 ? 0 : _from.Values.Max();

    public bool IsEmpty => _from.Count == 0;

    public bool Has(string topic) => _from.ContainsKey(topic);

    public int Count => _from.Count;

    public void Add(IEnumerable<string> topics, long from)
    {
        foreach (var topic in topics)
            _from.TryAdd(topic, from);
        Regroup();
    }

    public void Remove(IEnumerable<string> topics)
    {
        foreach (var topic in topics)
            _from.Remove(topic);
        Regroup();
    }

    /// <summary>Whether it heard, or will hear, the event by a topic it has.</summary>
    public bool Hears(LiveFrame frame) =>
        LiveAccess.Hears(Client.Access.ShopId, frame) && HearsByTopic(frame);

    /// <summary>The same without positions, for a whole group.</summary>
    public bool HearsSomeTopic(LiveFrame frame) =>
        LiveAccess.Hears(Client.Access.ShopId, frame) && frame.Topics.Any(_from.ContainsKey);

    /// <summary>Which of some topics are new to it.</summary>
    public ImmutableArray<string> Missing(IEnumerable<string> topics) =>
        [.. topics.Where(topic => !Has(topic)).Distinct(StringComparer.Ordinal)];

    private bool HearsByTopic(LiveFrame frame)
    {
        foreach (var topic in frame.Topics)
        {
            if (_from.TryGetValue(topic, out var from) && from < frame.Position)
                return true;
        }

        return false;
    }

    private void Regroup() =>
        Group = $"{Client.Access.ShopId:N}|{string.Join(' ', _from.Keys.Order(StringComparer.Ordinal))}";
}
