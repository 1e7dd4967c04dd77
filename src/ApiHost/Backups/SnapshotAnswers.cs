using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Backups;

/// <summary>What is known of a snapshot.</summary>
public enum SnapshotState
{
    /// <summary>The last drill restored it, and all was as it should be.</summary>
    Verified = 1,

    /// <summary>It failed the last drill; <c>reason</c> says how. Do not rely on it.</summary>
    Failed = 2,

    /// <summary>A drill is under way.</summary>
    Verifying = 3,

    /// <summary>No drill yet.</summary>
    Unverified = 4,

    /// <summary>The file was let go.</summary>
    Deleted = 5,
}

/// <summary>A snapshot of the account.</summary>
/// <param name="FirstPeriod">The first night it stands for; null when somebody asked for it.</param>
/// <param name="LastPeriod">The last one: more than one after an outage.</param>
/// <param name="TakenAt">The moment that it shows.</param>
/// <param name="Position">The position of the log that it includes.</param>
/// <param name="Schema">The number of the database's last migration then.</param>
/// <param name="DrilledAt">When the last drill ended.</param>
/// <param name="DrillMs">How long it took.</param>
/// <param name="Fault">In which way it failed, in a word.</param>
/// <param name="Reason">And in a sentence.</param>
/// <param name="Progress">Of a drill that is under way: how much of the file was restored, from 0 to 1.</param>
public sealed record SnapshotAnswer(
    Guid Id, SnapshotCause Cause, DateOnly? FirstPeriod, DateOnly? LastPeriod, DateTimeOffset TakenAt, long Position,
    int Format, int Schema, long Rows, long Bytes, string Sha256, string File, SnapshotState State,
    DateTimeOffset? DrilledAt, long? DrillMs, string? Fault, string? Reason, double? Progress,
    DateTimeOffset? DeletedAt, string? DeletedWhy);

/// <summary>A snapshot with what is in it and what its drills found, the last one first.</summary>
public sealed record SnapshotSheet(
    SnapshotAnswer Snapshot, IReadOnlyList<TableCount> Tables, IReadOnlyList<DrillAnswer> Drills);

/// <summary>A drill.</summary>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Rows">Rows that were restored.</param>
/// <param name="Fault">Null when all was well.</param>
public sealed record DrillAnswer(
    Guid Id, string Actor, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, long DurationMs, long Rows,
    string? Fault, string? Reason);

/// <summary>Says snapshots in HTTP's words.</summary>
internal static class SnapshotShapes
{
    public static SnapshotAnswer Answer(KnownSnapshot known, SnapshotCheckView? check)
    {
        var (snapshot, drill) = (known.Snapshot, known.LastDrill);
        return new(
            snapshot.Id, snapshot.Cause, snapshot.FirstPeriod, snapshot.LastPeriod, snapshot.TakenAt, snapshot.Position,
            snapshot.Format, snapshot.Schema, snapshot.Rows, snapshot.Bytes, snapshot.Sha256, snapshot.File,
            StateOf(snapshot, drill, check), drill?.FinishedAt,
            drill is null ? null : (long)(drill.FinishedAt - drill.StartedAt).TotalMilliseconds,
            drill?.Fault is { } fault ? SnapshotWords.Of(fault) : null, drill?.Reason, check?.Progress,
            snapshot.DeletedAt, snapshot.DeletedWhy);
    }

    public static DrillAnswer Answer(SnapshotDrill drill) => new(
        drill.Id, drill.Actor, drill.StartedAt, drill.FinishedAt,
        (long)(drill.FinishedAt - drill.StartedAt).TotalMilliseconds, drill.Rows,
        drill.Fault is { } fault ? SnapshotWords.Of(fault) : null, drill.Reason);

    private static SnapshotState StateOf(AccountSnapshot snapshot, SnapshotDrill? drill, SnapshotCheckView? check) =>
        snapshot.DeletedAt is not null ? SnapshotState.Deleted
        : check is not null ? SnapshotState.Verifying
        : drill is null ? SnapshotState.Unverified
        : drill.Fault is null ? SnapshotState.Verified
        : SnapshotState.Failed;
}

/// <summary>Examples for the document.</summary>
internal static class SnapshotExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 0, 1, TimeSpan.Zero);

    public static SnapshotAnswer Snapshot { get; } = new(
        new("0198b2c4-0000-7000-8000-00000000000b"), SnapshotCause.Nightly, new(2026, 11, 20), new(2026, 11, 20), At,
        Position: 48_211, Format: 1, Schema: 32, Rows: 51_904, Bytes: 4_812_331, new string('a', 64),
        "20261121T030001Z-0198b2c400007000800000000000000b.snapshot.gz", SnapshotState.Verified, At.AddSeconds(3),
        DrillMs: 2_140, Fault: null, Reason: null, Progress: null, DeletedAt: null, DeletedWhy: null);

    public static Page<SnapshotAnswer> Snapshots { get; } = new([Snapshot], NextCursor: null);

    public static SnapshotSheet Sheet { get; } = new(
        Snapshot,
        [new("orders", 4_120), new("order_details", 4_120)],
        [
            new(
                new("0198b2c4-0000-7000-8000-00000000000c"), "system:system", At.AddMilliseconds(860), At.AddSeconds(3),
                DurationMs: 2_140, Rows: 51_904, Fault: null, Reason: null),
        ]);
}

/// <summary>What snapshots answer, generated.</summary>
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(SnapshotSheet))]
[JsonSerializable(typeof(Page<SnapshotAnswer>))]
internal sealed partial class SnapshotHttpJson : JsonSerializerContext;
