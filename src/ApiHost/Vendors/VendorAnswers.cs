using System.Text.Json.Serialization;
using Platform.Accounts;
using Platform.Conversation;
using Platform.Http;
using Platform.Shops;

namespace Platform.Vendors;

/// <summary>A vendor on the roster, as HTTP says it.</summary>
/// <param name="AcceptedAt">When the vendor accepted an invitation of this account; null until then, and nothing of the
/// account is shown to it. Whether it is there is shown only afterwards, too.</param>
/// <param name="InvitationToken">Only once, when the vendor was invited with this request; else null.</param>
public sealed record VendorAnswer(
    Guid VendorId,
    string? ExternalId,
    string Name,
    string? Email,
    string? Phone,
    string? AvatarUrl,
    RosterStatus Status,
    DateTimeOffset? AcceptedAt,
    IReadOnlyList<VendorServiceBody> Services,
    ServiceAreaBody Area,
    IReadOnlyList<OpeningHoursBody> Hours,
    bool Online,
    DateTimeOffset? LastSeenAt,
    double? Rating,
    long Version,
    string? InvitationToken = null);

/// <summary>What is known of a vendor's presence after it spoke.</summary>
public sealed record PresenceAnswer(bool Online, DateTimeOffset LastSeenAt);

/// <summary>How vendors travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VendorRequest))]
[JsonSerializable(typeof(VendorPatch))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(PresenceAnswer))]
[JsonSerializable(typeof(VendorAnswer))]
[JsonSerializable(typeof(Page<VendorAnswer>))]
[JsonSerializable(typeof(JobStatusRequest))]
[JsonSerializable(typeof(Page<JobAnswer>))]
[JsonSerializable(typeof(VendorHistoryAnswer))]
internal sealed partial class VendorHttpJson : JsonSerializerContext;

/// <summary>Between what is kept and what travels. Pure.</summary>
internal static class VendorShapes
{
    public static RosterCard Card(VendorRequest request) => new()
    {
        Name = request.Name.Trim(),
        Email = request.Email is { } email ? AccountLimits.Email(email) : null,
        Phone = Phones.PhoneNumber.TryRead(request.Phone, "US"),
        AvatarUrl = request.AvatarUrl,
        ExternalId = request.ExternalId?.Trim(),
        Status = request.Status ?? RosterStatus.Invited,
        Services = [.. (request.Services ?? []).Select(Service)],
        Area = ShopShapes.Area(request.Area) ?? ServiceArea.Unknown,
        Hours = [.. (request.Hours ?? []).Select(ShopShapes.Hours)],
    };

    public static RosterCard Patched(RosterCard card, VendorPatch patch) => card with
    {
        Name = patch.Name?.Trim() ?? card.Name,
        Phone = Phones.PhoneNumber.TryRead(patch.Phone, "US") ?? card.Phone,
        AvatarUrl = patch.AvatarUrl ?? card.AvatarUrl,
        ExternalId = patch.ExternalId?.Trim() ?? card.ExternalId,
        Status = patch.Status ?? card.Status,
        Services = patch.Services is { } services ? [.. services.Select(Service)] : card.Services,
        Area = ShopShapes.Area(patch.Area) ?? card.Area,
        Hours = patch.Hours is { } hours ? [.. hours.Select(ShopShapes.Hours)] : card.Hours,
    };

    public static VendorAnswer Answer(
        VersionedEntry found, VendorPresence? presence, DateTimeOffset now, VendorRating? rating = null,
        string? invitationToken = null)
    {
        var card = found.Entry.Card;
        var seen = found.Entry.AcceptedAt is null ? null : presence;
        return new VendorAnswer(
            found.Entry.VendorId, card.ExternalId, card.Name, card.Email, card.Phone, card.AvatarUrl, card.Status,
            found.Entry.AcceptedAt,
            [.. card.Services.Select(service => new VendorServiceBody(service.Category, service.Label))],
            new ServiceAreaBody(
                card.Area.Latitude, card.Area.Longitude, card.Area.RadiusKm, card.Area.PostalCodes),
            [.. card.Hours.Select(hours => new OpeningHoursBody(
                hours.Day.ToString().ToLowerInvariant(), ShopShapes.Time(hours.Opens), ShopShapes.Time(hours.Closes)))],
            seen?.IsOnlineAt(now) ?? false, seen?.LastSeenAt, rating?.Average, found.Version, invitationToken);
    }

    private static VendorService Service(VendorServiceBody service) => new(service.Category, service.Label?.Trim());
}

/// <summary>What the OpenAPI document shows of vendors.</summary>
internal static class VendorExamples
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static VendorRequest Request { get; } = new(
        "Vera Vendor", "vera@example.com", "+15550100200", Services: [new(DraftCategory.Repairs, "AC Repair")],
        Area: new(40.71, -74.0, 25));

    public static VendorAnswer Answer { get; } = new(
        new("0190a006-0000-8000-8000-000000000006"), "vendor-id-1", "Vera Vendor", "vera@example.com", "+15550100200",
        AvatarUrl: null, RosterStatus.Approved, At, [new(DraftCategory.Repairs, "AC Repair")],
        new(40.71, -74.0, 25, []), [new("monday", "08:00", "17:30")], Online: true, At, Rating: null, Version: 2);

    public static Page<VendorAnswer> List { get; } = new([Answer], null);

    public static PresenceAnswer Presence { get; } = new(Online: true, At);
}
