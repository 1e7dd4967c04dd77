using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;

namespace Platform.Schedules;

/// <summary>Recurring work: what there is, how it went, and having it run now.</summary>
internal static class ScheduleEndpoints
{
    public static void AddSchedules(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(ScheduleHttpJson.Default);

    public static void MapScheduledJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", List).RequireAuthorization(Policies.ShopsRead).WithSummary("List the recurring jobs")
            .WithExample(response: ScheduleExamples.Jobs);
        jobs.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: ScheduleExamples.Job);
        jobs.MapGet("/{id:guid}/runs", Runs).RequireAuthorization(Policies.ShopsRead)
            .WithSummary("How it went, the last run first").WithExample(response: ScheduleExamples.Runs);
        jobs.MapPost("/{id:guid}/run", RunNow).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithSummary("Have it run as soon as it can").WithExample(response: ScheduleExamples.Job);
    }

    private static async Task<Ok<Page<JobAnswer>>> List(
        PageRequest page, Caller caller, IJobReader reader, Cursors cursors, TimeProvider clock, HttpContext http)
    {
        var filters = $"jobs|{caller.AccountId}|{caller.ShopId}";
        var after = cursors.ReadNamed(page.Cursor, filters) is { } key ? new JobCursor(key.Name, key.Id) : null;
        var found = await reader.ListAsync(caller.AccountId, caller.ShopId, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1].Job : null;
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Page<JobAnswer>(
            [.. found.Value.Select(job => ScheduleShapes.Answer(job, now))],
            last is null ? null : cursors.WriteNamed(filters, last.Job, last.Id)));
    }

    private static async Task<Results<Ok<JobAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, TimeProvider clock, HttpContext http)
    {
        var found = await JobOf(grains, caller, id).Find();
        if (found.Value is not { } job || !caller.Sees(job.Job.ShopId))
            return Problems.NotFound("job");
        http.SetPosition(found.Position);
        http.SetVersion(job.Version);
        return TypedResults.Ok(ScheduleShapes.Answer(job, clock.GetUtcNow()));
    }

    private static async Task<Results<Ok<Page<JobRunAnswer>>, ProblemHttpResult>> Runs(
        Guid id, PageRequest page, Caller caller, IGrainFactory grains, IJobReader reader, Cursors cursors,
        HttpContext http)
    {
        if ((await JobOf(grains, caller, id).Find()).Value is not { } job || !caller.Sees(job.Job.ShopId))
            return Problems.NotFound("job");
        var filters = $"job-runs|{id}";
        var before = cursors.ReadNumbered(page.Cursor, filters);
        var found = await reader.RunsAsync(caller.AccountId, id, before, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var next = found.Value.Count == page.Limit
            ? cursors.WriteNumbered(filters, found.Value[^1].RunNo)
            : null;
        return TypedResults.Ok(new Page<JobRunAnswer>([.. found.Value.Select(ScheduleShapes.Answer)], next));
    }

    private static async Task<Results<Accepted<JobAnswer>, ProblemHttpResult>> RunNow(
        Guid id, Caller caller, CommandHeaders headers, IGrainFactory grains, TimeProvider clock, HttpContext http)
    {
        var grain = JobOf(grains, caller, id);
        if ((await grain.Find()).Value is not { } known || !caller.Sees(known.Job.ShopId))
            return Problems.NotFound("job");
        var outcome = await GrainRetry.Once(() => grain.RunNow(caller.Command("jobs.run", headers)));
        if (outcome.Refusal is { } refusal)
            return From(refusal);
        http.SetVersion(outcome.Job!.Version);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Accepted(
            $"/api/v1/jobs/{id:D}/runs", ScheduleShapes.Answer(outcome.Job, clock.GetUtcNow()));
    }

    /// <summary>Says in HTTP why a job's command was refused.</summary>
    public static ProblemHttpResult From(JobRefusal refusal) => refusal switch
    {
        JobRefusal.NotFound => Problems.NotFound("job"),
        JobRefusal.KeyReused => Problems.KeyReused(),
    };

    private static IScheduledJobGrain JobOf(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<IScheduledJobGrain>(GrainKey.Of(caller.AccountId, id));
}
