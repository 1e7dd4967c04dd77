using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Schedules;

/// <summary>One recurring job. Key: <c>{account}/{job}</c>, the id of <see cref="JobNames.IdOf"/>.</summary>
[Alias("Platform.IScheduledJobGrain")]
public interface IScheduledJobGrain : IGrainWithStringKey
{
    /// <summary>The job as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<VersionedJob?>> Find();

    /// <summary>Makes the job, or tells it of its shop's new zone. Repeated without harm.</summary>
    [Alias("Plan")]
    Task Plan(JobPlan plan);

    /// <summary>Has it run as soon as it can, whatever the time is. The same command again is no second run.</summary>
    /// <returns>The job, or null when there is none.</returns>
    [Alias("RunNow")]
    Task<VersionedJob?> RunNow(Command command);

    /// <summary>Does days again that were done before: what they say is the same unless it was wrong. Days that are not
    /// done yet are left out.</summary>
    /// <returns>How many days were done again.</returns>
    [Alias("Again")]
    Task<int> Again(DateOnly from, DateOnly to, Command command);
}

/// <summary>A job and its version.</summary>
[GenerateSerializer, Immutable, Alias("Platform.VersionedJob")]
public sealed record VersionedJob([property: Id(0)] ScheduledJob Job, [property: Id(1)] long Version);

/// <summary>A job that there has to be.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Job">Which work.</param>
/// <param name="ShopId">Of which shop; null for none.</param>
/// <param name="Timezone">IANA zone of its days.</param>
/// <param name="Since">Since when there is something to do, UTC.</param>
[GenerateSerializer, Immutable, Alias("Platform.JobPlan")]
public sealed record JobPlan(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] string Job,
    [property: Id(2)] Guid? ShopId,
    [property: Id(3)] string Timezone,
    [property: Id(4)] DateTimeOffset Since);

/// <summary>Sees to it that every shop has its jobs. One on the platform, under <see cref="Key"/>, kept by a durable
/// reminder.</summary>
[Alias("Platform.IJobPlannerGrain")]
public interface IJobPlannerGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "platform";

    /// <summary>Makes sure that it runs, and goes on running after whatever happens to its silo.</summary>
    [Alias("Start")]
    Task Start();
}
