using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Vendors;

/// <summary>Where vendors and rosters are kept: see <c>sql/0007_vendors.sql</c>, <c>sql/0008_dispatch.sql</c> and
/// <c>sql/0040_vendor_acceptance.sql</c>.</summary>
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
        new Column<RosterEntry, string>("status", ColumnType.Text, entry => Word(entry.Card.Status)),
        new Column<RosterEntry, DateTimeOffset?>("accepted_at", ColumnType.Timestamptz, entry => entry.AcceptedAt),
        new Column<RosterEntry, double?>("area_latitude", ColumnType.Float8, entry => entry.Card.Area.Latitude),
        new Column<RosterEntry, double?>("area_longitude", ColumnType.Float8, entry => entry.Card.Area.Longitude),
        new Column<RosterEntry, double?>("radius_km", ColumnType.Float8, entry => entry.Card.Area.RadiusKm),
        new Column<RosterEntry, string>("postal_codes", ColumnType.Jsonb, entry =>
            Json(entry.Card.Area.PostalCodes.Select(VendorSkills.PostalCode).OfType<string>())),
        new Column<RosterEntry, string>("skills", ColumnType.Jsonb, entry => Json(VendorSkills.Of(entry.Card))));

    private static string Json(IEnumerable<string> texts) =>
        JsonSerializer.Serialize([.. texts], VendorColumnJson.Default.StringArray);

    public static string Word(RosterStatus status) => status switch
    {
        RosterStatus.Invited => "invited",
        RosterStatus.Approved => "approved",
        RosterStatus.Blocked => "blocked",
    };
}

/// <summary>How lists of words are kept in a column.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class VendorColumnJson : JsonSerializerContext;
