using System.Collections.Immutable;
using Platform.Accounts;
using Platform.Analytics;
using Platform.Live;
using Platform.Schedules;
using Platform.Shops;
using Platform.Stock;
using Platform.Storage;

namespace Platform.Simulation;

/// <summary>What recurring work reads, from the simulated database. Sales are counted from the log itself: the consumer
/// that keeps their quarters is not here, and never behind.</summary>
internal sealed class SimulatedJobs(SimulatedDatabase database, StoreLine line)
    : IJobPlans, IJobReader, ISalesCounts, IStockCounts
{
    public Task<IReadOnlyList<JobPlan>> MissingAsync(int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<JobPlan>>("store compares shops and jobs", () =>
        [
            .. database.All<Shop>().OrderBy(shop => shop.AccountId).SelectMany(Plans)
                .Concat(database.All<Account>().OrderBy(account => account.Id).SelectMany(Plans))
                .Where(plan => database.All<ScheduledJob>().All(job =>
                    job.Id != JobNames.IdOf(plan.AccountId, plan.Job, plan.ShopId)))
                .Take(limit),
        ]);

    public Task<IReadOnlyList<Period>> PeriodsAsync(
        Guid accountId, Guid jobId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<Period>>("store reads periods", () =>
        [
            .. database.Rows<JobPeriodRow>().Where(row => row.Job.Id == jobId).Select(row => row.Period)
                .Where(period => period.Day >= from && period.Day <= to).OrderBy(period => period.Day),
        ]);

    public Task<CountedSales?> CountAsync(
        Guid accountId, Guid? shopId, DateTimeOffset fromAt, DateTimeOffset untilAt,
        CancellationToken cancellationToken) =>
        Read<CountedSales?>("store counts sales", () => new(
            database.Log.Count, Sales(database.Log, accountId, shopId, fromAt, untilAt)));

    public Task<Snapshot<IReadOnlyList<StockCount>>> CountAsync(
        Guid accountId, Guid shopId, Guid after, int limit, CancellationToken cancellationToken) =>
        Read("store counts the stock", () => new Snapshot<IReadOnlyList<StockCount>>(
            [
                .. database.All<StockHead>().Where(item => item.AccountId == accountId && item.Id > after)
                    .OrderBy(item => item.Id).Select(Count).Take(limit),
            ],
            database.Log.Count));

    public Task<Snapshot<IReadOnlyList<VersionedJob>>> ListAsync(
        Guid accountId, Guid? shopId, JobCursor? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody looks at lists in a simulation.");

    public Task<Snapshot<IReadOnlyList<JobRun>>> RunsAsync(
        Guid accountId, Guid jobId, long? before, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nobody looks at lists in a simulation.");

    /// <summary>What was sold in a time, as the log tells it.</summary>
    public static ImmutableArray<SalesFigures> Sales(
        IEnumerable<LogEntry> log, Guid accountId, Guid? shopId, DateTimeOffset fromAt, DateTimeOffset untilAt) =>
    [
        .. SalesDeltas.Of(log.Where(entry => entry.AccountId == accountId && entry.At >= fromAt && entry.At < untilAt
                && SalesDeltas.EventKinds.Contains(entry.Kind)))
            .Where(delta => delta.ShopId == (shopId ?? Guid.Empty))
            .GroupBy(delta => (delta.Figures.Currency, delta.Figures.Category))
            .Select(same => same.Select(delta => delta.Figures).Aggregate((left, right) => left + right)),
    ];

    private IEnumerable<JobPlan> Plans(Shop shop)
    {
        var plan = new JobPlan(
            shop.AccountId, JobNames.DailySales, shop.Id, shop.Details.TimeZone, shop.CreatedAt);
        yield return plan;
        // Goods are sold by none of the shops.
        yield return plan with { ShopId = null, Timezone = "UTC" };
        if (database.All<StockHead>().Any(item => item.AccountId == shop.AccountId))
            yield return plan with { Job = JobNames.StockCheck };
    }

    // From the day on which it is planned.
    private static IEnumerable<JobPlan> Plans(Account account)
    {
        var plan = new JobPlan(account.Id, JobNames.NightlySnapshot, ShopId: null, "UTC", DateTimeOffset.MaxValue);
        yield return plan;
        yield return plan with { Job = JobNames.SnapshotCleanup };
    }

    private StockCount Count(StockHead item)
    {
        var lines = database.Rows<StockMovementRow>().Where(row => row.ItemId == item.Id).Select(row => row.Change)
            .ToList();
        var promised = database.Rows<StockReservationRow>().Where(row => row.ItemId == item.Id)
            .Select(row => row.Reservation).Where(one => one.Status == ReservationStatus.Active)
            .Sum(one => one.Quantity);
        return new(
            item.Id, item.Details.Name, item.OnHand, item.Reserved, item.Entries,
            lines.Sum(change => change.OnHandChange), lines.Sum(change => change.ReservedChange), lines.Count,
            promised);
    }

    private Task<T> Read<T>(string what, Func<T> work) => Failures.TranslateAsync(() => line.Read(what, work));
}
