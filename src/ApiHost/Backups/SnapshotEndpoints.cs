using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;

namespace Platform.Backups;

/// <summary>Snapshots of the account: which there are, whether they can be restored, and having that tried now. They
/// are of all its shops: who is bound to one shop sees none.</summary>
internal static class SnapshotEndpoints
{
    private const int DrillsMax = 20;

    public static void AddBackups(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(SnapshotHttpJson.Default);

    public static void MapSnapshots(this IEndpointRouteBuilder api)
    {
        var snapshots = api.MapGroup("/snapshots").WithTags("Snapshots");
        snapshots.MapGet("", List).RequireAuthorization(Policies.ShopsRead)
            .WithSummary("List the snapshots, the last one first").WithExample(response: SnapshotExamples.Snapshots)
            .WithQuery(
                new QueryKey("night", "Only the one that stands for this night.", Format: "date"),
                new QueryKey("kept", "Only those whose file is kept.", ["true", "false"]));
        snapshots.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.ShopsRead)
            .WithSummary("What is in it, and what its drills found").WithExample(response: SnapshotExamples.Sheet);
        snapshots.MapPost("/{id:guid}/verify", Verify).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithSummary("Restore it into a scratch schema now, and compare")
            .WithExample(response: SnapshotExamples.Snapshot);
    }

    private static async Task<Ok<Page<SnapshotAnswer>>> List(
        DateOnly? night, bool? kept, PageRequest page, Caller caller, ISnapshotReader reader, IGrainFactory grains,
        Cursors cursors, HttpContext http)
    {
        if (caller.ShopId is not null)
            return TypedResults.Ok(new Page<SnapshotAnswer>([], NextCursor: null));
        var filters = string.Create(
            CultureInfo.InvariantCulture, $"snapshots|{caller.AccountId}|{night:O}|{kept ?? false}");
        var before = cursors.ReadTimed(page.Cursor, filters) is { } key ? new SnapshotCursor(key.At, key.Id) : null;
        var found = await reader.ListAsync(
            caller.AccountId, night, kept ?? false, before, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var items = new List<SnapshotAnswer>(found.Value.Count);
        foreach (var known in found.Value)
            items.Add(SnapshotShapes.Answer(known, await CheckOf(grains, caller, known)));
        var last = found.Value.Count == page.Limit ? found.Value[^1].Snapshot : null;
        return TypedResults.Ok(new Page<SnapshotAnswer>(
            items,
            last is null ? null : cursors.WriteTimed(filters, last.TakenAt, last.Id)));
    }

    private static async Task<Results<Ok<SnapshotSheet>, ProblemHttpResult>> Get(
        Guid id, Caller caller, ISnapshotReader reader, IGrainFactory grains, HttpContext http)
    {
        if (await FindAsync(id, caller, reader, http) is not { } known)
            return Problems.NotFound("snapshot");
        var drills = await reader.DrillsAsync(caller.AccountId, id, DrillsMax, http.RequestAborted);
        return TypedResults.Ok(new SnapshotSheet(
            SnapshotShapes.Answer(known, await CheckOf(grains, caller, known)), known.Snapshot.Tables,
            [.. drills.Select(SnapshotShapes.Answer)]));
    }

    private static async Task<Results<Accepted<SnapshotAnswer>, ProblemHttpResult>> Verify(
        Guid id, Caller caller, CommandHeaders headers, ISnapshotReader reader, IGrainFactory grains,
        HttpContext http)
    {
        if (await FindAsync(id, caller, reader, http) is not { } known)
            return Problems.NotFound("snapshot");
        if (await VerifyAsync(id, caller, headers, grains, http) is { } problem)
            return problem;
        return TypedResults.Accepted(
            $"/api/v1/snapshots/{id:D}", SnapshotShapes.Answer(known, await CheckOf(grains, caller, known)));
    }

    /// <summary>Has a snapshot drilled. Answers why not, or null.</summary>
    public static async Task<ProblemHttpResult?> VerifyAsync(
        Guid id, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var outcome = await GrainRetry.Once(() =>
            GrainOf(grains, caller, id).Verify(caller.Command("snapshots.verify", headers)));
        if (outcome.IsReplayed)
            http.SetReplayed();
        return outcome.Refusal is { } refusal ? From(refusal) : null;
    }

    /// <summary>A snapshot of the caller's account, or null.</summary>
    public static async Task<KnownSnapshot?> FindAsync(
        Guid id, Caller caller, ISnapshotReader reader, HttpContext http)
    {
        if (caller.ShopId is not null)
            return null;
        var found = await reader.FindAsync(caller.AccountId, id, http.RequestAborted);
        http.SetPosition(found.Position);
        return found.Value;
    }

    private static ProblemHttpResult From(SnapshotRefusal refusal) => refusal switch
    {
        SnapshotRefusal.NotFound => Problems.NotFound("snapshot"),
        SnapshotRefusal.Deleted => Problems.Of(
            409, "snapshot-deleted", "The snapshot's file was let go; its record stays."),
        SnapshotRefusal.KeyReused => Problems.KeyReused(),
    };

    // A file that was let go is drilled no more.
    private static async Task<SnapshotCheckView?> CheckOf(IGrainFactory grains, Caller caller, KnownSnapshot known) =>
        known.Snapshot.DeletedAt is null ? await GrainOf(grains, caller, known.Snapshot.Id).Find() : null;

    private static ISnapshotGrain GrainOf(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<ISnapshotGrain>(GrainKey.Of(caller.AccountId, id));
}

/// <summary>What snapshots are refused with.</summary>
internal static class SnapshotProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("snapshot-deleted", 409, "The snapshot's file is gone",
            "It was older than snapshots are kept for. The record stays, so that one can see what there was.",
            "Take another one: `GET /api/v1/snapshots?kept=true` lists those that are kept."),
    ];
}
