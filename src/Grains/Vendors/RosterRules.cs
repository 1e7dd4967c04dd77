using Platform.Ids;

namespace Platform.Vendors;

/// <summary>Every decision about a roster. Pure.</summary>
internal static class RosterRules
{
    public static RosterEntry Add(string key, RosterCard card, string requestHash, DateTimeOffset now) => new()
    {
        VendorId = GrainKey.IdOf(key),
        AccountId = GrainKey.AccountOf(key)
            ?? throw new ArgumentException("An entry's key starts with its account.", nameof(key)),
        Card = card,
        RequestHash = requestHash,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static (RosterEntry? Next, RosterRefusal? Refusal) Change(
        RosterEntry? entry, long current, RosterCard card, long expected, DateTimeOffset now) =>
        entry is null ? (null, RosterRefusal.NotFound)
        : expected != current ? (null, RosterRefusal.VersionDiffers)
        : (entry with { Card = card, UpdatedAt = now }, null);

    /// <summary>The entry of who has accepted now; null for who has before.</summary>
    public static RosterEntry? Accept(RosterEntry entry, DateTimeOffset now) =>
        entry.AcceptedAt is null ? entry with { AcceptedAt = now, UpdatedAt = now } : null;

    /// <summary>What stands after the vendor spoke. Time never goes back, and 0, 0 is no place.</summary>
    public static VendorPresence Show(
        VendorPresence? before, Guid vendorId, bool online, double? latitude, double? longitude, DateTimeOffset now)
    {
        var isPlace = latitude is not null && longitude is not null && (latitude, longitude) is not (0, 0);
        var seen = before is { } known && known.LastSeenAt > now ? known.LastSeenAt : now;
        return new(
            vendorId, online, seen, isPlace ? latitude : before?.Latitude, isPlace ? longitude : before?.Longitude);
    }
}
