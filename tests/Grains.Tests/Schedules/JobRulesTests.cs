using Platform.Commits;

namespace Platform.Schedules;

/// <summary>What becomes of a job when its time comes, when it fails, and when somebody asks.</summary>
public sealed class JobRulesTests
{
    private static readonly TimeOnly Two = new(2, 0);
    private static readonly DateTimeOffset Noon = new(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor Owner = new(ActorKind.Member, "one");

    private static readonly ScheduledJob Job = JobRules.Planned(
        new JobPlan(Guid.CreateVersion7(), JobNames.DailySales, Guid.CreateVersion7(), "UTC", Noon), Two, Noon);

    [Fact]
    public void A_new_job_is_due_when_its_first_day_is_over()
    {
        Assert.Null(Job.LastDay);
        Assert.Equal(Noon.AddHours(-12), Job.ThroughAt);
        Assert.Equal(new DateOnly(2026, 6, 10), Job.NextDay);
        Assert.Equal(Noon.AddHours(14), Job.DueAt);
        Assert.Empty(JobRules.Due(Job, Two, max: 31, Noon));
    }

    [Fact]
    public void What_was_done_is_done_and_the_next_day_follows_it()
    {
        var due = JobRules.Due(Job, Two, max: 2, Noon.AddDays(9));
        Assert.Equal(2, due.Length);

        var next = JobRules.Finished(Job, due, waitsFor: null, Two, Noon.AddDays(9));

        Assert.Equal(new DateOnly(2026, 6, 11), next.LastDay);
        Assert.Equal(due[^1].UntilAt, next.ThroughAt);
        Assert.Equal(new DateOnly(2026, 6, 12), next.NextDay);
        // Still behind: due at once, not tomorrow.
        Assert.True(next.DueAt < Noon.AddDays(9));
        Assert.Equal((1, 2), (next.Runs, next.Periods));
    }

    [Fact]
    public void Days_that_cannot_be_closed_yet_are_looked_at_again_soon()
    {
        var due = JobRules.Due(Job, Two, max: 2, Noon.AddDays(9));

        var next = JobRules.Finished(Job, due[..1], "The figures are not complete yet.", Two, Noon.AddDays(9));

        Assert.Equal(new DateOnly(2026, 6, 10), next.LastDay);
        Assert.Equal(Noon.AddDays(9) + JobRules.WaitPause, next.DueAt);
        Assert.NotNull(next.Trouble);
    }

    [Fact]
    public void A_failure_keeps_every_day_and_tries_later_each_time()
    {
        var now = Noon.AddDays(3);
        var once = JobRules.Failed(Job, new string('x', 1_000), now);
        var twice = JobRules.Failed(once, "again", now);

        Assert.Equal((Job.ThroughAt, Job.LastDay), (twice.ThroughAt, twice.LastDay));
        Assert.Equal(now + JobRules.FailurePauseMin, once.DueAt);
        Assert.Equal(now + (2 * JobRules.FailurePauseMin), twice.DueAt);
        Assert.Equal(JobRules.ErrorLengthMax, once.Trouble!.Length);
        var many = Enumerable.Range(0, 40).Aggregate(Job, (job, _) => JobRules.Failed(job, "no", now));
        Assert.Equal(now + JobRules.FailurePauseMax, many.DueAt);
        Assert.Equal(0, JobRules.Finished(many, [], null, Two, now).Failures);
    }

    [Fact]
    public void Whoever_asks_has_it_run_at_once_and_once()
    {
        var asked = JobRules.Asked(Job, Owner, Noon);

        Assert.Equal(Noon, asked.DueAt);
        Assert.Equal(Owner, asked.Asked!.Actor);
        var next = JobRules.Finished(asked, [], null, Two, Noon);
        Assert.Null(next.Asked);
        Assert.Equal(Job.NextAt, next.DueAt);
        Assert.Equal((1, 0), (next.Runs, next.Periods));
    }

    [Fact]
    public void A_run_that_was_asked_for_survives_a_move_of_the_shop()
    {
        var asked = JobRules.Asked(Job, Owner, Noon);

        var moved = JobRules.Moved(asked, "Asia/Tokyo", Two);

        Assert.Equal(Noon, moved.DueAt);
        Assert.Equal(Job.ThroughAt, moved.ThroughAt);
    }

    [Fact]
    public void Days_done_again_take_nothing_from_a_run_that_was_asked_for()
    {
        var asked = JobRules.Asked(Job, Owner, Noon);

        var next = JobRules.DoneAgain(asked, Two, Noon.AddSeconds(1));

        Assert.Equal(asked.Asked, next.Asked);
        Assert.Equal(Noon, next.DueAt);
        Assert.Equal((asked.ThroughAt, asked.LastDay, 1L), (next.ThroughAt, next.LastDay, next.Runs));
    }
}
