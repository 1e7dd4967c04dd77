using System.Text.Json;
using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Backups;

/// <summary>Where snapshots and their drills are kept: see <c>sql/0032_snapshots.sql</c>.</summary>
internal static class BackupTables
{
    public static RowTable<SnapshotRow> Snapshots { get; } = new(
        "snapshots", ["snapshot_id"], replacesOnKey: true,
        new Column<SnapshotRow, Guid>("account_id", Uuid, row => row.Snapshot.AccountId),
        new Column<SnapshotRow, Guid>("snapshot_id", Uuid, row => row.Snapshot.Id),
        new Column<SnapshotRow, string>("cause", Text, row => SnapshotWords.Of(row.Snapshot.Cause)),
        new Column<SnapshotRow, DateOnly?>("first_period", Date, row => row.Snapshot.FirstPeriod),
        new Column<SnapshotRow, DateOnly?>("last_period", Date, row => row.Snapshot.LastPeriod),
        new Column<SnapshotRow, DateTimeOffset>("taken_at", Timestamptz, row => row.Snapshot.TakenAt),
        new Column<SnapshotRow, long>("position", Int8, row => row.Snapshot.Position),
        new Column<SnapshotRow, int>("format", Int4, row => row.Snapshot.Format),
        new Column<SnapshotRow, int>("schema_no", Int4, row => row.Snapshot.Schema),
        new Column<SnapshotRow, long>("row_count", Int8, row => row.Snapshot.Rows),
        new Column<SnapshotRow, long>("bytes", Int8, row => row.Snapshot.Bytes),
        new Column<SnapshotRow, string>("sha256", Text, row => row.Snapshot.Sha256),
        new Column<SnapshotRow, string>("file", Text, row => row.Snapshot.File),
        new Column<SnapshotRow, string>("tables", Jsonb, row => JsonSerializer.Serialize(
            row.Snapshot.Tables, SnapshotCounts.Default.ImmutableArrayTableCount)),
        new Column<SnapshotRow, DateTimeOffset?>("deleted_at", Timestamptz, row => row.Snapshot.DeletedAt),
        new Column<SnapshotRow, string?>("deleted_why", Text, row => row.Snapshot.DeletedWhy));

    public static RowTable<SnapshotDrillRow> Drills { get; } = new(
        "snapshot_drills", ["drill_id"], replacesOnKey: false,
        new Column<SnapshotDrillRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<SnapshotDrillRow, Guid>("drill_id", Uuid, row => row.Drill.Id),
        new Column<SnapshotDrillRow, Guid>("snapshot_id", Uuid, row => row.Drill.SnapshotId),
        new Column<SnapshotDrillRow, string>("actor", Text, row => row.Drill.Actor),
        new Column<SnapshotDrillRow, DateTimeOffset>("started_at", Timestamptz, row => row.Drill.StartedAt),
        new Column<SnapshotDrillRow, DateTimeOffset>("finished_at", Timestamptz, row => row.Drill.FinishedAt),
        new Column<SnapshotDrillRow, long>("row_count", Int8, row => row.Drill.Rows),
        new Column<SnapshotDrillRow, string?>(
            "fault", Text, row => row.Drill.Fault is { } fault ? SnapshotWords.Of(fault) : null),
        new Column<SnapshotDrillRow, string?>("reason", Text, row => row.Drill.Reason));

    public static StateTable<SnapshotCheck> Checks { get; } = new(
        "snapshot_checks", "snapshot_checks", SnapshotCheckJson.Default.SnapshotCheck,
        new Column<SnapshotCheck, Guid>("snapshot_id", Uuid, check => check.SnapshotId),
        new Column<SnapshotCheck, DateTimeOffset?>("due_at", Timestamptz, check => check.DueAt))
    {
        GrainType = SnapshotGrain.Type,
    };
}

/// <summary>A snapshot as it is recorded.</summary>
internal sealed record SnapshotRow(AccountSnapshot Snapshot) : IRow;

/// <summary>What a drill found.</summary>
internal sealed record SnapshotDrillRow(Guid AccountId, SnapshotDrill Drill) : IRow;
