using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>The work of one lane of one consumer: reads its events, has them applied, moves the position, tries again
/// what failed. Belongs to one grain; after an exception everything is loaded again, since a commit may have
/// landed.</summary>
internal sealed partial class LaneRun(LaneEffect effect, int lane, ILaneStore store, TimeProvider clock)
{
    /// <summary>Events of one step.</summary>
    public const int BatchMax = 500;

    // The position moves in the database also when nothing concerned the consumer, so that a restart need not read
    // everything again and old months can go; but not often, since it would be a write for nothing.
    private const int IdleStride = 10_000;

    /// <summary>So long may the position in the database be behind what was looked at.</summary>
    public static readonly TimeSpan IdlePause = TimeSpan.FromHours(1);

    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private LanePlace? _place;
    private DateTimeOffset _movedAt;
    private long _scanned;

    /// <summary>Everything up to here has been looked at.</summary>
    public long Scanned => _scanned;

    /// <summary>Subjects with events that wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Events that died since the start of this activation.</summary>
    public long Died { get; private set; }

    /// <summary>Looks at everything up to a position, in at most so many steps.</summary>
    /// <exception cref="LaneFencedException">Somebody else runs this lane.</exception>
    /// <exception cref="Commits.StorageUnavailableException">The database is away; nothing is lost.</exception>
    public async Task Advance(long through, int stepsMax, CancellationToken cancellationToken)
    {
        try
        {
            await Load(cancellationToken);
            if (_waiting.Count > 0)
                await RetryDue(cancellationToken);
            for (var step = 0; step < stepsMax && _scanned < through; step++)
                await Step(through, cancellationToken);
            if (_scanned > _place!.Position && clock.GetUtcNow() - _movedAt >= IdlePause)
                await Commit(LaneStep.From(_place) with { Position = _scanned }, cancellationToken);
        }
        catch
        {
            _place = null;
            throw;
        }
    }

    /// <summary>Carries out an admin's decision. Answers whether there is such a dead letter.</summary>
    public async Task<bool> Judge(DeadLetterVerdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            await Load(cancellationToken);
            if (await store.FindDeadAsync(effect.Name, lane, verdict.Position, cancellationToken) is null)
                return false;

            await Commit(LaneStep.From(_place!) with { Verdict = verdict }, cancellationToken);
            await RetryDue(cancellationToken);
            return true;
        }
        catch
        {
            _place = null;
            throw;
        }
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        if (_place is not null)
            return;
        var place = await store.LoadAsync(effect.Name, lane, cancellationToken);
        await LoadWaiting(cancellationToken);
        _scanned = place.Position;
        _movedAt = clock.GetUtcNow();
        _place = place;
        // From now on the log keeps for it what it has not read.
        if (place.Version == 0)
            await Commit(LaneStep.From(place), cancellationToken);
    }

    private async Task LoadWaiting(CancellationToken cancellationToken)
    {
        var subjects = await store.WaitingAsync(effect.Name, lane, cancellationToken);
        _waiting.Clear();
        _waiting.UnionWith(subjects);
    }

    private async Task Step(long through, CancellationToken cancellationToken)
    {
        var entries = await store.ReadAsync(lane, _scanned, through, BatchMax, cancellationToken);
        var end = entries.Count < BatchMax ? through : entries[^1].Position;
        var wanted = entries.Where(effect.Concerns).ToImmutableArray();
        if (wanted.IsEmpty)
            await Skip(end, cancellationToken);
        else if (effect.Kind is EffectKind.Table)
            await TakeIntoTables(wanted, end, cancellationToken);
        else if (effect.Kind is EffectKind.Grain)
            await TakeByCalls(wanted, end, cancellationToken);
        else
            await TakeOutside(wanted, end, cancellationToken);
        _scanned = end;
    }

    private async Task Skip(long end, CancellationToken cancellationToken)
    {
        if (end - _place!.Position >= IdleStride)
            await Commit(LaneStep.From(_place) with { Position = end }, cancellationToken);
    }

    // One transaction for all of them. When it fails, halves find the guilty event in a few steps.
    private async Task TakeIntoTables(
        ImmutableArray<LogEntry> entries, long end, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (free, held) = LaneRules.Split(entries, _waiting);
        var step = LaneStep.From(_place!) with
        {
            Position = end,
            Apply = free,
            Park = [.. held.Select(entry => LaneRules.Behind(entry, now))],
        };
        try
        {
            await Commit(step, cancellationToken);
        }
        catch (EffectFailedException failure) when (free.Length == 1)
        {
            await Commit(step with { Apply = [], Park = [.. step.Park, Failed(free[0], failure)] }, cancellationToken);
        }
        catch (EffectFailedException)
        {
            var half = entries.Length / 2;
            await TakeIntoTables(entries[..half], entries[half - 1].Position, cancellationToken);
            await TakeIntoTables(entries[half..], end, cancellationToken);
        }
    }

    // Subjects side by side, the events of one in order. What was called before a crash is called again after it.
    private async Task TakeByCalls(ImmutableArray<LogEntry> entries, long end, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (free, held) = LaneRules.Split(entries, _waiting);
        var parked = await Task.WhenAll(
            free.GroupBy(entry => entry.Subject).Select(line => CallInOrder([.. line], cancellationToken)));
        var behind = held.Select(entry => LaneRules.Behind(entry, now));
        await Commit(
            LaneStep.From(_place!) with { Position = end, Park = [.. behind, .. parked.SelectMany(line => line)] },
            cancellationToken);
    }

    private async Task<ImmutableArray<ParkedEvent>> CallInOrder(
        ImmutableArray<LogEntry> line, CancellationToken cancellationToken)
    {
        for (var i = 0; i < line.Length; i++)
        {
            try
            {
                await effect.Call(line[i], clock, cancellationToken);
            }
            catch (EffectFailedException failure)
            {
                var now = clock.GetUtcNow();
                return [Failed(line[i], failure), .. line[(i + 1)..].Select(entry => LaneRules.Behind(entry, now))];
            }
        }

        return [];
    }

    private async Task TakeOutside(ImmutableArray<LogEntry> entries, long end, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Commit(
            LaneStep.From(_place!) with
            {
                Position = end,
                Park = [.. entries.Select(entry => LaneRules.Behind(entry, now))],
            },
            cancellationToken);
        await RetryDue(cancellationToken);
    }

    // The first failure of an event in the line; it leaves the line, so that other subjects go on at once.
    private ParkedEvent Failed(LogEntry entry, EffectFailedException failure) =>
        LaneRules.AfterFailure(
            LaneRules.Behind(entry, clock.GetUtcNow()), failure.Message, effect.Kind is EffectKind.Outside,
            clock.GetUtcNow())!;

    private async Task Commit(LaneStep step, CancellationToken cancellationToken)
    {
        _place = await store.CommitAsync(step, cancellationToken);
        _movedAt = clock.GetUtcNow();
        foreach (var parked in step.Park)
            _waiting.Add(parked.Entry.Subject);
    }
}
