using Platform.Live;

namespace Platform.Schedules;

/// <summary>Lists an account's jobs, their runs and their periods.</summary>
public interface IJobReader
{
    /// <summary>Jobs by name and shop.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="shopId">Only this shop's, for members of one shop; null for all.</param>
    /// <param name="after">The last job of the page before, or null.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<VersionedJob>>> ListAsync(
        Guid accountId, Guid? shopId, JobCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>A job's runs, the last one first, before a number.</summary>
    Task<Snapshot<IReadOnlyList<JobRun>>> RunsAsync(
        Guid accountId, Guid jobId, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>A job's periods as they were done, in order, from one day to another.</summary>
    Task<IReadOnlyList<Period>> PeriodsAsync(
        Guid accountId, Guid jobId, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

/// <summary>Where a page of jobs ended.</summary>
public sealed record JobCursor(string Job, Guid Id);

/// <summary>Why a job ran. The words are kept.</summary>
public enum JobCause
{
    /// <summary>Its time had come.</summary>
    Schedule = 1,

    /// <summary>Somebody asked.</summary>
    Asked = 2,

    /// <summary>Somebody asked for days to be done again.</summary>
    Again = 3,
}

/// <summary>A run as it is kept. Times are UTC.</summary>
public sealed record JobRun(
    long RunNo, JobCause Cause, string Actor, DateTimeOffset StartedAt, DateTimeOffset FinishedAt,
    DateOnly? FirstPeriod, DateOnly? LastPeriod, int Periods, string? Note, string? Error);

/// <summary>Finds the jobs that ought to be and are not, or whose zone has changed.</summary>
public interface IJobPlans
{
    /// <summary>At most so many of them, over all accounts.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<JobPlan>> MissingAsync(int limit, CancellationToken cancellationToken);
}
