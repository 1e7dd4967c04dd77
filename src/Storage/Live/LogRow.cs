using Npgsql;

namespace Platform.Live;

/// <summary>An event as a row of <c>position, account_id, kind, subject, topics, at, actor, trace_id,
/// body</c>.</summary>
internal static class LogRow
{
    public static LogEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.IsDBNull(1) ? null : row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.IsDBNull(4) ? [] : [.. row.GetFieldValue<string[]>(4)],
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetString(6),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.GetString(8));
}
