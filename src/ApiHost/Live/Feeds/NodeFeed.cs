using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>One feed on this node: joins what the feed's grain tells with the log, in order and without a gap, and
/// hands it to the connections that listen. Each event is written once, whoever hears it.</summary>
internal sealed partial class NodeFeed(string key, IFeeds feeds, TimeProvider clock, ILogger<NodeFeed> logger)
{
    private const int RingMax = 2048;

    private readonly Lock _lock = new();
    private readonly Dictionary<LiveClient, Listener> _listeners = [];
    private readonly Dictionary<string, List<Listener>> _groups = new(StringComparer.Ordinal);
    private readonly FeedRing<LiveFrame> _ring = new(RingMax, frame => frame.Position);
    private long _through;

    /// <summary>The feed's key.</summary>
    public string Key => key;

    /// <summary>Everything up to here was handed to the connections.</summary>
    public long Through => Volatile.Read(ref _through);

    /// <summary>Connections that listen.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _listeners.Count;
        }
    }

    /// <summary>Takes a connection out of the feed.</summary>
    public void Remove(LiveClient client)
    {
        lock (_lock)
        {
            if (_listeners.Remove(client, out var listener))
                LeaveGroup(listener);
        }
    }

    /// <summary>Takes topics from a connection.</summary>
    public void Unsubscribe(LiveClient client, IReadOnlyList<string> topics)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(client, out var listener))
                return;
            LeaveGroup(listener);
            listener.Remove(topics);
            if (listener.IsEmpty)
                _listeners.Remove(client);
            else
                JoinGroup(listener);
        }
    }

    /// <summary>Passes something without a position to those who hear its topic.</summary>
    public void Pass(LiveNow now)
    {
        var frame = LiveFrame.Of(now);
        lock (_lock)
        {
            LiveChunk? chunk = null;
            foreach (var members in _groups.Values.Where(members => members[0].HearsSomeTopic(frame)))
            {
                chunk ??= new LiveChunk([frame]);
                foreach (var member in members)
                    member.Client.OfferIfQuick(chunk);
            }
        }
    }

    // Those of a group hear the same frames, which are joined once. Who is ahead of the feed gets its own selection.
    private int HandOut(ImmutableArray<LiveFrame> frames, long previous)
    {
        foreach (var members in _groups.Values)
        {
            var heard = frames.Where(members[0].HearsSomeTopic).ToImmutableArray();
            if (heard.IsEmpty)
                continue;
            var chunk = new LiveChunk(heard);
            foreach (var member in members)
            {
                if (member.Latest <= previous)
                    member.Client.Offer(chunk);
                else
                    OfferOwn(member, heard);
            }
        }

        return _listeners.Count;
    }

    private LiveFrame Frame(LogEntry entry) => LiveFrame.Of(FeedView.Of(entry, key));

    private static void OfferOwn(Listener member, ImmutableArray<LiveFrame> frames)
    {
        var heard = frames.Where(member.Hears).ToImmutableArray();
        if (!heard.IsEmpty)
            member.Client.Offer(new LiveChunk(heard));
    }

    private void JoinGroup(Listener listener)
    {
        if (!_groups.TryGetValue(listener.Group, out var members))
            _groups.Add(listener.Group, members = []);
        members.Add(listener);
    }

    private void LeaveGroup(Listener listener)
    {
        if (!_groups.TryGetValue(listener.Group, out var members))
            return;
        members.Remove(listener);
        if (members.Count == 0)
            _groups.Remove(listener.Group);
    }
}
