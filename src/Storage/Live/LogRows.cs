using System.Collections.Immutable;
using Npgsql;

namespace Platform.Live;

/// <summary>Reads events as rows: of the log, and of the tables that keep copies of them.</summary>
internal static class LogRows
{
    /// <summary>The columns, in the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "position, account_id, kind, subject, topics, at, actor, trace_id, body::text";

    /// <summary>How many columns these are: what a query adds starts here.</summary>
    public const int Count = 9;

    /// <summary>The event of the current row.</summary>
    public static LogEntry Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.IsDBNull(1) ? null : reader.GetGuid(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.IsDBNull(4) ? [] : ImmutableArray.Create(reader.GetFieldValue<string[]>(4)),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.GetString(8));
}
