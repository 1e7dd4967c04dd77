using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Backups;
using Platform.Http;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Compatibility;

/// <summary>The administration function of the earlier shop system, as far as it is about backups: one address, the
/// action in the body. Behind it are the same jobs, snapshots and policies as behind <c>/api/v1</c>.</summary>
internal static class OlderBackupEndpoints
{
    public static void MapOlderBackups(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin-operations", Operate).RequireAuthorization(Policies.ShopsWrite)
            .CreatesWithOptionalKey()
            .WithExample(
                new BackupOperation(BackupOperation.RestoreDrill, SnapshotExamples.Snapshot.Id),
                new BackupOperationAnswer(Success: true, SnapshotExamples.Snapshot));

    private static async Task<Results<Ok<BackupOperationAnswer>, ProblemHttpResult>> Operate(
        BackupOperation request, Caller caller, CommandHeaders headers, ISnapshotReader reader, IGrainFactory grains,
        TimeProvider clock, HttpContext http)
    {
        if (request.Action == BackupOperation.RestoreDrill)
            return await DrillAsync(request.SnapshotId, caller, headers, reader, grains, http);
        if (caller.ShopId is not null)
            return Problems.NotFound("job");

        var name = request.Action == BackupOperation.CreateBackup ? JobNames.NightlySnapshot : JobNames.SnapshotCleanup;
        var id = JobNames.IdOf(caller.AccountId, name, shopId: null);
        var job = grains.GetGrain<IScheduledJobGrain>(GrainKey.Of(caller.AccountId, id));
        var outcome = await GrainRetry.Once(() => job.RunNow(caller.Command("jobs.run", headers)));
        if (outcome.Refusal is { } refusal)
            return ScheduleEndpoints.From(refusal);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Ok(new BackupOperationAnswer(
            Success: true, ScheduleShapes.Answer(outcome.Job!, clock.GetUtcNow())));
    }

    private static async Task<Results<Ok<BackupOperationAnswer>, ProblemHttpResult>> DrillAsync(
        Guid? snapshotId, Caller caller, CommandHeaders headers, ISnapshotReader reader, IGrainFactory grains,
        HttpContext http)
    {
        if (await FindAsync(snapshotId, caller, reader, http) is not { } known)
            return Problems.NotFound("snapshot");
        if (await SnapshotEndpoints.VerifyAsync(known.Snapshot.Id, caller, headers, grains, http) is { } problem)
            return problem;
        return TypedResults.Ok(new BackupOperationAnswer(
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
public sealed record BackupOperation(string Action, Guid? SnapshotId = null) : IChecked
{
    internal const string CreateBackup = "create_backup";
    internal const string CleanupSnapshots = "cleanup_snapshots";
    internal const string RestoreDrill = "restore_drill";

    private static readonly ImmutableArray<string> Actions = [CreateBackup, CleanupSnapshots, RestoreDrill];

    /// <inheritdoc/>
    public void Check(FieldErrors errors) =>
        errors.Require(Actions.Contains(Action), "/action", $"must be one of {string.Join(", ", Actions)}");
}

/// <summary>The answer in the earlier system's envelope.</summary>
/// <param name="Data">The job that runs as soon as it can, or the snapshot that is drilled.</param>
public sealed record BackupOperationAnswer(bool Success, object Data);
