using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Analytics;
using Platform.Backups;
using Platform.Http;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Compatibility;

/// <summary>The administration function of the earlier shop system: one address, the action in the body. Behind it are
/// the same jobs, snapshots and policies as behind <c>/api/v1</c>, and the platform's own figures.</summary>
internal static class OlderAdminEndpoints
{
    public static void MapOlderAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/admin-operations", Operate).RequireAuthorization(Policies.ShopsWrite)
            .CreatesWithOptionalKey()
            .WithExample(
                new AdminOperation(AdminOperation.RestoreDrill, SnapshotExamples.Snapshot.Id),
                new AdminOperationAnswer(Success: true, SnapshotExamples.Snapshot));
        routes.MapGet("/admin/platform-metrics", PlatformFigures.StatsAsync)
            .RequireAuthorization(Policies.PlatformAdmin).WithExample(response: PlatformFigures.Example);
    }

    private static async Task<Results<Ok<AdminOperationAnswer>, ProblemHttpResult>> Operate(
        AdminOperation request, Caller caller, CommandHeaders headers, ISnapshotReader reader, IGrainFactory grains,
        IPlatformMetrics metrics, TimeProvider clock, HttpContext http)
    {
        if (request.Action is AdminOperation.GeneratePlatformMetrics or AdminOperation.GetPlatformStats)
        {
            if (!caller.IsPlatformAdmin)
                return Problems.Of(403, "forbidden", "Only platform admins see the whole platform.");
            return TypedResults.Ok(new AdminOperationAnswer(
                Success: true, request.Action == AdminOperation.GeneratePlatformMetrics
                    ? await PlatformFigures.GenerateAsync(request.Date, metrics, clock, http)
                    : (await PlatformFigures.StatsAsync(metrics, clock, http)).Value!));
        }

        if (request.Action == AdminOperation.RestoreDrill)
            return await DrillAsync(request.SnapshotId, caller, headers, reader, grains, http);
        if (caller.ShopId is not null)
            return Problems.NotFound("job");

        var name = request.Action == AdminOperation.CreateBackup ? JobNames.NightlySnapshot : JobNames.SnapshotCleanup;
        var id = JobNames.IdOf(caller.AccountId, name, shopId: null);
        var job = grains.GetGrain<IScheduledJobGrain>(GrainKey.Of(caller.AccountId, id));
        var outcome = await GrainRetry.Once(() => job.RunNow(caller.Command("jobs.run", headers)));
        if (outcome.Refusal is { } refusal)
            return ScheduleEndpoints.From(refusal);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Ok(new AdminOperationAnswer(
            Success: true, ScheduleShapes.Answer(outcome.Job!, clock.GetUtcNow())));
    }

    private static async Task<Results<Ok<AdminOperationAnswer>, ProblemHttpResult>> DrillAsync(
        Guid? snapshotId, Caller caller, CommandHeaders headers, ISnapshotReader reader, IGrainFactory grains,
        HttpContext http)
    {
        if (await FindAsync(snapshotId, caller, reader, http) is not { } known)
            return Problems.NotFound("snapshot");
        if (await SnapshotEndpoints.VerifyAsync(known.Snapshot.Id, caller, headers, grains, http) is { } problem)
            return problem;
        return TypedResults.Ok(new AdminOperationAnswer(
            Success: true, SnapshotShapes.Answer(known, new(caller.Actor, known.Snapshot.TakenAt, Progress: null))));
    }

    // Without an id: the last one.
    private static async Task<KnownSnapshot?> FindAsync(
        Guid? id, Caller caller, ISnapshotReader reader, HttpContext http)
    {
        if (id is { } one)
            return await SnapshotEndpoints.FindAsync(one, caller, reader, http);
        if (caller.ShopId is not null)
            return null;
        var found = await reader.ListAsync(
            caller.AccountId, night: null, isKept: true, before: null, limit: 1, http.RequestAborted);
        return found.Value is [var last] ? last : null;
    }
}

/// <summary>What the earlier shop system asks of its administration.</summary>
/// <param name="Action">What shall be done.</param>
/// <param name="SnapshotId">Which one is drilled; left out: the last one.</param>
/// <param name="Date">The day to reckon, of UTC; left out: yesterday.</param>
public sealed record AdminOperation(string Action, Guid? SnapshotId = null, DateOnly? Date = null) : IChecked
{
    internal const string CreateBackup = "create_backup";
    internal const string CleanupSnapshots = "cleanup_snapshots";
    internal const string RestoreDrill = "restore_drill";
    internal const string GeneratePlatformMetrics = "generate_platform_metrics";
    internal const string GetPlatformStats = "get_platform_stats";

    private static readonly ImmutableArray<string> Actions =
        [GeneratePlatformMetrics, GetPlatformStats, CreateBackup, CleanupSnapshots, RestoreDrill];

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        errors.Require(Actions.Contains(Action), "/action", $"must be one of {string.Join(", ", Actions)}");
        errors.Require(Date is not { } day || SalesDays.IsOfThisTime(day), "/date", "must be a day of this time");
    }
}

/// <summary>The answer in the earlier system's envelope.</summary>
/// <param name="Data">The job that runs as soon as it can, the snapshot that is drilled, or the platform's
/// figures.</param>
public sealed record AdminOperationAnswer(bool Success, object Data);
