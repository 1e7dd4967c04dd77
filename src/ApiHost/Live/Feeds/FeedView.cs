namespace Platform.Live;

/// <summary>What a feed shows of an event. A vendor is told what concerns him, and not who else it concerns: neither
/// the others who were offered an order, nor who won it.</summary>
internal static class FeedView
{
    public static LogEntry Of(LogEntry entry, string feed)
    {
        if (!feed.StartsWith(FeedKey.VendorPrefix, StringComparison.Ordinal))
            return entry;

        var own = $"vendor:{feed[FeedKey.VendorPrefix.Length..]}";
        var kindLength = entry.Actor.IndexOf(':', StringComparison.Ordinal);
        return entry with
        {
            Topics = [feed],
            Actor = entry.Actor == own || kindLength < 0 ? entry.Actor : entry.Actor[..kindLength],
        };
    }
}
