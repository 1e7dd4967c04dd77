using System.Collections.Immutable;
using System.Threading.Channels;
using Platform.Commits;

namespace Platform.Live;

/// <summary>How a feed takes in what it is told.</summary>
internal sealed partial class NodeFeed
{
    private const int BatchesMax = 4096;
    private const int BatchesAtOnceMax = 256;
    private const int ReadMax = 500;

    private static readonly TimeSpan AwayPause = TimeSpan.FromSeconds(1);

    // Writing to a connection costs about the same for one event as for ten. With many connections the feed gathers
    // what happens for a moment; with few it hands out at once.
    private static readonly TimeSpan GatherMax = TimeSpan.FromMilliseconds(25);

    private readonly Channel<LiveBatch> _batches = Channel.CreateBounded<LiveBatch>(
        new BoundedChannelOptions(BatchesMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private volatile bool _hasFailed;

    /// <summary>Takes note of what the feed tells. A batch that is lost here shows as a gap before the next.</summary>
    public void Tell(LiveBatch batch) => _batches.Writer.TryWrite(batch);

    /// <summary>Takes note of how far the feed is; what this node has not heard of is read.</summary>
    public void TellThrough(long told)
    {
        if (told > Through)
            Tell(new LiveBatch(key, told, told, []));
    }

    /// <summary>Whether it ended by a failure: whoever listens would hear nothing more.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Starts at a position and goes on until cancelled, or until it fails.</summary>
    public async Task RunAsync(long through, CancellationToken cancellationToken)
    {
        try
        {
            await GoOnAsync(through, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, key);
            _hasFailed = true;
        }
    }

    /// <summary>How long to gather before the next round.</summary>
    internal static TimeSpan GatherFor(int connections) =>
        connections < 100 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(GatherMax.Ticks, connections * 125L));

    private async Task GoOnAsync(long through, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _ring.Reset(through);
            Volatile.Write(ref _through, through);
        }

        var batches = new List<LiveBatch>(BatchesAtOnceMax);
        while (await _batches.Reader.WaitToReadAsync(cancellationToken))
        {
            batches.Clear();
            while (batches.Count < BatchesAtOnceMax && _batches.Reader.TryRead(out var batch))
                batches.Add(batch);
            var connections = await TakeAsync(batches, cancellationToken);
            if (GatherFor(connections) is { Ticks: > 0 } pause)
                await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<int> TakeAsync(List<LiveBatch> batches, CancellationToken cancellationToken)
    {
        var fresh = ImmutableArray.CreateBuilder<LiveFrame>();
        var end = Through;
        foreach (var batch in batches)
        {
            if (batch.Previous > end)
            {
                await ReadAsync(fresh, end, batch.Through, cancellationToken);
            }
            else
            {
                var after = end;
                fresh.AddRange(batch.Entries.Where(entry => entry.Position > after).Select(Frame));
            }

            end = Math.Max(end, batch.Through);
        }

        lock (_lock)
        {
            var previous = _ring.Through;
            var frames = _ring.Accept(fresh.ToArray(), end);
            Volatile.Write(ref _through, end);
            if (frames.IsEmpty)
                return 0;
            using var push = PushTrace.Start(batches);
            return HandOut(frames, previous);
        }
    }

    // A hint was lost, or came from elsewhere: the log knows. While the database, or the silo of the feed's grain, is
    // away the feed stands still.
    private async Task ReadAsync(
        ImmutableArray<LiveFrame>.Builder fresh, long after, long through, CancellationToken cancellationToken)
    {
        while (after < through)
        {
            try
            {
                var entries = await feeds.ReadAsync(key, after, through, ReadMax, cancellationToken);
                fresh.AddRange(entries.Select(Frame));
                after = entries.Count < ReadMax ? through : entries[^1].Position;
            }
            catch (Exception failure)
                when (failure is StorageUnavailableException or TimeoutException or OrleansException)
            {
                LogAway(key, failure.GetType().Name);
                await Task.Delay(AwayPause, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The live feed {Feed} cannot read the log ({Failure}); it waits")]
    private partial void LogAway(string feed, string failure);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "The live feed {Feed} failed; its clients are asked to come back")]
    private partial void LogFailed(Exception failure, string feed);
}
