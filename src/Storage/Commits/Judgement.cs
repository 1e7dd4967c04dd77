using Npgsql;
using Orleans.Storage;

namespace Platform.Commits;

/// <summary>Asks the database what became of commits: after an answer was lost, or when not all rows could be
/// written.</summary>
internal static class Judgement
{
    /// <summary>Settles every commit that is written or can no longer be, and answers the others, which may be tried
    /// (again).</summary>
    public static async Task<List<Submission>> SettleAsync(
        NpgsqlConnection connection, IReadOnlyList<Submission> submissions)
    {
        var rows = await RowsAsync(connection, submissions);
        Guid[] ids = [.. submissions.SelectMany(submission => submission.ReceiptIds)];
        var receipts = ids.Length == 0
            ? []
            : await ReceiptWriter.FindAsync(connection, ids, CancellationToken.None);

        var open = new List<Submission>();
        foreach (var submission in submissions)
        {
            var stored = rows.GetValueOrDefault((submission.Writer, submission.Key));
            if (stored.Version == submission.NewVersion && stored.CommitId == submission.CommitId)
                submission.Acknowledge(stored.Position);
            else if (EarlierReceipt(submission, receipts) is { } receipt)
                submission.Refuse(Duplicate(receipt));
            else if (stored.Version != submission.BaseVersion)
                submission.Refuse(Conflict(submission, stored.Version));
            else
                open.Add(submission);
        }

        return open;
    }

    /// <summary>The command was executed before.</summary>
    public static DuplicateCommandException Duplicate(Receipt receipt) =>
        new($"{receipt.Operation} was executed before.") { Receipt = receipt };

    /// <summary>Somebody else wrote this version.</summary>
    public static InconsistentStateException Conflict(Submission submission, long storedVersion) =>
        new(
            $"{submission.Writer.Table.Table} {submission.Key}: version {submission.BaseVersion} has moved on.",
            $"{storedVersion}", $"{submission.BaseVersion}");

    private static Receipt? EarlierReceipt(Submission submission, Dictionary<Guid, StoredReceipt> found)
    {
        for (var i = 0; i < submission.ReceiptIds.Length; i++)
        {
            if (!found.TryGetValue(submission.ReceiptIds[i], out var stored))
                continue;
            var wanted = submission.Pending.Receipts[i];
            return stored.For(wanted.AccountId, wanted.Principal, wanted.Operation, wanted.Key);
        }

        return null;
    }

    private static async Task<Dictionary<(StateWriter, string), StoredVersion>> RowsAsync(
        NpgsqlConnection connection, IReadOnlyList<Submission> submissions)
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

    private readonly record struct StoredVersion(long Version, Guid? CommitId, long Position);
}
