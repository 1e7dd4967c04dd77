using Npgsql;

namespace Platform.Commits;

/// <summary>The statements of one flush: one round trip, one implicit transaction. Whatever goes wrong in one of them,
/// nothing of it remains.</summary>
internal static class FlushBatch
{
    /// <summary>Writes the part. Returns after the COMMIT, with the position before its first event.</summary>
    public static async Task<long> ExecuteAsync(
        NpgsqlConnection connection, FlushPart part, IReadOnlyDictionary<Type, RowWriter> rowWriters, DateTimeOffset at)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddStates(batch, part.Submissions);
        var (eventCount, receiptCount) = AddRows(batch, part.Submissions, rowWriters);
        if (receiptCount > 0)
            batch.BatchCommands.Add(ReceiptWriter.Command(part.Submissions, receiptCount, at));
        if (eventCount > 0)
            batch.BatchCommands.Add(LogWriter.Command(part.Submissions, eventCount, at));

        // The last answer is read to its end: the server says that it is ready only after it has committed.
        await using var reader = await batch.ExecuteReaderAsync();
        var basePosition = 0L;
        do
        {
            var isLast = reader.FieldCount > 0 && reader.GetDataTypeOID(0) == Int8Oid;
            if (isLast && await reader.ReadAsync())
                basePosition = reader.GetInt64(0);
        }
        while (await reader.NextResultAsync());
        return basePosition;
    }

    // Only the log's statement answers a bigint; the others answer true.
    private const uint Int8Oid = 20;

    private static void AddStates(NpgsqlBatch batch, Submission[] submissions)
    {
        var start = 0;
        for (var end = 1; end <= submissions.Length; end++)
        {
            var isSame = end < submissions.Length
                && ReferenceEquals(submissions[end].Writer, submissions[start].Writer)
                && submissions[end].IsNew == submissions[start].IsNew;
            if (isSame)
                continue;

            batch.BatchCommands.Add(submissions[start].Writer.Command(submissions.AsSpan(start..end)));
            start = end;
        }
    }

    private static (int EventCount, int ReceiptCount) AddRows(
        NpgsqlBatch batch, Submission[] submissions, IReadOnlyDictionary<Type, RowWriter> rowWriters)
    {
        var (eventCount, receiptCount) = (0, 0);
        SortedDictionary<string, (RowWriter Writer, List<IRow> Rows)>? tables = null;
        foreach (var submission in submissions)
        {
            eventCount += submission.Pending.Events.Length;
            receiptCount += submission.ReceiptIds.Length;
            foreach (var row in submission.Pending.Rows)
            {
                var writer = row is IOwnWriter own ? own.Writer : rowWriters[row.GetType()];
                tables ??= new(StringComparer.Ordinal);
                if (!tables.TryGetValue(writer.Order, out var table))
                    tables.Add(writer.Order, table = (writer, []));
                table.Rows.Add(row);
            }
        }

        foreach (var (writer, rows) in tables?.Values ?? Enumerable.Empty<(RowWriter, List<IRow>)>())
            batch.BatchCommands.Add(writer.Command(rows));
        return (eventCount, receiptCount);
    }
}
