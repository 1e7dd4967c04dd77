using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Platform.Commits;

namespace Platform.Live;

/// <summary>Tells the API nodes that listen what happens in one feed: in order, without a gap. Flushes are hints.
/// What they leave out is read from the log: at once when a later hint shows it, else within a second. While nobody
/// listens it does nothing; whoever comes then starts at the end of the log.</summary>
[GrainType("live"), CollectionAgeLimit(Minutes = 2)]
internal sealed partial class LiveFeedGrain(
    IFeedLog log, IEventLog events, LogHead head, TimeProvider clock, ILogger<LiveFeedGrain> logger)
    : Grain, ILiveFeedGrain
{
    private const int RingMax = 256;
    private const int ReadMax = 500;

    private static readonly TimeSpan Reconcile = TimeSpan.FromSeconds(1);

    private readonly FeedRing<LogEntry> _ring = new(RingMax, entry => entry.Position);
    private readonly ObserverManager<ILiveObserver> _observers =
        new(LiveTimes.ObserverExpiry, logger) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };

    private string _key = ""; // Set in OnActivateAsync.
    private IGrainTimer? _timer;
    private long _told;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        return Task.CompletedTask;
    }

    public async Task<long> Subscribe(ILiveObserver observer)
    {
        _observers.ClearExpired();
        if (_observers.Count == 0)
        {
            // The first listener: what happened before is in the log, where it reads it.
            _ring.Reset(await events.HeadAsync(CancellationToken.None));
            _told = _ring.Through;
            _timer ??= this.RegisterGrainTimer(ct => Look(ct), new GrainTimerCreationOptions(Reconcile, Reconcile));
        }

        _observers.Subscribe(observer, observer);
        return _told;
    }

    public Task Unsubscribe(ILiveObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task Flushed(LiveBatch batch)
    {
        if (_observers.Count == 0 || batch.Through <= _ring.Through)
            return;
        if (_ring.Joins(batch.Previous))
            await Tell(_ring.Accept(batch.Entries.AsSpan(), batch.Through));
        else
            await Read(batch.Through, CancellationToken.None);
    }

    public Task Now(LiveNow now) => _observers.Count == 0
        ? Task.CompletedTask
        : _observers.Notify(observer => observer.Now(_key, now));

    public Task<LiveBatch?> Recent(long after) => Task.FromResult(
        _observers.Count > 0 && _ring.Since(after) is { } entries
            ? new LiveBatch(_key, after, _ring.Through, entries)
            : null);

    private async Task Look(CancellationToken cancellationToken)
    {
        _observers.ClearExpired();
        if (_observers.Count == 0)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        try
        {
            var end = await head.Read(cancellationToken);
            if (end > _ring.Through)
                await Read(end, cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            LogUnavailable(_key);
        }
    }

    private async Task Read(long through, CancellationToken cancellationToken)
    {
        while (_ring.Through < through)
        {
            var entries = await log.ReadAsync(_key, _ring.Through, through, ReadMax, cancellationToken);
            var end = entries.Count < ReadMax ? through : entries[^1].Position;
            await Tell(_ring.Accept([.. entries], end));
        }
    }

    // The batch joins what was told before, whatever was found empty in between.
    private async Task Tell(ImmutableArray<LogEntry> entries)
    {
        if (entries.IsEmpty)
            return;
        var batch = new LiveBatch(_key, _told, entries[^1].Position, entries);
        _told = batch.Through;
        await _observers.Notify(observer => observer.Happened(batch));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live feed {Feed} waits for the database")]
    private partial void LogUnavailable(string feed);
}
