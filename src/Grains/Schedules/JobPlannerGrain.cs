using Microsoft.Extensions.Logging;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Schedules;

/// <summary>Makes the jobs that shops and accounts ought to have. The reminder brings it back after a crash; the timer
/// does the work in between. When they run is the due work pump's, which wakes each at its time.</summary>
[GrainType("job-planner")]
internal sealed partial class JobPlannerGrain(IJobPlans plans, ILogger<JobPlannerGrain> logger)
    : Grain, IJobPlannerGrain, IRemindable
{
    private const string ReminderName = "planner";
    private const int TogetherMax = 64;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var options = new GrainTimerCreationOptions { DueTime = First, Period = Beat, KeepAlive = true };
        this.RegisterGrainTimer(ct => Look(ct), options);
        return Task.CompletedTask;
    }

    public Task Start() => this.RegisterOrUpdateReminder(ReminderName, Minute, Minute);

    /// <summary>Being activated is all that a reminder is for.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Look(CancellationToken cancellationToken)
    {
        try
        {
            var missing = await plans.MissingAsync(TogetherMax, cancellationToken);
            await Task.WhenAll(missing.Select(Plan));
        }
        catch (StorageUnavailableException failure)
        {
            LogWaiting(failure.Message);
        }
    }

    private async Task Plan(JobPlan plan)
    {
        var id = JobNames.IdOf(plan.AccountId, plan.Job, plan.ShopId);
        try
        {
            await GrainFactory.GetGrain<IScheduledJobGrain>(GrainKey.Of(plan.AccountId, id)).Plan(plan);
        }
        catch (TimeZoneNotFoundException unknown)
        {
            // One shop in a zone that this machine does not know must not keep the others from their jobs.
            LogNoZone(unknown, id);
        }
    }

    [LoggerMessage(1311, LogLevel.Warning, "Jobs are not planned yet: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(1312, LogLevel.Error, "Job {JobId} cannot be planned")]
    private partial void LogNoZone(Exception failure, Guid jobId);
}
