namespace Platform.Commits;

/// <summary>The way of a repeated command: its receipt is looked up before the command is refused, and answered when it
/// turns out that the first try was executed.</summary>
internal static class CommandReceipts
{
    /// <summary>What the command answered when it was executed before, or null. Without a key there is nothing to look
    /// up. Ask before refusing: a repeated accept of an order that has moved on is an answer, not a wrong
    /// state.</summary>
    public static Task<Receipt?> FindEarlier(this IReceipts receipts, Command command) =>
        command.Key is null
            ? Task.FromResult<Receipt?>(null)
            : receipts.FindAsync(command, CancellationToken.None);

    /// <summary>The receipt to commit with what the command did, or null when it carries no key.</summary>
    public static Receipt? ReceiptOf(this Command command, int status, Guid subjectId, long version) =>
        command.Key is { } key
            ? new(
                command.AccountId, command.Actor.ToString(), command.Operation, key, command.RequestHash, status,
                subjectId, version)
            : null;

    /// <summary>Whether the receipt is of this very request. Another request under the same key is refused.</summary>
    public static bool IsOf(this Receipt receipt, Command command) =>
        string.Equals(receipt.RequestHash, command.RequestHash, StringComparison.Ordinal);
}
