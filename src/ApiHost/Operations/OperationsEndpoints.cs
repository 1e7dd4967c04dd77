using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Consumers;
using Platform.DueWork;
using Platform.Http;

namespace Platform.Operations;

/// <summary>How far one consumer of the log is, over all its lanes.</summary>
/// <param name="Lag">Positions of the log not looked at yet, over all lanes.</param>
/// <param name="LagMax">Those of the lane that is furthest behind.</param>
/// <param name="Parked">Events that wait for another try or behind a dead letter.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record ConsumerFigures(string Consumer, int Lanes, long Lag, long LagMax, long Parked, long Dead);

/// <summary>Work whose time has come and that is not done.</summary>
/// <param name="Late">Due for more than <see cref="LateAfterSeconds"/>; as many as are counted at most.</param>
/// <param name="OldestDueAt">When the oldest was due, UTC; null when nothing is late.</param>
public sealed record DueWorkFigures(int Late, int LateMax, double LateAfterSeconds, DateTimeOffset? OldestDueAt);

/// <summary>What the platform does now: each process, what follows the log, what is late.</summary>
public sealed record OperationsAnswer(
    DateTimeOffset At, IReadOnlyList<ProcessFigures> Processes, IReadOnlyList<ConsumerFigures> Consumers,
    DueWorkFigures DueWork);

/// <summary>One page for whoever runs the platform.</summary>
internal static class OperationsEndpoints
{
    private const int LateMax = 1000;

    // The pump looks each second; what is due a little longer is on its way.
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    // A process tells every 5 s; one that has not been heard of for longer is shown as silent, then no more.
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(1);

    public static void MapOperations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/operations", Show).WithTags("Operations")
            .WithSummary("Processes, consumers and due work")
            .WithExample(response: OperationsExample.Answer)
            .RequireAuthorization(Policies.PlatformAdmin);

    private static async Task<Ok<OperationsAnswer>> Show(
        IProcessBoard board, IDeadLetterReader letters, IDueWork dueWork, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var processes = board.ListAsync(now - ForgetAfter, cancellationToken);
        var lanes = LanesAsync(letters, grains, cancellationToken);
        var late = dueWork.FindAsync(now - LateAfter, LateMax, cancellationToken);
        return TypedResults.Ok(new OperationsAnswer(now, await processes, Consumers(await lanes), Late(await late)));
    }

    // A lane that finds nothing for its consumer moves its stored position seldom, so the lanes are asked. One whose
    // silo has just died is shown as it is stored.
    private static async Task<LaneStatus[]> LanesAsync(
        IDeadLetterReader letters, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var stored = await letters.LanesAsync(cancellationToken);
        return await Task.WhenAll(stored.Select(async lane =>
        {
            try
            {
                var scanned = await grains.GetGrain<IConsumerLaneGrain>(LaneKey.Of(lane.Consumer, lane.Lane)).Scanned()
                    .WaitAsync(AskedFor, cancellationToken);
                return lane with { Position = Math.Max(lane.Position, scanned) };
            }
            catch (Exception away) when (away is TimeoutException or OrleansException)
            {
                return lane;
            }
        }));
    }

    private static ConsumerFigures[] Consumers(IReadOnlyList<LaneStatus> lanes) =>
    [
        .. lanes.GroupBy(lane => lane.Consumer, StringComparer.Ordinal).Select(consumer => new ConsumerFigures(
            consumer.Key, consumer.Count(), consumer.Sum(Lag), consumer.Max(Lag), consumer.Sum(lane => lane.Parked),
            consumer.Sum(lane => lane.Dead))).OrderBy(consumer => consumer.Consumer, StringComparer.Ordinal),
    ];

    private static long Lag(LaneStatus lane) => Math.Max(0, lane.Head - lane.Position);

    private static DueWorkFigures Late(IReadOnlyList<DueItem> late) =>
        new(late.Count, LateMax, LateAfter.TotalSeconds, late.Count == 0 ? null : late.Min(item => item.DueAt));
}

/// <summary>The example for the document.</summary>
internal static class OperationsExample
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A quiet platform in one process.</summary>
    public static OperationsAnswer Answer { get; } = new(
        At,
        [
            new ProcessFigures(
                "host-1:4711", ProcessRole.Whole, "Embedded", "1.0.0", At.AddHours(-3), At, CpuCores: 0.12,
                MemoryBytes: 312_000_000, [new ActivationFigures("Order", 240)],
                [new CallFigures("Order", "Place", 2.5, FailedPerSecond: 0, 2.1, 6.4, 11)],
                new CommitFigures(4.2, 3.9, 1.4, 3.8, Refused: 0, UnknownOutcomes: 0),
                new HttpFigures(11.3, FailedPerSecond: 0, 8.2), LiveConnections: 3,
                [new FigurePoint(At, 31.5, 4.2, 11.3, 3.8)]),
        ],
        [new ConsumerFigures("order-counters", Lanes: 16, Lag: 2, LagMax: 2, Parked: 0, Dead: 0)],
        new DueWorkFigures(Late: 0, LateMax: 1000, LateAfterSeconds: 10, OldestDueAt: null));
}
