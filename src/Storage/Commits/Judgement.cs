using Orleans.Storage;

namespace Platform.Commits;

/// <summary>Asks the database what became of commits: after an answer was lost, or when not all rows could be
/// written.</summary>
internal static class Judgement
{
    /// <summary>Settles every commit that is written or can no longer be, and answers the others, which may be tried
    /// (again).</summary>
    public static async Task<List<Submission>> SettleAsync(
        ICommitSession session, IReadOnlyList<Submission> submissions)
    {
        var rows = await session.VersionsAsync(submissions);
        Guid[] ids = [.. submissions.SelectMany(submission => submission.ReceiptIds)];
        var receipts = ids.Length == 0 ? [] : await session.ReceiptsAsync(ids);

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
}
