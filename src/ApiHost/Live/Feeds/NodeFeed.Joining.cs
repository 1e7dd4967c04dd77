using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>How a connection joins: what it missed from the ring or the log, then what happens.</summary>
internal sealed partial class NodeFeed
{
    /// <summary>Events of the log that are read again for one connection. Who missed more reads a snapshot.</summary>
    public const int ReplayMax = 5_000;

    // Many connections come back at once after a restart; the log is read for a few at a time.
    private static readonly SemaphoreSlim Readers = new(4);

    /// <summary>Adds topics. What happened after a position is sent first; null starts now. Where that cannot be
    /// done, the client is told to resync and starts now.</summary>
    /// <returns>The position up to which the topics were sent.</returns>
    public async Task<long> SubscribeAsync(
        LiveClient client, IReadOnlyList<string> topics, long? after, CancellationToken cancellationToken)
    {
        ImmutableArray<string> missing;
        lock (_lock)
            missing = _listeners.TryGetValue(client, out var known) ? known.Missing(topics) : [.. topics.Distinct()];
        if (missing.IsEmpty)
            return Through;

        if (after is not { } position)
            return Join(client, missing, after: null, cursor: null)!.Value;
        if (await RefusalAsync(position, cancellationToken) is { } reason)
            return Restart(client, missing, reason);

        var cursor = position;
        for (var replayed = 0; replayed <= ReplayMax;)
        {
            if (Join(client, missing, position, cursor) is { } joined)
                return joined;
            await client.WhenSentAsync(cancellationToken);
            var through = Through;
            var page = await ReadPageAsync(cursor, through, cancellationToken);
            replayed += page.Count;
            OfferMissed(client, missing, page.Select(Frame));
            cursor = page.Count < ReadMax ? through : page[^1].Position;
        }

        return Restart(client, missing, "too-far-behind");
    }

    private async Task<string?> RefusalAsync(long after, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (after >= _ring.From && after <= _ring.Through)
                return null;
        }

        var oldest = await feeds.OldestKeptAsync(cancellationToken);
        if (after < oldest - 1)
            return "too-old";
        // Another node may have told the client more than this one knows; nobody knows more than the log.
        return after > Through && after > await feeds.HeadAsync(cancellationToken) ? "unknown-position" : null;
    }

    private async Task<IReadOnlyList<LogEntry>> ReadPageAsync(
        long after, long through, CancellationToken cancellationToken)
    {
        await Readers.WaitAsync(cancellationToken);
        try
        {
            return await feeds.ReadAsync(key, after, through, ReadMax, cancellationToken);
        }
        finally
        {
            Readers.Release();
        }
    }

    // Under the lock nothing is handed out, so that what the ring holds and what comes next meet without a seam.
    private long? Join(LiveClient client, ImmutableArray<string> topics, long? after, long? cursor)
    {
        lock (_lock)
        {
            var missed = ImmutableArray<LiveFrame>.Empty;
            if (cursor is { } from && from < _ring.Through)
            {
                if (_ring.Since(from) is not { } since)
                    return null;
                missed = since;
            }

            OfferMissedLocked(client, topics, missed);
            if (!_listeners.TryGetValue(client, out var listener))
                _listeners.Add(client, listener = new Listener(client));
            else
                LeaveGroup(listener);
            listener.Add(topics, after ?? _ring.Through);
            JoinGroup(listener);
            return _ring.Through;
        }
    }

    private void OfferMissed(LiveClient client, ImmutableArray<string> topics, IEnumerable<LiveFrame> frames)
    {
        lock (_lock)
            OfferMissedLocked(client, topics, frames);
    }

    // What the client heard by the topics it had is not sent again by the new ones.
    private void OfferMissedLocked(LiveClient client, ImmutableArray<string> topics, IEnumerable<LiveFrame> frames)
    {
        var listener = _listeners.GetValueOrDefault(client);
        var missed = frames
            .Where(frame => LiveAccess.Hears(client.Access.ShopId, frame) && frame.Topics.Any(topics.Contains))
            .Where(frame => listener is null || !listener.Hears(frame))
            .ToImmutableArray();
        if (!missed.IsEmpty)
            client.Offer(new LiveChunk(missed));
    }

    private long Restart(LiveClient client, ImmutableArray<string> topics, string reason)
    {
        lock (_lock)
        {
            client.Offer(new LiveChunk([.. topics.Select(topic => LiveFrame.Resync(topic, reason, _ring.Through))]));
            return Join(client, topics, after: null, cursor: null)!.Value;
        }
    }
}
