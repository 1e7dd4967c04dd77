using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.DueWork;
using Platform.Live;

namespace Platform.Schedules;

/// <summary>The only writer of one job. A run and the periods that it closes are one commit: a crash in between leaves
/// nothing, and the run is done once more.</summary>
[GrainType(Type)]
internal sealed partial class ScheduledJobGrain(
    [PersistentState("scheduled_jobs", "platform")] IPersistentState<Stored<ScheduledJob>> state,
    IEnumerable<IPeriodicJob> works, IJobReader reader, TimeProvider clock, ILogger<ScheduledJobGrain> logger)
    : Grain, IScheduledJobGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "scheduled-job";

    private readonly Commit<ScheduledJob> _commit = new(state);

    public Task<Snapshot<VersionedJob?>> Find() =>
        Task.FromResult(new Snapshot<VersionedJob?>(Current(), _commit.Position));

    public async Task Plan(JobPlan plan)
    {
        var time = JobNames.TimeOf(plan.Job);
        if (_commit.Committed is not { } job)
            await Write(JobRules.Planned(plan, time, clock.GetUtcNow()), Actor.System, happened: null);
        else if (job.Timezone != plan.Timezone)
            await Write(JobRules.Moved(job, plan.Timezone, time), Actor.System, happened: null);
    }

    public async Task<VersionedJob?> RunNow(Command command)
    {
        if (_commit.Committed is not { } job)
            return null;
        if (command.Key is null || command.Key != job.AskedKey)
        {
            await Write(
                JobRules.Asked(job, command.Actor, command.Key, clock.GetUtcNow()), command.Actor, "job.asked");
        }

        return Current();
    }

    public async Task<int> Again(DateOnly from, DateOnly to, Command command)
    {
        if (_commit.Committed is not { LastDay: not null } job)
            return 0;
        var periods = await Done(job, from, to);
        if (!periods.IsEmpty)
            await Run(job, periods, JobCause.Again, command.Actor);
        return periods.Length;
    }

    public async Task WakeWhenDue()
    {
        var now = clock.GetUtcNow();
        if (_commit.Committed is not { } job || job.DueAt > now)
            return;
        var work = WorkOf(job.Job);
        var due = JobRules.Due(job, JobNames.TimeOf(job.Job), work.TogetherMax, now);
        if (!due.IsEmpty)
            await Run(job, due, job.Asked is null ? JobCause.Schedule : JobCause.Asked, ActorOf(job));
        else if (job.Asked is not null)
            await Run(job, await Last(job), JobCause.Asked, ActorOf(job));
        else
            await Write(JobRules.Moved(job, job.Timezone, JobNames.TimeOf(job.Job)), Actor.System, happened: null);
    }

    private async Task Run(ScheduledJob job, ImmutableArray<Period> periods, JobCause cause, Actor actor)
    {
        var startedAt = clock.GetUtcNow();
        var work = WorkOf(job.Job);
        try
        {
            var came = await work.Do(job, periods, CancellationToken.None);
            // What was done before is done again; what is new goes into the ledger.
            var isNew = !periods.IsEmpty && periods[0].FromAt >= job.ThroughAt;
            await Finish(job, periods, came, isNew, new(cause, actor, startedAt));
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            // Whatever it was, it is this job's: it is shown with the job, and tried again.
            LogFailed(failure, job.Job, job.Id);
            var error = $"{failure.GetType().Name}: {failure.Message}";
            var next = JobRules.Failed(job, error, clock.GetUtcNow());
            await Write(next, actor, "job.failed", [JobRows.Failed(next, new(cause, actor, startedAt))]);
        }
    }

    private async Task Finish(
        ScheduledJob job, ImmutableArray<Period> periods, JobWork came, bool isNew, JobStart start)
    {
        var now = clock.GetUtcNow();
        var worked = periods[..came.Periods];
        if (isNew && worked.IsEmpty)
        {
            await Write(JobRules.Waiting(job, came.WaitsFor ?? "its turn", now), Actor.System, happened: null);
            return;
        }

        var next = JobRules.Finished(
            job, isNew ? worked : [], isNew ? came.WaitsFor : null, JobNames.TimeOf(job.Job), now);
        var ledger = isNew
            ? worked.Select(period => new JobPeriodRow(next, period, now, came.CompleteThrough))
            : [];
        await Write(
            next, start.Actor, "job.finished",
            [.. ledger, .. came.Rows, JobRows.Finished(next, start, worked, came.Note)]);
        LogFinished(job.Job, job.Id, worked.Length);
    }

    private async Task<ImmutableArray<Period>> Last(ScheduledJob job) =>
        job.LastDay is { } day ? await Done(job, day, day) : [];

    private async Task<ImmutableArray<Period>> Done(ScheduledJob job, DateOnly from, DateOnly to) =>
        [.. await reader.PeriodsAsync(job.AccountId, job.Id, from, to, CancellationToken.None)];

    private Task Write(
        ScheduledJob next, Actor actor, string? happened, ImmutableArray<IRow> rows = default)
    {
        var body = new JobEvent(
            next.Id, next.Job, next.ShopId, next.Runs, rows.IsDefault ? 0 : rows.OfType<JobPeriodRow>().Count(),
            next.LastDay, next.NextAt, _commit.Version + 1);
        ImmutableArray<PendingEvent> events = happened is null
            ? []
            : [new(happened, $"jobs/{next.Id:D}", JsonSerializer.Serialize(body, ScheduledJobJson.Default.JobEvent))];
        return _commit.Write(next, new Command(next.AccountId, actor, "jobs.run"), events, rows);
    }

    private IPeriodicJob WorkOf(string name) => works.FirstOrDefault(work => work.Name == name)
        ?? throw new InvalidOperationException($"There is no recurring work {name}.");

    private static Actor ActorOf(ScheduledJob job) => job.Asked?.Actor ?? Actor.System;

    private VersionedJob? Current() =>
        _commit.Committed is { } job ? new VersionedJob(job, _commit.Version) : null;

    [LoggerMessage(1301, LogLevel.Information, "{Job} {JobId} did {Periods} periods")]
    private partial void LogFinished(string job, Guid jobId, int periods);

    [LoggerMessage(1302, LogLevel.Error, "{Job} {JobId} failed")]
    private partial void LogFailed(Exception failure, string job, Guid jobId);
}
