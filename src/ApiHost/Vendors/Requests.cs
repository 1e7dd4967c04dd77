using Platform.Accounts;
using Platform.Conversation;
using Platform.Http;
using Platform.Shops;

namespace Platform.Vendors;

/// <summary>A vendor as it is put on the roster. With an e-mail it is invited to sign in.</summary>
public sealed record VendorRequest(
    string Name,
    string? Email = null,
    string? Phone = null,
    string? AvatarUrl = null,
    string? ExternalId = null,
    RosterStatus? Status = null,
    IReadOnlyList<VendorServiceBody>? Services = null,
    ServiceAreaBody? Area = null,
    IReadOnlyList<OpeningHoursBody>? Hours = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Email("/email", Email);
        VendorChecks.Check(errors, Name, Phone, AvatarUrl, ExternalId, Services, Area, Hours);
    }
}

/// <summary>What shall be another; absent parts stay. The e-mail is who the vendor is, so it stays too.</summary>
public sealed record VendorPatch(
    string? Name = null,
    string? Phone = null,
    string? AvatarUrl = null,
    string? ExternalId = null,
    RosterStatus? Status = null,
    IReadOnlyList<VendorServiceBody>? Services = null,
    ServiceAreaBody? Area = null,
    IReadOnlyList<OpeningHoursBody>? Hours = null) : IChecked
{
    public void Check(FieldErrors errors) =>
        VendorChecks.Check(errors, Name, Phone, AvatarUrl, ExternalId, Services, Area, Hours);
}

/// <summary>Something a vendor does, as HTTP says it.</summary>
public sealed record VendorServiceBody(DraftCategory Category, string? Label = null);

/// <summary>The vendor is there, or goes.</summary>
public sealed record PresenceRequest(bool Online, double? Latitude = null, double? Longitude = null) : IChecked
{
    public void Check(FieldErrors errors) =>
        ShopChecks.CheckArea(new ServiceAreaBody(Latitude, Longitude), errors);
}

/// <summary>The rules of a vendor's fields, for adding and for changing one.</summary>
internal static class VendorChecks
{
    private const int NameLengthMax = 120;
    private const int AddressLengthMax = 500;
    private const int ListMax = 50;

    public static void Check(
        FieldErrors errors, string? name, string? phone, string? avatarUrl, string? externalId,
        IReadOnlyList<VendorServiceBody>? services, ServiceAreaBody? area, IReadOnlyList<OpeningHoursBody>? hours)
    {
        errors.Text("/name", name, NameLengthMax);
        errors.Text("/external_id", externalId, NameLengthMax);
        errors.Text("/avatar_url", avatarUrl, AddressLengthMax);
        errors.Require(
            avatarUrl is null || avatarUrl.StartsWith("https://", StringComparison.Ordinal), "/avatar_url",
            "must start with https://");
        errors.Require(
            phone is null || Phones.PhoneNumber.TryRead(phone, "US") is not null, "/phone",
            "must be a number in E.164, +15550100");
        errors.Items(
            "/services", services, 0, ListMax, (service, found) => found.Text("/label", service.Label, NameLengthMax));
        errors.In("/area", area, ShopChecks.CheckArea);
        errors.Items("/hours", hours, 0, ListMax, ShopChecks.CheckHours);
    }
}
