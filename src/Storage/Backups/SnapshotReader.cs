using System.Text.Json;
using Npgsql;
using Platform.Accounts;
using Platform.Live;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>Lists snapshots as one account.</summary>
internal sealed class SnapshotReader(PlatformDatabase database) : ISnapshotReader
{
    private const string DrillColumns = "drill_id, actor, started_at, finished_at, row_count, fault, reason";

    private const string ListSql =
        $"""
        select s.snapshot_id, s.account_id, s.cause, s.first_period, s.last_period, s.taken_at, s.position, s.format,
               s.schema_no, s.row_count, s.bytes, s.sha256, s.file, s.tables, s.deleted_at, s.deleted_why, d.*
          from snapshots s
          left join lateral (
               select {DrillColumns} from snapshot_drills
                where account_id = s.account_id and snapshot_id = s.snapshot_id
                order by finished_at desc, drill_id desc limit 1) d on true
         where ($1::uuid is null or s.snapshot_id = $1)
           and ($2::date is null or $2 between s.first_period and s.last_period)
           and (not $3::boolean or s.deleted_at is null)
           and ($4::timestamptz is null or (s.taken_at, s.snapshot_id) < ($4, $5::uuid))
         order by s.taken_at desc, s.snapshot_id desc
         limit $6
        """;

    private const string DrillsSql =
        $"""
        select {DrillColumns} from snapshot_drills
         where snapshot_id = $1 order by finished_at desc, drill_id desc limit $2
        """;

    private const int DrillStart = 16;

    public Task<Snapshot<IReadOnlyList<KnownSnapshot>>> ListAsync(
        Guid accountId, DateOnly? night, bool isKept, SnapshotCursor? before, int limit,
        CancellationToken cancellationToken) =>
        QueryAsync(accountId, id: null, night, isKept, before, limit, cancellationToken);

    public async Task<Snapshot<KnownSnapshot?>> FindAsync(
        Guid accountId, Guid id, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(accountId, id, night: null, isKept: false, before: null, 1, cancellationToken);
        return new(found.Value is [var one] ? one : null, found.Position);
    }

    public async Task<IReadOnlyList<SnapshotDrill>> DrillsAsync(
        Guid accountId, Guid id, int limit, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId,
            DrillsSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            row => Drill(row, id, 0),
            cancellationToken);
        return found.Value;
    }

    private Task<Snapshot<IReadOnlyList<KnownSnapshot>>> QueryAsync(
        Guid accountId, Guid? id, DateOnly? night, bool isKept, SnapshotCursor? before, int limit,
        CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<Guid?> { TypedValue = id },
                new NpgsqlParameter<DateOnly?> { TypedValue = night },
                new NpgsqlParameter<bool> { TypedValue = isKept },
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = before?.TakenAt },
                new NpgsqlParameter<Guid?> { TypedValue = before?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            Known,
            cancellationToken);

    private static KnownSnapshot Known(NpgsqlDataReader row)
    {
        var id = row.GetGuid(0);
        var snapshot = new AccountSnapshot(
            id, row.GetGuid(1), SnapshotWords.Cause(row.GetString(2)), Day(row, 3), Day(row, 4),
            row.GetFieldValue<DateTimeOffset>(5), row.GetInt64(6), row.GetInt32(7), row.GetInt32(8), row.GetInt64(9),
            row.GetInt64(10), row.GetString(11), row.GetString(12),
            JsonSerializer.Deserialize(row.GetString(13), SnapshotCounts.Default.ImmutableArrayTableCount),
            row.GetNullableTime(14), row.IsDBNull(15) ? null : row.GetString(15));
        return new(snapshot, row.IsDBNull(DrillStart) ? null : Drill(row, id, DrillStart));
    }

    private static SnapshotDrill Drill(NpgsqlDataReader row, Guid snapshotId, int at) => new(
        row.GetGuid(at), snapshotId, row.GetString(at + 1), row.GetFieldValue<DateTimeOffset>(at + 2),
        row.GetFieldValue<DateTimeOffset>(at + 3), row.GetInt64(at + 4),
        row.IsDBNull(at + 5) ? null : SnapshotWords.Fault(row.GetString(at + 5)),
        row.IsDBNull(at + 6) ? null : row.GetString(at + 6));

    private static DateOnly? Day(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
