using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>What the log says about accounts. Ids and roles, never a name or an e-mail.</summary>
internal static class AccountEvents
{
    public const string VendorAcceptedKind = "vendor.accepted";

    public static PendingEvent Created(Guid account) =>
        new("account.created", $"accounts/{account}", Body(new(account)));

    public static PendingEvent SettingsChanged(Guid account, AccountSettings settings) => new(
        "account.settings_changed", $"accounts/{account}",
        Body(new(account, TranscriptDays: settings.TranscriptDays)));

    public static PendingEvent Invited(Guid account, Invitation invitation) =>
        OfInvitation("member.invited", account, invitation);

    public static PendingEvent Revoked(Guid account, Invitation invitation) =>
        OfInvitation("invitation.revoked", account, invitation);

    public static PendingEvent Joined(Guid account, Member member) => OfMember("member.joined", account, member);
    public static PendingEvent Changed(Guid account, Member member) => OfMember("member.changed", account, member);
    public static PendingEvent Removed(Guid account, Member member) => OfMember("member.removed", account, member);

    /// <summary>A vendor may work for the account from now on: heard by its roster.</summary>
    public static PendingEvent VendorAccepted(Guid account, Invitation invitation, Guid userId, Guid vendorId) => new(
        VendorAcceptedKind, $"vendors/{vendorId:D}",
        Body(new(account, userId, invitation.Role, InvitationId: invitation.InvitationId)));

    public static PendingEvent OfKey(string kind, ApiKey key) => new(
        kind, $"api-keys/{key.Id}", Body(new(key.AccountId, ShopId: key.ShopId, ApiKeyId: key.Id)));

    private static PendingEvent OfInvitation(string kind, Guid account, Invitation invitation) => new(
        kind, $"accounts/{account}",
        Body(new(account, Role: invitation.Role, ShopId: invitation.ShopId, InvitationId: invitation.InvitationId)));

    private static PendingEvent OfMember(string kind, Guid account, Member member) => new(
        kind, $"accounts/{account}", Body(new(account, member.UserId, member.Role, member.ShopId)));

    private static string Body(AccountEventBody body) =>
        JsonSerializer.Serialize(body, AccountEventJson.Default.AccountEventBody);
}

/// <summary>The body of an account's events; what does not apply is left out.</summary>
internal sealed record AccountEventBody(
    Guid AccountId,
    Guid? UserId = null,
    Role? Role = null,
    Guid? ShopId = null,
    Guid? InvitationId = null,
    Guid? ApiKeyId = null,
    int? TranscriptDays = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RoleConverter)])]
[JsonSerializable(typeof(AccountEventBody))]
internal sealed partial class AccountEventJson : JsonSerializerContext;

/// <summary>Roles as words: <c>platform_admin</c>.</summary>
internal sealed class RoleConverter() : JsonStringEnumConverter<Role>(JsonNamingPolicy.SnakeCaseLower);
