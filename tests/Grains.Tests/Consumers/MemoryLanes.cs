using System.Collections.Immutable;
using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Lanes in memory with the promises of the real ones: a step happens as a whole or not at all, whoever else
/// takes one at the same time.</summary>
internal sealed class MemoryLanes : ILaneStore
{
    // A silo starts all lanes; whatever is appended belongs to nobody, and that is this one's.
    private const int Filled = 0;

    private readonly Lock _lock = new();
    private readonly List<LogEntry> _log = [];
    private readonly SortedDictionary<long, ParkedEvent> _parked = [];
    private readonly Dictionary<long, DeadLetter> _dead = [];
    private LanePlace? _place;

    /// <summary>What a table effect does with an event of a step.</summary>
    public Action<LogEntry> Effect { get; set; } = _ => { };

    /// <summary>Events whose effect has been committed, in the order of the commits.</summary>
    public List<LogEntry> Applied { get; } = [];

    /// <summary>Steps that were committed.</summary>
    public int Commits { get; private set; }

    /// <summary>What becomes of the next commit, instead of being written.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>What every read meets while it is set.</summary>
    public Exception? Away { get; set; }

    /// <summary>Reads that met it.</summary>
    public int Missed { get; private set; }

    public long Head => _log.Count;

    /// <summary>Where the lane stands in the database.</summary>
    public LanePlace Place => _place!;

    public LogEntry Append(string subject)
    {
        lock (_lock)
        {
            var entry = new LogEntry(
                _log.Count + 1, AccountId: null, "order.changed", subject, [], DateTimeOffset.UnixEpoch,
                "system:system", TraceId: null, "{}");
            _log.Add(entry);
            return entry;
        }
    }

    /// <summary>Another activation moves the lane.</summary>
    public void MoveAway() => _place = _place! with { Version = _place.Version + 1 };

    public Task<LanePlace> LoadAsync(string consumer, int lane, CancellationToken cancellationToken)
    {
        var start = new LanePlace(consumer, lane, 0, 0);
        lock (_lock)
            return Task.FromResult(lane == Filled ? _place ??= start : start);
    }

    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        int lane, long after, long through, int limit, CancellationToken cancellationToken)
    {
        if (lane != Filled)
            return Task.FromResult<IReadOnlyList<LogEntry>>([]);
        lock (_lock)
        {
            if (Away is { } away)
            {
                Missed++;
                return Task.FromException<IReadOnlyList<LogEntry>>(away);
            }

            return Task.FromResult<IReadOnlyList<LogEntry>>(
                [.. _log.Where(entry => entry.Position > after && entry.Position <= through).Take(limit)]);
        }
    }

    public Task<IReadOnlyList<string>> WaitingAsync(string consumer, int lane, CancellationToken cancellationToken)
    {
        if (lane != Filled)
            return Task.FromResult<IReadOnlyList<string>>([]);
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>(
                [.. _parked.Values.Select(parked => parked.Entry.Subject)
                    .Union(_dead.Values.Select(dead => dead.Entry.Subject))]);
        }
    }

    public Task<IReadOnlyList<ParkedEvent>> DueAsync(
        string consumer, int lane, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ParkedEvent>>(
                [.. _parked.Values.GroupBy(parked => parked.Entry.Subject).Select(line => line.First())
                    .Where(first => _dead.Values.All(dead => dead.Entry.Subject != first.Entry.Subject))
                    .Where(first => first.DueAt <= now).Take(limit)]);
        }
    }

    public Task<DeadLetter?> FindDeadAsync(
        string consumer, int lane, long position, CancellationToken cancellationToken) =>
        Task.FromResult(_dead.GetValueOrDefault(position));

    public Task<LanePlace> CommitAsync(LaneStep step, CancellationToken cancellationToken)
    {
        if (step.Place.Lane != Filled)
            return Task.FromResult(step.Place with { Position = step.Position, Version = step.Place.Version + 1 });
        lock (_lock)
            return Task.FromResult(_place = Commit(step));
    }

    private LanePlace Commit(LaneStep step)
    {
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }

        if (step.Place != _place)
            throw new LaneFencedException(step.Place.Consumer, step.Place.Lane);
        Apply(step.Apply);
        foreach (var parked in step.Park)
            _parked[parked.Entry.Position] = parked;
        foreach (var position in step.Done)
            _parked.Remove(position);
        foreach (var dead in step.Dead)
            Die(dead);
        if (step.Verdict is { } verdict)
            Judge(verdict);
        Commits++;
        return _place with { Position = step.Position, Version = _place.Version + 1 };
    }

    private void Apply(ImmutableArray<LogEntry> entries)
    {
        try
        {
            foreach (var entry in entries)
                Effect(entry);
        }
        catch (FormatException poison)
        {
            throw new EffectFailedException(poison.Message, poison);
        }

        Applied.AddRange(entries);
    }

    private void Die(ParkedEvent dead)
    {
        Assert.True(_parked.Remove(dead.Entry.Position), "Only a parked event can die.");
        _dead.Add(
            dead.Entry.Position,
            new DeadLetter("tally", 0, dead.Entry, dead.Attempts, dead.Error!, DateTimeOffset.UnixEpoch, Waiting: 0));
    }

    private void Judge(DeadLetterVerdict verdict)
    {
        Assert.True(_dead.Remove(verdict.Position, out var letter));
        if (verdict.Action is DeadLetterAction.Replay)
            _parked.Add(verdict.Position, new ParkedEvent(letter!.Entry, 0, verdict.At, null));
    }

    /// <summary>The platform admin who decides in tests.</summary>
    public static DeadLetterVerdict Verdict(long position, DeadLetterAction action, DateTimeOffset at) =>
        new(position, action, new Actor(ActorKind.PlatformAdmin, "a"), "because", at);
}
