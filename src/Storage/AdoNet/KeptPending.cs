namespace Platform.Commits;

/// <summary>What travels with a commit, as it is kept and as it is written: there and back.</summary>
internal static class KeptPending
{
    /// <summary>As it is kept.</summary>
    /// <exception cref="CommitRefusedException">A column threw, or its value cannot be kept.</exception>
    public static KeptParts Keep(PendingCommit pending, IReadOnlyDictionary<Type, RowWriter> writers) => new(
        pending.Actor, pending.TraceId,
        [
            .. pending.Events.Select(happened => new KeptEvent(
                happened.Kind, happened.Subject, happened.Body, happened.Topics.IsDefault ? [] : [.. happened.Topics],
                happened.Actor, happened.TraceId)),
        ],
        [.. pending.Rows.Select(row => Values(row, writers[row.GetType()]))],
        [.. pending.Receipts]);

    /// <summary>As it is written, by whoever finds it; with a guard that lets it in only while it stands.</summary>
    /// <exception cref="NotSupportedException">It has rows of a table that is not known.</exception>
    public static PendingCommit Restore(KeptParts kept, IEnumerable<RowWriter> writers, IRow guard)
    {
        var byTable = writers.ToDictionary(writer => writer.Table.Table, StringComparer.Ordinal);
        return new(
            kept.Actor, kept.TraceId,
            [
                .. kept.Events.Select(happened => new PendingEvent(
                    happened.Kind, happened.Subject, happened.Body, [.. happened.Topics], happened.Actor,
                    happened.TraceId)),
            ],
            [.. kept.Rows.Select(row => new KeptRow(new(Writer(row)), row.Values)), guard],
            [.. kept.Receipts]);

        RowWriter Writer(KeptValues row) => byTable.TryGetValue(row.Table, out var writer)
            ? writer
            : throw new NotSupportedException($"There is no table {row.Table}.");
    }

    private static KeptValues Values(IRow row, RowWriter writer)
    {
        try
        {
            return new(writer.Table.Table, [.. writer.Values(row).Select(KeptValue.Keep)]);
        }
        catch (Exception failure) when (failure is not OrleansException)
        {
            throw new CommitRefusedException($"The commit cannot be sent: {failure.Message}", failure);
        }
    }
}
