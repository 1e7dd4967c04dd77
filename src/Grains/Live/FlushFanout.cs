using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Consumers;

namespace Platform.Live;

/// <summary>Hears of each flush of this process and passes it on: to the feeds it belongs to and to the lanes of the
/// consumers. What comes while it works goes out together. Only hints: when it cannot keep up it drops some, and
/// feeds and lanes read the log.</summary>
internal sealed partial class FlushFanout(
    IGrainFactory grains, IEnumerable<IConsumer> consumers, ILogger<FlushFanout> logger)
    : IHostedService, IFlushListener, IDisposable
{
    private const int FlushesMax = 1024;
    private const int FlushesAtOnceMax = 64;

    private readonly string[] _consumers = [.. consumers.Select(consumer => consumer.Name)];
    private readonly FlushChain _chain = new();
    private readonly Channel<IReadOnlyList<LogEntry>> _flushes = Channel.CreateBounded<IReadOnlyList<LogEntry>>(
        new BoundedChannelOptions(FlushesMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task _passing = Task.CompletedTask;
    private Task? _stopped;

    public void Flushed(IReadOnlyList<LogEntry> entries)
    {
        if (entries.Count > 0)
            _flushes.Writer.TryWrite(entries);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _passing = PassAll(_stopping.Token);
        return Task.CompletedTask;
    }

    /// <summary>Once: a host may be told to stop by several at the same time.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _stopped ??= StopOnce(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task StopOnce(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _passing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Runs where it was started: on the host's thread pool, or where a simulation wants it.
    private async Task PassAll(CancellationToken stoppingToken)
    {
        var flushes = new List<IReadOnlyList<LogEntry>>(FlushesAtOnceMax);
        while (await _flushes.Reader.WaitToReadAsync(stoppingToken))
        {
            flushes.Clear();
            while (flushes.Count < FlushesAtOnceMax && _flushes.Reader.TryRead(out var flush))
                flushes.Add(flush);
            await Pass(flushes);
        }
    }

    private async Task Pass(List<IReadOnlyList<LogEntry>> flushes)
    {
        try
        {
            foreach (var batch in _chain.Add(flushes))
                await grains.GetGrain<ILiveFeedGrain>(batch.Feed).Flushed(batch);
            foreach (var (lane, position) in Lanes(flushes))
            {
                foreach (var consumer in _consumers)
                    await grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of(consumer, lane)).Wake(position);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A hint that does not arrive is made good by those who wait for it.
            LogFailed(failure, flushes[^1][^1].Position);
        }
    }

    private static Dictionary<int, long> Lanes(List<IReadOnlyList<LogEntry>> flushes)
    {
        var end = flushes[^1][^1].Position;
        var lanes = new Dictionary<int, long>(Lane.Count);
        foreach (var flush in flushes)
        {
            foreach (var entry in flush)
                lanes[Lane.Of(entry.AccountId)] = end;
        }

        return lanes;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hint up to position {Position} was not passed on")]
    private partial void LogFailed(Exception failure, long position);
}
