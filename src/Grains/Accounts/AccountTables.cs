using System.Text.Json.Serialization;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>How accounts, people and keys stand in the database (<c>sql/0002_accounts.sql</c>).</summary>
internal static class AccountTables
{
    public static StateTable<Account> Accounts { get; } = new(
        "accounts", "accounts", AccountJson.Default.Account,
        new Column<Account, string>("name", ColumnType.Text, account => account.Name),
        new Column<Account, int>("transcript_days", ColumnType.Int4, account => account.Settings.TranscriptDays),
        new Column<Account, DateTimeOffset>("created_at", ColumnType.Timestamptz, account => account.CreatedAt))
    {
        AccountOf = key => GrainKey.IdOf(key), // The account itself: its key is its id.
    };

    public static StateTable<User> Users { get; } = new(
        "users", "users", AccountJson.Default.User,
        new Column<User, Guid>("user_id", ColumnType.Uuid, user => user.Id),
        new Column<User, string>("email", ColumnType.Text, user => user.Email),
        new Column<User, string>("name", ColumnType.Text, user => user.Name),
        new Column<User, string>("password_hash", ColumnType.Text, user => user.PasswordHash),
        new Column<User, bool>("platform_admin", ColumnType.Boolean, user => user.IsPlatformAdmin),
        new Column<User, Guid?>("vendor_id", ColumnType.Uuid, user => user.VendorId));

    public static StateTable<ApiKey> ApiKeys { get; } = new(
        "api_keys", "api_keys", AccountJson.Default.ApiKey,
        new Column<ApiKey, Guid>("api_key_id", ColumnType.Uuid, key => key.Id),
        new Column<ApiKey, string>("prefix", ColumnType.Text, key => key.Prefix),
        new Column<ApiKey, string>("name", ColumnType.Text, key => key.Name),
        new Column<ApiKey, Guid?>("shop_id", ColumnType.Uuid, key => key.ShopId),
        new Column<ApiKey, DateTimeOffset?>("expires_at", ColumnType.Timestamptz, key => key.ExpiresAt),
        new Column<ApiKey, DateTimeOffset>("created_at", ColumnType.Timestamptz, key => key.CreatedAt),
        new Column<ApiKey, DateTimeOffset?>("revoked_at", ColumnType.Timestamptz, key => key.RevokedAt));

    public static RowTable<MembershipRow> Memberships { get; } = new(
        "memberships", ["account_id", "user_id"], replacesOnKey: true,
        new Column<MembershipRow, Guid>("account_id", ColumnType.Uuid, row => row.AccountId),
        new Column<MembershipRow, Guid>("user_id", ColumnType.Uuid, row => row.UserId),
        new Column<MembershipRow, string>("role", ColumnType.Text, row => row.Role),
        new Column<MembershipRow, Guid?>("shop_id", ColumnType.Uuid, row => row.ShopId),
        new Column<MembershipRow, long>("version", ColumnType.Int8, row => row.Version),
        new Column<MembershipRow, DateTimeOffset>("since", ColumnType.Timestamptz, row => row.Since),
        new Column<MembershipRow, DateTimeOffset?>("removed_at", ColumnType.Timestamptz, row => row.RemovedAt));

    public static RowTable<InvitationRow> Invitations { get; } = new(
        "invitations", ["invitation_id"], replacesOnKey: true,
        new Column<InvitationRow, Guid>("account_id", ColumnType.Uuid, row => row.AccountId),
        new Column<InvitationRow, Guid>("invitation_id", ColumnType.Uuid, row => row.InvitationId),
        new Column<InvitationRow, string>("email", ColumnType.Text, row => row.Email),
        new Column<InvitationRow, string>("role", ColumnType.Text, row => row.Role),
        new Column<InvitationRow, Guid?>("shop_id", ColumnType.Uuid, row => row.ShopId),
        new Column<InvitationRow, DateTimeOffset>("created_at", ColumnType.Timestamptz, row => row.CreatedAt),
        new Column<InvitationRow, DateTimeOffset>("expires_at", ColumnType.Timestamptz, row => row.ExpiresAt),
        new Column<InvitationRow, Guid?>("accepted_by", ColumnType.Uuid, row => row.AcceptedBy),
        new Column<InvitationRow, DateTimeOffset?>("ended_at", ColumnType.Timestamptz, row => row.EndedAt));

    public static RowTable<SessionRow> Sessions { get; } = new(
        "sessions", ["session_id"], replacesOnKey: true,
        new Column<SessionRow, Guid>("session_id", ColumnType.Uuid, row => row.SessionId),
        new Column<SessionRow, Guid>("user_id", ColumnType.Uuid, row => row.UserId),
        new Column<SessionRow, DateTimeOffset>("created_at", ColumnType.Timestamptz, row => row.CreatedAt),
        new Column<SessionRow, DateTimeOffset>("refreshed_at", ColumnType.Timestamptz, row => row.RefreshedAt),
        new Column<SessionRow, DateTimeOffset>("ends_at", ColumnType.Timestamptz, row => row.EndsAt),
        new Column<SessionRow, DateTimeOffset?>("revoked_at", ColumnType.Timestamptz, row => row.RevokedAt));

    public static RowTable<RevocationRow> Revocations { get; } = new(
        "revocations", ["revocation_id"], replacesOnKey: false,
        new Column<RevocationRow, Guid>("revocation_id", ColumnType.Uuid, row => row.RevocationId),
        new Column<RevocationRow, Guid>("subject", ColumnType.Uuid, row => row.Subject));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(RoleConverter), typeof(MemberConverter), typeof(InvitationConverter)])]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(ApiKey))]
internal sealed partial class AccountJson : JsonSerializerContext;
