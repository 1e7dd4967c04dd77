using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>Members and invitations as they stand in an account's state: one text each, so that as many as an account
/// may have fit into it. What was stored before, an object each, is read, too.</summary>
internal static class AccountPacking
{
    private const char Space = ' ';
    private const string None = "-";
    private const string OfTheEmail = "=";
    private const int PackedGuidLength = 22;
    private const int TicksAMicrosecond = 10;

    /// <summary><c>{user} {role} {shop|-} {since} {version}</c>.</summary>
    public static string Pack(Member member) => string.Join(
        Space, Pack(member.UserId), Pack(member.Role), Pack(member.ShopId), Pack(member.Since),
        member.Version.ToString(CultureInfo.InvariantCulture));

    public static Member ReadMember(string packed)
    {
        var parts = packed.Split(Space);
        return new(
            ReadGuid(parts[0]), ReadRole(parts[1]), ReadOptional(parts[2]), ReadTime(parts[3]),
            long.Parse(parts[4], CultureInfo.InvariantCulture));
    }

    /// <summary><c>{id} {role} {shop|-} {vendor|-|=} {created} {expires} {by|-} {email}</c>; a vendor is <c>=</c> whose
    /// id follows from the e-mail.</summary>
    public static string Pack(Invitation invitation) => string.Join(
        Space, Pack(invitation.InvitationId), Pack(invitation.Role), Pack(invitation.ShopId),
        invitation.VendorId == IdOf(invitation.Email) ? OfTheEmail : Pack(invitation.VendorId),
        Pack(invitation.CreatedAt), Pack(invitation.ExpiresAt),
        PackActor(invitation.InvitedBy), invitation.Email);

    public static Invitation ReadInvitation(string packed)
    {
        var parts = packed.Split(Space, 8);
        return new(
            ReadGuid(parts[0]), parts[7], ReadRole(parts[1]), ReadOptional(parts[2]),
            parts[3] == OfTheEmail ? IdOf(parts[7]) : ReadOptional(parts[3]), ReadTime(parts[4]), ReadTime(parts[5]),
            ReadActor(parts[6]));
    }

    // As people's ids are made.
    private static Guid IdOf(string email) => NameBasedId.Of("user", email);

    private static string Pack(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static string Pack(Guid? id) => id is { } known ? Pack(known) : None;

    private static Guid ReadGuid(string packed) => new(Base64Url.DecodeFromChars(packed), bigEndian: true);

    private static Guid? ReadOptional(string packed) => packed == None ? null : ReadGuid(packed);

    // As exactly as the rows beside the state: PostgreSQL counts in microseconds.
    private static string Pack(DateTimeOffset at) =>
        ((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksAMicrosecond)
            .ToString("x", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(string packed) => DateTimeOffset.UnixEpoch.AddTicks(
        long.Parse(packed, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) * TicksAMicrosecond);

    private static string Pack(Role role) => ((int)role).ToString(CultureInfo.InvariantCulture);

    private static Role ReadRole(string packed) => (Role)int.Parse(packed, CultureInfo.InvariantCulture);

    // member:{id}, where an id is one.
    private static string PackActor(string? actor)
    {
        if (actor is null)
            return None;
        var kind = actor[..(actor.IndexOf(':', StringComparison.Ordinal) + 1)];
        return Guid.TryParseExact(actor.AsSpan(kind.Length), "D", out var id) ? kind + Pack(id) : actor;
    }

    private static string? ReadActor(string packed)
    {
        if (packed == None)
            return null;
        var kind = packed[..(packed.IndexOf(':', StringComparison.Ordinal) + 1)];
        return kind.Length > 0 && packed.Length == kind.Length + PackedGuidLength
            ? $"{kind}{ReadGuid(packed[kind.Length..]):D}"
            : packed;
    }
}

/// <summary>A member in one text.</summary>
internal sealed class MemberConverter : JsonConverter<Member>
{
    public override Member Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return AccountPacking.ReadMember(reader.GetString()!);
        var old = JsonElement.ParseValue(ref reader);
        return new(
            old.GetProperty("user_id").GetGuid(), StoredWords.Role(old), StoredWords.Id(old, "shop_id"),
            old.GetProperty("since").GetDateTimeOffset(), old.GetProperty("version").GetInt64());
    }

    public override void Write(Utf8JsonWriter writer, Member value, JsonSerializerOptions options) =>
        writer.WriteStringValue(AccountPacking.Pack(value));
}

/// <summary>An invitation in one text.</summary>
internal sealed class InvitationConverter : JsonConverter<Invitation>
{
    public override Invitation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return AccountPacking.ReadInvitation(reader.GetString()!);
        var old = JsonElement.ParseValue(ref reader);
        return new(
            old.GetProperty("invitation_id").GetGuid(), old.GetProperty("email").GetString()!, StoredWords.Role(old),
            StoredWords.Id(old, "shop_id"), StoredWords.Id(old, "vendor_id"),
            old.GetProperty("created_at").GetDateTimeOffset(), old.GetProperty("expires_at").GetDateTimeOffset(),
            old.TryGetProperty("invited_by", out var by) ? by.GetString() : null);
    }

    public override void Write(Utf8JsonWriter writer, Invitation value, JsonSerializerOptions options) =>
        writer.WriteStringValue(AccountPacking.Pack(value));
}

/// <summary>Parts of the objects that were stored before.</summary>
file static class StoredWords
{
    public static Role Role(JsonElement stored)
    {
        var word = stored.GetProperty("role").GetString();
        return Enum.GetValues<Role>().Single(role => RoleWords.Of(role) == word);
    }

    public static Guid? Id(JsonElement stored, string name) =>
        stored.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;
}
