using System.Collections.Immutable;
using Npgsql;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>Who a token or a key belongs to. Reads as the writer, which sees all accounts: the account is not known
/// yet.</summary>
internal sealed class IdentityReader(PlatformDatabase database) : IIdentityReader
{
    private const string LoginSql = "select user_id, password_hash from users where email = $1";

    private const string SessionSql =
        """
        select u.user_id, s.session_id, u.email, u.name, u.platform_admin, u.vendor_id, s.ends_at,
               m.account_id, a.name, m.role, m.shop_id
          from sessions s
          join users u on u.user_id = s.user_id
          left join memberships m on m.user_id = u.user_id and m.removed_at is null
          left join accounts a on a.account_id = m.account_id
         where s.session_id = $1 and s.revoked_at is null
         order by m.since, m.account_id
        """;

    private const string ApiKeySql =
        """
        select api_key_id, account_id, shop_id, expires_at, state ->> 'scopes', state ->> 'secrets'
          from api_keys
         where prefix = $1 and revoked_at is null
        """;

    public async Task<UserLogin?> FindLoginAsync(string email, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            LoginSql, [new NpgsqlParameter<string> { TypedValue = email }],
            reader => new UserLogin(reader.GetGuid(0), reader.GetString(1)), cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<SessionIdentity?> FindSessionAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAcrossAsync(
            SessionSql, [new NpgsqlParameter<Guid> { TypedValue = sessionId }],
            reader => (Person: Person(reader), Membership: MembershipOf(reader)), cancellationToken);
        return rows.Count == 0
            ? null
            : rows[0].Person with { Memberships = [.. rows.Select(row => row.Membership).OfType<Membership>()] };
    }

    public async Task<ApiKeyIdentity?> FindApiKeyAsync(string prefix, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            ApiKeySql, [new NpgsqlParameter<string> { TypedValue = prefix }],
            reader => new ApiKeyIdentity(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetNullableGuid(2), StoredJson.Texts(reader.GetString(4)),
                StoredJson.Secrets(reader.GetString(5)), reader.GetNullableTime(3)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<bool> AnyoneExistsAsync(CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            "select exists (select from users)", [], reader => reader.GetBoolean(0), cancellationToken);
        return found[0];
    }

    public async Task<bool> AccountExistsAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAcrossAsync(
            "select true from accounts where account_id = $1", [new NpgsqlParameter<Guid> { TypedValue = accountId }],
            reader => reader.GetBoolean(0), cancellationToken);
        return found.Count > 0;
    }

    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var now = await database.ReadAcrossAsync(
            "select clock_timestamp()", [], reader => reader.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        return now[0];
    }

    public async Task<IReadOnlyList<Revocation>> RevokedSinceAsync(
        DateTimeOffset since, CancellationToken cancellationToken) =>
        await database.ReadAcrossAsync(
            "select revocation_id, subject, at from revocations where at > $1 order by at",
            [new NpgsqlParameter<DateTimeOffset> { TypedValue = since }],
            reader => new Revocation(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);

    private static SessionIdentity Person(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4),
        reader.GetNullableGuid(5), reader.GetFieldValue<DateTimeOffset>(6), ImmutableArray<Membership>.Empty);

    private static Membership? MembershipOf(NpgsqlDataReader reader) =>
        reader.IsDBNull(7)
            ? null
            : new Membership(
                reader.GetGuid(7), reader.GetString(8), StoredRoles.Parse(reader.GetString(9)),
                reader.GetNullableGuid(10));
}
