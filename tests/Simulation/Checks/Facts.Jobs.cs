using Platform.Analytics;
using Platform.Schedules;
using Platform.Shops;

namespace Platform.Simulation;

/// <summary>Recurring work: each day of a shop once, in order, none before it is over, and as it was.</summary>
internal sealed partial class Facts
{
    private readonly Dictionary<Guid, List<JobPeriodRow>> _periods = [];

    /// <summary>Days that were done, and those of them that were done together with others.</summary>
    public (long Done, long CaughtUp) Days { get; private set; }

    private void Committed(ScheduledJob job, WrittenState written)
    {
        if (!_periods.TryGetValue(job.Id, out var ledger))
            _periods.Add(job.Id, ledger = []);
        var added = written.Submission.Pending.Rows.OfType<JobPeriodRow>().ToList();
        foreach (var row in added)
        {
            InTurn(job, ledger, row);
            ledger.Add(row);
        }

        Recorded(job, written);
        Drilled(written);
        Days = (Days.Done + added.Count, Days.CaughtUp + (added.Count > 1 ? added.Count : 0));
        Demand(
            job.Periods == ledger.Count,
            $"{job.Job} says that it did {job.Periods} days, and its ledger has {ledger.Count}");
        Demand(
            ledger.Count == 0 || (job.LastDay, job.ThroughAt) == (ledger[^1].Period.Day, ledger[^1].Period.UntilAt),
            $"{job.Job} stands at {job.LastDay:O}, and its ledger ends otherwise");
    }

    private void InTurn(ScheduledJob job, List<JobPeriodRow> ledger, JobPeriodRow row)
    {
        var (period, what) = (row.Period, $"{job.Job} of {row.Period.Day:O}");
        if (ledger.Count == 0 && IsOfAccount(job))
        {
            Demand(job.ShopId is null, $"{what} is a shop's");
        }
        else if (ledger.Count == 0)
        {
            var shop = world.Database.All<Shop>().First(one => one.AccountId == job.AccountId);
            Demand(
                period.FromAt <= shop.CreatedAt,
                $"{what} is the first, and the shop is there since {shop.CreatedAt:O}");
        }
        else
        {
            var last = ledger[^1].Period;
            Demand(
                period.Day == last.Day.AddDays(1) && period.FromAt == last.UntilAt,
                $"{what} follows upon that of {last.Day:O}");
        }

        Demand(
            period.UntilAt <= period.ScheduledAt && period.ScheduledAt <= world.Simulation.Time.Latest,
            $"{what} was done at {world.Simulation.Time.Latest:O}, and was to be done at {period.ScheduledAt:O}");
    }

    // Nobody can take the snapshots of nights that were before: they begin with the day on which they are planned.
    private static bool IsOfAccount(ScheduledJob job) =>
        job.Job is JobNames.NightlySnapshot or JobNames.SnapshotCleanup;

    private void JobsEnd()
    {
        foreach (var shop in world.Database.All<Shop>())
        {
            var job = world.Database.All<ScheduledJob>().FirstOrDefault(one =>
                one.AccountId == shop.AccountId && one.ShopId == shop.Id && one.Job == JobNames.DailySales);
            Demand(job is not null, $"the days of {shop.Details.Name} are nobody's work");
        }

        var days = _periods.Values.SelectMany(ledger => ledger).Where(row => row.Job.Job == JobNames.DailySales);
        foreach (var row in days)
            AsItWas(row);
    }

    // What a day was closed with, against what the log had told until then: nothing lost, and in no other day.
    private void AsItWas(JobPeriodRow row)
    {
        var (job, period) = (row.Job, row.Period);
        var recount = SimulatedJobs.Sales(
            world.Database.Log.Take((int)row.CompleteThrough), job.AccountId, job.ShopId, period.FromAt,
            period.UntilAt).ToHashSet();
        recount.SymmetricExceptWith(world.Database.Rows<DailySalesRow>()
            .Where(day => day.AccountId == job.AccountId && day.ShopId == job.ShopId && day.Day == period.Day)
            .Select(day => day.Figures));
        Demand(recount.Count == 0, $"the sales of {period.Day:O} differ from a recount: {string.Join("; ", recount)}");
    }
}
