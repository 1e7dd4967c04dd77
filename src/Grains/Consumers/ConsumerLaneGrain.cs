using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Runs one lane of one consumer while the silo lives: woken by hints, and by its own timer when hints are
/// lost. What it does is in <see cref="LaneRun"/>.</summary>
[GrainType("consumer")]
internal sealed partial class ConsumerLaneGrain : Grain, IConsumerLaneGrain
{
    private const int StepsPerTurn = 8;

    // Hints of many flushes make one step: a lane that ran for each would do the same work in smaller pieces.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // A database that is gone for an hour is not told of by each lane each second.
    private static readonly TimeSpan SayAgain = TimeSpan.FromMinutes(1);

    // Steps of a lane that counts change the same few rows: under load a tenth of a second is gathered into one, which
    // to whoever looks at figures is at once.
    private static readonly TimeSpan CountingPace = TimeSpan.FromMilliseconds(100);

    private readonly LogHead _head;
    private readonly ConsumerMeter _meter;
    private readonly TimeProvider _clock;
    private readonly ILogger<ConsumerLaneGrain> _logger;
    private readonly LaneRun _run;
    private readonly TimeSpan _pace;
    private readonly string _consumer;
    private readonly int _lane;
    private IGrainTimer _timer = null!; // Made in OnActivateAsync.
    private long _hinted;
    private long? _steppedAt;
    private bool _isRunning;
    private bool _isArmed;
    private DateTimeOffset _silentUntil;

    public ConsumerLaneGrain(
        IGrainContext context, IEnumerable<IConsumer> consumers, ILaneStore store, LogHead head, ConsumerMeter meter,
        TimeProvider clock, ILogger<ConsumerLaneGrain> logger)
    {
        (_consumer, _lane) = LaneKey.Parse(context.GrainId.Key.ToString()!);
        var name = _consumer;
        var consumer = consumers.FirstOrDefault(known => known.Name == name)
            ?? throw new InvalidOperationException($"There is no consumer {name}.");
        var effect = new LaneEffect(consumer);
        _pace = effect.Kind is EffectKind.Table ? CountingPace : TimeSpan.Zero;
        _run = new LaneRun(effect, _lane, store, clock);
        (_head, _meter, _clock, _logger) = (head, meter, clock, logger);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(
            ct => Run(ct), new GrainTimerCreationOptions { DueTime = Gather, Period = Look, KeepAlive = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _meter.Forget(_consumer, _lane);
        return Task.CompletedTask;
    }

    public Task Wake(long position)
    {
        _hinted = Math.Max(_hinted, position);
        if (!_isRunning && !_isArmed && _hinted > _run.Scanned)
            Arm(Gather);

        return Task.CompletedTask;
    }

    public Task<long> Scanned() => Task.FromResult(_run.Scanned);

    public Task<bool> Replay(long position, Actor actor, string reason) =>
        Judge(position, DeadLetterAction.Replay, actor, reason);

    public Task<bool> Discard(long position, Actor actor, string reason) =>
        Judge(position, DeadLetterAction.Discard, actor, reason);

    private async Task<bool> Judge(long position, DeadLetterAction action, Actor actor, string reason)
    {
        var verdict = new DeadLetterVerdict(position, action, actor, reason, _clock.GetUtcNow());
        var wasFound = await Fenced(() => _run.Judge(verdict, CancellationToken.None));
        if (wasFound)
            LogJudged(_consumer, _lane, position, action);
        return wasFound;
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        _isRunning = true;
        _isArmed = false;
        var (died, scanned) = (_run.Died, _run.Scanned);
        try
        {
            // A hint is a committed position; without one, ask how far the log is.
            var through = _hinted > _run.Scanned ? _hinted : await _head.Read(cancellationToken);
            await Fenced(async () =>
            {
                await _run.Advance(through, StepsPerTurn, cancellationToken);
                return true;
            });
            _silentUntil = default;
            _meter.Report(_consumer, _lane, Math.Max(through, _hinted) - _run.Scanned, _run.Waiting);
            if (_run.Scanned > scanned)
                _steppedAt = _clock.GetTimestamp();
            if (through > _run.Scanned)
                _timer.Change(TimeSpan.Zero, Look);
            else if (_hinted > _run.Scanned)
                Arm(TimeSpan.Zero);
        }
        catch (Exception failure) when (LaneEffect.IsAway(failure))
        {
            // Nothing is lost; the next tick tries again.
            var now = _clock.GetUtcNow();
            if (now < _silentUntil)
                return;
            _silentUntil = now + SayAgain;
            LogUnavailable(_consumer, _lane, failure.GetType().Name);
        }
        finally
        {
            _isRunning = false;
            if (_run.Died > died)
            {
                _meter.ReportDead(_consumer, _lane, _run.Died - died);
                LogDied(_consumer, _lane, _run.Died - died);
            }
        }
    }

    // Runs after so long, and no sooner than the pace allows after the step before.
    private void Arm(TimeSpan pause)
    {
        var rest = _steppedAt is { } at ? _pace - _clock.GetElapsedTime(at) : TimeSpan.Zero;
        _isArmed = true;
        _timer.Change(rest > pause ? rest : pause, Look);
    }

    private async Task<T> Fenced<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (LaneFencedException)
        {
            // Another activation runs this lane. Whoever is asked next loads the place again.
            LogFenced(_consumer, _lane);
            DeactivateOnIdle();
            throw;
        }
    }
}
