namespace Platform.Live;

/// <summary>Keys of live feeds: an account's events, a vendor's over all accounts, the platform's own.</summary>
public static class FeedKey
{
    /// <summary>The topic under which a vendor's events run, followed by the vendor's id.</summary>
    public const string VendorPrefix = "vendors/";

    /// <summary>Events of no account, and those that carry the topic <c>platform</c>.</summary>
    public const string Platform = "platform";

    /// <summary>Everything that happens in an account.</summary>
    public static string OfAccount(Guid accountId) => accountId.ToString("N");

    /// <summary>What concerns a vendor, in whichever account.</summary>
    public static string OfVendor(Guid vendorId) => VendorTopic(vendorId);

    /// <summary>The topic that an event carries to be heard by a vendor: <c>vendors/{id}</c>.</summary>
    public static string VendorTopic(Guid vendorId) => $"{VendorPrefix}{vendorId:D}";

    /// <summary>Every feed that an event belongs to.</summary>
    public static IEnumerable<string> Of(LogEntry entry)
    {
        if (entry.AccountId is { } accountId)
            yield return OfAccount(accountId);
        if (IsPlatforms(entry))
            yield return Platform;
        if (entry.Topics.IsDefaultOrEmpty)
            yield break;

        foreach (var topic in entry.Topics)
        {
            if (topic.StartsWith(VendorPrefix, StringComparison.Ordinal))
                yield return topic;
        }
    }

    private static bool IsPlatforms(LogEntry entry) =>
        entry.AccountId is null || (!entry.Topics.IsDefaultOrEmpty && entry.Topics.Contains(Platform));
}
