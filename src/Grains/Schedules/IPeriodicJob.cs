using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Schedules;

/// <summary>A kind of recurring work. It decides nothing about time: which periods there are and that each is done once
/// is the ledger's.</summary>
internal interface IPeriodicJob
{
    /// <summary>One of <see cref="JobNames"/>.</summary>
    string Name { get; }

    /// <summary>How many periods go into one commit when there is something to catch up on.</summary>
    int TogetherMax { get; }

    /// <summary>Does periods, the oldest first; as many from the first one on as can be done now. What it returns is
    /// written in the commit that closes them. Done again, a period gives the same rows.</summary>
    /// <exception cref="StorageUnavailableException">The database is away: nothing is wrong with the work.</exception>
    Task<JobWork> Do(ScheduledJob job, ImmutableArray<Period> periods, CancellationToken cancellationToken);
}

/// <summary>What came of it.</summary>
/// <param name="Periods">How many of the periods were done, from the first one on.</param>
/// <param name="Rows">What belongs to them.</param>
/// <param name="CompleteThrough">The position of the log that they include.</param>
/// <param name="Note">For whoever reads the list of runs.</param>
/// <param name="WaitsFor">What the next one has to wait for; null when there is nothing.</param>
internal sealed record JobWork(
    int Periods, ImmutableArray<IRow> Rows, long CompleteThrough, string? Note = null, string? WaitsFor = null);
