using Platform.Storage;

namespace Platform.Commits;

/// <summary>Looks up receipts in PostgreSQL.</summary>
internal sealed class ReceiptReader(PlatformDatabase database) : IReceipts
{
    public async Task<Receipt?> FindAsync(Command command, CancellationToken cancellationToken)
    {
        if (command.Key is not { } key)
            return null;

        var principal = command.Actor.ToString();
        var id = ReceiptId.Of(command.AccountId, principal, command.Operation, key);
        var found = await Failures.TranslateAsync(async () =>
        {
            await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
            return await ReceiptWriter.FindAsync(connection, [id], cancellationToken);
        });
        return found.GetValueOrDefault(id)?.For(command.AccountId, principal, command.Operation, key);
    }
}
