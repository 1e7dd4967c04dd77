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
    IEnumerable<IPeriodicJob> works, IJobReader reader, IReceipts receipts, TimeProvider clock,
    ILogger<ScheduledJobGrain> logger)
    : Grain, IScheduledJobGrain, IDueGrain
{
    /// <summary>Part of what the database keeps: never changes.</summary>
    public const string Type = "scheduled-job";

    private const int Executed = 200;
    private const int Accepted = 202;

    private readonly Commit<ScheduledJob> _commit = new(state);

    public Task<Snapshot<VersionedJob?>> Find() =>
        Task.FromResult(new Snapshot<VersionedJob?>(Current(), _commit.Position));

    public async Task Plan(JobPlan plan)
    {
        var time = JobNames.TimeOf(plan.Job);
        if (_commit.Committed is not { } job)
            await Write(JobRules.Planned(plan, time, clock.GetUtcNow()), BySystem(plan.AccountId), happened: null);
        else if (job.Timezone != plan.Timezone)
            await Write(JobRules.Moved(job, plan.Timezone, time), BySystem(plan.AccountId), happened: null);
    }

    public async Task<JobOutcome> RunNow(Command command)
    {
        if (_commit.Committed is not { } job)
            return JobRefusal.NotFound;
        try
        {
            await Write(
                JobRules.Asked(job, command.Actor, clock.GetUtcNow()), command, "job.asked", status: Accepted);
            return new(Current());
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(duplicate.Receipt, command);
        }
    }

    public async Task<JobOutcome> Again(DateOnly from, DateOnly to, Command command)
    {
        if (_commit.Committed is not { } job)
            return JobRefusal.NotFound;
        // Before the work, which takes its time.
        if (await receipts.FindEarlier(command) is { } earlier)
            return Answer(earlier, command);
        try
        {
            var periods = await Done(job, from, to);
            if (!periods.IsEmpty)
                await Run(job, periods, JobCause.Again, command);
            else if (command.Key is not null)
                await Write(job, command, happened: null);
            return new(Current());
        }
        catch (DuplicateCommandException duplicate)
        {
            return Answer(duplicate.Receipt, command);
        }
    }

    public async Task WakeWhenDue()
    {
        var now = clock.GetUtcNow();
        if (_commit.Committed is not { } job || job.DueAt > now)
            return;
        var work = WorkOf(job.Job);
        var due = JobRules.Due(job, JobNames.TimeOf(job.Job), work.TogetherMax, now);
        var command = BySystem(job.AccountId) with { Actor = job.Asked?.Actor ?? Actor.System };
        if (!due.IsEmpty)
            await Run(job, due, job.Asked is null ? JobCause.Schedule : JobCause.Asked, command);
        else if (job.Asked is not null)
            await Run(job, await Last(job), JobCause.Asked, command);
        else
            await Write(JobRules.Moved(job, job.Timezone, JobNames.TimeOf(job.Job)), command, happened: null);
    }

    private async Task Run(ScheduledJob job, ImmutableArray<Period> periods, JobCause cause, Command command)
    {
        var start = new JobStart(cause, command.Actor, clock.GetUtcNow());
        var work = WorkOf(job.Job);
        try
        {
            var came = await work.Do(job, periods, CancellationToken.None);
            if (!periods.IsEmpty && periods[0].FromAt >= job.ThroughAt)
                await FinishNew(job, periods, came, start, command);
            else
                await FinishAgain(job, periods[..came.Periods], came, start, command);
        }
        catch (Exception failure) when (failure is not (OrleansException or OperationCanceledException))
        {
            // Whatever it was, it is this job's: it is shown with the job, and tried again. A command that failed is
            // none that was done, so it leaves no receipt.
            LogFailed(failure, job.Job, job.Id);
            var error = $"{failure.GetType().Name}: {failure.Message}";
            var next = JobRules.Failed(job, error, clock.GetUtcNow());
            await Write(next, command with { Key = null }, "job.failed", [JobRows.Failed(next, start)]);
            if (cause == JobCause.Again)
                throw;
        }
    }

    private async Task FinishNew(
        ScheduledJob job, ImmutableArray<Period> periods, JobWork came, JobStart start, Command command)
    {
        var now = clock.GetUtcNow();
        var worked = periods[..came.Periods];
        if (worked.IsEmpty)
        {
            var waiting = JobRules.Waiting(job, came.WaitsFor ?? "its turn", now);
            await Write(waiting, BySystem(job.AccountId), happened: null);
            return;
        }

        var next = JobRules.Finished(job, worked, came.WaitsFor, JobNames.TimeOf(job.Job), now);
        var ledger = worked.Select(period => new JobPeriodRow(next, period, now, came.CompleteThrough));
        await Write(
            next, command, "job.finished",
            [.. ledger, .. came.Rows, JobRows.Finished(next, start, worked, came.Note)]);
        LogFinished(job.Job, job.Id, worked.Length);
    }

    // What was done before is done again: nothing goes into the ledger.
    private async Task FinishAgain(
        ScheduledJob job, ImmutableArray<Period> worked, JobWork came, JobStart start, Command command)
    {
        var (time, now) = (JobNames.TimeOf(job.Job), clock.GetUtcNow());
        var next = start.Cause == JobCause.Again
            ? JobRules.DoneAgain(job, time, now)
            : JobRules.Finished(job, [], waitsFor: null, time, now);
        await Write(
            next, command, "job.finished", [.. came.Rows, JobRows.Finished(next, start, worked, came.Note)]);
        LogFinished(job.Job, job.Id, worked.Length);
    }

    private async Task<ImmutableArray<Period>> Last(ScheduledJob job) =>
        job.LastDay is { } day ? await Done(job, day, day) : [];

    private async Task<ImmutableArray<Period>> Done(ScheduledJob job, DateOnly from, DateOnly to) =>
        [.. await reader.PeriodsAsync(job.AccountId, job.Id, from, to, CancellationToken.None)];

    private Task Write(
        ScheduledJob next, Command command, string? happened, ImmutableArray<IRow> rows = default,
        int status = Executed)
    {
        var version = _commit.Version + 1;
        var body = new JobEvent(
            next.Id, next.Job, next.ShopId, next.Runs, rows.IsDefault ? 0 : rows.OfType<JobPeriodRow>().Count(),
            next.LastDay, next.NextAt, version);
        ImmutableArray<PendingEvent> events = happened is null
            ? []
            : [new(happened, $"jobs/{next.Id:D}", JsonSerializer.Serialize(body, ScheduledJobJson.Default.JobEvent))];
        return _commit.Write(next, command, events, rows, command.ReceiptOf(status, next.Id, version));
    }

    private JobOutcome Answer(Receipt? earlier, Command command) =>
        earlier is not null && !earlier.IsOf(command)
            ? JobRefusal.KeyReused
            : new JobOutcome(Current(), IsReplayed: true);

    private static Command BySystem(Guid accountId) => new(accountId, Actor.System, "jobs.run");

    private IPeriodicJob WorkOf(string name) => works.FirstOrDefault(work => work.Name == name)
        ?? throw new InvalidOperationException($"There is no recurring work {name}.");

    private VersionedJob? Current() =>
        _commit.Committed is { } job ? new VersionedJob(job, _commit.Version) : null;

    [LoggerMessage(1301, LogLevel.Information, "{Job} {JobId} did {Periods} periods")]
    private partial void LogFinished(string job, Guid jobId, int periods);

    [LoggerMessage(1302, LogLevel.Error, "{Job} {JobId} failed")]
    private partial void LogFailed(Exception failure, string job, Guid jobId);
}
