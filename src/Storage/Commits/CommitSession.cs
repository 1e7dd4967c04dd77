using Npgsql;

namespace Platform.Commits;

/// <summary>A connection to PostgreSQL.</summary>
internal sealed class CommitSession(NpgsqlConnection connection, IReadOnlyDictionary<Type, RowWriter> rowWriters)
    : ICommitSession
{
    public bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    public Task<long> WriteAsync(FlushPart part, DateTimeOffset at) =>
        FlushBatch.ExecuteAsync(connection, part, rowWriters, at);

    public async Task<Dictionary<(StateWriter Writer, string Key), StoredVersion>> VersionsAsync(
        IReadOnlyList<Submission> submissions)
    {
        var rows = new Dictionary<(StateWriter, string), StoredVersion>();
        foreach (var table in submissions.GroupBy(submission => submission.Writer))
        {
            await using var command = new NpgsqlCommand(table.Key.VersionsSql, connection);
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. table.Select(submission => submission.Key)],
            });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var commitId = reader.IsDBNull(2) ? (Guid?)null : reader.GetGuid(2);
                rows[(table.Key, reader.GetString(0))] = new(reader.GetInt64(1), commitId, reader.GetInt64(3));
            }
        }

        return rows;
    }

    public Task<Dictionary<Guid, StoredReceipt>> ReceiptsAsync(Guid[] ids) =>
        ReceiptWriter.FindAsync(connection, ids, CancellationToken.None);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
