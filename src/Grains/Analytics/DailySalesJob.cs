using System.Collections.Immutable;
using Platform.Commits;
using Platform.Schedules;

namespace Platform.Analytics;

/// <summary>Closes a shop's days: what was counted of each is written down, once all that happened on it has been
/// counted.</summary>
internal sealed class DailySalesJob(ISalesCounts counts) : IPeriodicJob
{
    private const string WaitsForCounts = "The figures are not complete yet.";

    public string Name => JobNames.DailySales;

    public int TogetherMax => 31;

    public async Task<JobWork> Do(
        ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken)
    {
        var rows = ImmutableArray.CreateBuilder<IRow>();
        var (done, through) = (0, 0L);
        foreach (var period in periods)
        {
            var counted = await counts.CountAsync(
                job.AccountId, job.ShopId, period.FromAt, period.UntilAt, cancellationToken);
            if (counted is null)
                return new(done, rows.ToImmutable(), through, WaitsFor: WaitsForCounts);
            done++;
            through = counted.CompleteThrough;
            rows.AddRange(counted.Figures.Select(
                figures => new DailySalesRow(job.AccountId, job.ShopId, period.Day, figures)));
        }

        return new(done, rows.ToImmutable(), through);
    }
}
