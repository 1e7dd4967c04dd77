using System.Collections.Immutable;
using Platform.Calls;
using Platform.Commits;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Stock;

/// <summary>Counts a shop's stock again each night. A difference calls a person, once; it is never mended silently,
/// since nobody could tell then what is true.</summary>
internal sealed class StockCheckJob(IStockCounts counts, IGrainFactory grains) : IPeriodicJob
{
    private const string Differs = "stock-differs";
    private const int PageMax = 500;

    public string Name => JobNames.StockCheck;

    /// <summary>One count is as good for all days that were missed.</summary>
    public int TogetherMax => 31;

    public async Task<JobWork> Do(
        ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken)
    {
        var (items, differing, position, last) = (0, 0, 0L, Guid.Empty);
        IReadOnlyList<StockCount> page;
        do
        {
            var read = await counts.CountAsync(
                job.AccountId, job.ShopId ?? Guid.Empty, last, PageMax, cancellationToken);
            (page, position) = (read.Value, read.Position);
            foreach (var count in page)
            {
                items++;
                last = count.ItemId;
                if (StockCheckRules.Difference(count) is not { } difference)
                    continue;
                differing++;
                await Tell(job.AccountId, count, difference);
            }
        }
        while (page.Count == PageMax);

        return new(periods.Length, [], position, StockCheckRules.Note(items, differing));
    }

    // The difference itself makes it this alert: found again it is told no more, and another one is.
    private Task Tell(Guid accountId, StockCount count, string difference)
    {
        var id = NameBasedId.Of(Differs, $"{count.ItemId:N}", difference);
        return grains.GetGrain<IAlertGrain>(GrainKey.Of(accountId, id)).RaiseOnce(
            new(Differs, count.Name, count.ItemId, difference),
            new Command(accountId, Actor.System, "alerts.raise"));
    }
}

/// <summary>What counting again has to find.</summary>
internal static class StockCheckRules
{
    /// <summary>In which way an item and its rows say different things; null when they agree.</summary>
    public static string? Difference(StockCount count)
    {
        var found = new List<string>(3);
        if (count.OnHand != count.Moved)
            found.Add($"{count.OnHand} on hand, but the ledger adds up to {count.Moved}");
        if (count.Reserved != count.Promised || count.Reserved != count.MovedReserved)
        {
            found.Add(
                $"{count.Reserved} promised, but {count.Promised} in reservations"
                + $" and {count.MovedReserved} in the ledger");
        }

        if (count.Entries != count.Lines)
            found.Add($"{count.Entries} movements, but the ledger has {count.Lines}");
        return found.Count == 0 ? null : string.Join("; ", found);
    }

    /// <summary>For the list of runs.</summary>
    public static string Note(int items, int differing) => differing == 0
        ? $"{items} items, all as counted"
        : $"{items} items, {differing} not as counted";
}
