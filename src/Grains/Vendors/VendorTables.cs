using Platform.Commits;

namespace Platform.Vendors;

/// <summary>Where vendors and rosters are kept: see <c>sql/0007_vendors.sql</c>.</summary>
internal static class VendorTables
{
    public static StateTable<VendorPresence> Vendors { get; } = new(
        "vendors", "vendors", VendorJson.Default.VendorPresence,
        new Column<VendorPresence, Guid>("vendor_id", ColumnType.Uuid, presence => presence.VendorId),
        new Column<VendorPresence, bool>("online", ColumnType.Boolean, presence => presence.Online),
        new Column<VendorPresence, DateTimeOffset>(
            "last_seen_at", ColumnType.Timestamptz, presence => presence.LastSeenAt));

    public static StateTable<RosterEntry> Roster { get; } = new(
        "account_vendors", "account_vendors", VendorJson.Default.RosterEntry,
        new Column<RosterEntry, Guid>("vendor_id", ColumnType.Uuid, entry => entry.VendorId),
        new Column<RosterEntry, string?>("external_id", ColumnType.Text, entry => entry.Card.ExternalId),
        new Column<RosterEntry, string>("name", ColumnType.Text, entry => entry.Card.Name),
        new Column<RosterEntry, string>("status", ColumnType.Text, entry => Word(entry.Card.Status)));

    public static string Word(RosterStatus status) => status switch
    {
        RosterStatus.Invited => "invited",
        RosterStatus.Approved => "approved",
        RosterStatus.Blocked => "blocked",
    };
}
