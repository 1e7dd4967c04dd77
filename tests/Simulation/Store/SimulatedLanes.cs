using Platform.Consumers;
using Platform.Live;
using Platform.Storage;

namespace Platform.Simulation;

/// <summary>Lanes in the simulated database.</summary>
internal sealed class SimulatedLanes(SimulatedDatabase database, StoreLine line) : ILaneStore
{
    public Task<LanePlace> LoadAsync(string consumer, int lane, CancellationToken cancellationToken) =>
        Read("lane loads", () => database.Side.Place(consumer, lane));

    public Task<IReadOnlyList<LogEntry>> ReadAsync(
        int lane, long after, long through, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LogEntry>>("lane reads", () =>
        [
            .. database.Log.Skip((int)after).TakeWhile(entry => entry.Position <= through)
                .Where(entry => Lane.Of(entry.AccountId) == lane).Take(limit),
        ]);

    public Task<IReadOnlyList<string>> WaitingAsync(string consumer, int lane, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<string>>("lane asks who waits", () =>
        [
            .. Parked(consumer, lane).Select(parked => parked.Entry.Subject).Union(Dead(consumer)),
        ]);

    public Task<IReadOnlyList<ParkedEvent>> DueAsync(
        string consumer, int lane, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ParkedEvent>>("lane asks what is due", () =>
        [
            .. Parked(consumer, lane).GroupBy(parked => parked.Entry.Subject).Select(waiting => waiting.First())
                .Where(first => !Dead(consumer).Contains(first.Entry.Subject) && first.DueAt <= now).Take(limit),
        ]);

    public Task<DeadLetter?> FindDeadAsync(
        string consumer, int lane, long position, CancellationToken cancellationToken) =>
        Task.FromResult<DeadLetter?>(null);

    public Task<LanePlace> CommitAsync(LaneStep step, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(() => line.Write(
            $"lane {step.Place.Consumer}/{step.Place.Lane} commits", () => database.Side.Commit(step)));

    private IEnumerable<ParkedEvent> Parked(string consumer, int lane) => database.Side.Parked
        .Where(parked => parked.Key.Consumer == consumer && parked.Key.Lane == lane).Select(parked => parked.Value);

    private HashSet<string> Dead(string consumer) =>
    [
        .. database.Side.Dead.Where(dead => dead.Key.Consumer == consumer).Select(dead => dead.Value.Entry.Subject),
    ];

    private Task<T> Read<T>(string what, Func<T> work) => Failures.TranslateAsync(() => line.Read(what, work));
}
