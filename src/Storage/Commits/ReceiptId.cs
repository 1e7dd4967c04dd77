using Platform.Ids;

namespace Platform.Commits;

/// <summary>The key that a receipt is stored under.</summary>
internal static class ReceiptId
{
    public static Guid Of(Receipt receipt) =>
        Of(receipt.AccountId, receipt.Principal, receipt.Operation, receipt.Key);

    public static Guid Of(Guid accountId, string principal, string operation, string key) =>
        NameBasedId.Of(accountId.ToString("N"), principal, operation, key);
}
