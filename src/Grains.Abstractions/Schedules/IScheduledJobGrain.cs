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

    /// <summary>Has it run as soon as it can, whatever the time is. A repeated command is answered from its receipt
    /// and is no second run.</summary>
    [Alias("RunNow")]
    Task<JobOutcome> RunNow(Command command);

    /// <summary>Does days again that were done before: what they say is the same unless it was wrong. Days that are not
    /// done yet are left out. A repeated command is answered from its receipt and does nothing again.</summary>
    [Alias("Again")]
    Task<JobOutcome> Again(DateOnly from, DateOnly to, Command command);
}

/// <summary>Why a job's command was refused.</summary>
public enum JobRefusal
{
    /// <summary>There is no such job.</summary>
    NotFound = 1,

    /// <summary>The key was used for another request.</summary>
    KeyReused = 2,
}

/// <summary>The answer to a job's command: the job as it stands, or why not. Never both.</summary>
/// <param name="Job">As committed.</param>
/// <param name="Refusal">Null when it was done.</param>
/// <param name="IsReplayed">It was done before, under the same key.</param>
[GenerateSerializer, Immutable, Alias("Platform.JobOutcome")]
public sealed record JobOutcome(
    [property: Id(0)] VersionedJob? Job,
    [property: Id(1)] JobRefusal? Refusal = null,
    [property: Id(2)] bool IsReplayed = false)
{
    public static implicit operator JobOutcome(JobRefusal refusal) => new(Job: null, refusal);
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
