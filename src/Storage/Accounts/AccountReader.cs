using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>Lists of people and keys, read as the account.</summary>
internal sealed class AccountReader(PlatformDatabase database) : IAccountReader
{
    private const string MembersSql =
        """
        select user_id, email, name, role, shop_id, since, version
          from account_members
         where ($1::text is null or email > $1) and ($2::uuid is null or shop_id = $2)
         order by email
         limit $3
        """;

    private const string ApiKeysSql =
        """
        select k.api_key_id, k.name, k.prefix, k.state ->> 'scopes', k.shop_id, k.created_at,
               k.expires_at, k.revoked_at,
               u.last_used_at
          from api_keys k
          left join api_key_uses u on u.api_key_id = k.api_key_id
         where $1::timestamptz is null or (k.created_at, k.api_key_id) < ($1, $2)
         order by k.created_at desc, k.api_key_id desc
         limit $3
        """;

    private const string AccountsSql =
        """
        select a.account_id, a.name, a.created_at,
               (select count(*) from memberships m where m.account_id = a.account_id and m.removed_at is null)::int,
               (select position from log_head)
          from accounts a
         where $1::text is null or (a.name, a.account_id) > ($1, $2)
         order by a.name, a.account_id
         limit $3
        """;

    public Task<Snapshot<IReadOnlyList<MemberRow>>> MembersAsync(
        Guid accountId, Guid? shopId, string? afterEmail, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId, MembersSql,
            [
                Text(afterEmail),
                new NpgsqlParameter<Guid?> { TypedValue = shopId },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            reader => new MemberRow(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), StoredRoles.Parse(reader.GetString(3)),
                reader.GetNullableGuid(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(6)),
            cancellationToken);

    public Task<Snapshot<IReadOnlyList<ApiKeyRow>>> ApiKeysAsync(
        Guid accountId, (DateTimeOffset CreatedAt, Guid Id)? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId, ApiKeysSql,
            [
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = after?.CreatedAt },
                new NpgsqlParameter<Guid?> { TypedValue = after?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            reader => new ApiKeyRow(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), StoredJson.Texts(reader.GetString(3)),
                reader.GetNullableGuid(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetNullableTime(6),
                reader.GetNullableTime(7), reader.GetNullableTime(8)),
            cancellationToken);

    // Over all accounts, so as the writer; the route's policy lets only platform admins in.
    public Task<Snapshot<IReadOnlyList<AccountRow>>> AccountsAsync(
        (string Name, Guid Id)? after, int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(AccountsSql);
            command.Parameters.Add(Text(after?.Name));
            command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = after?.Id });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<AccountRow>();
            var position = 0L;
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(new(
                    reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetInt32(3)));
                position = reader.GetInt64(4);
            }

            return new Snapshot<IReadOnlyList<AccountRow>>(rows, position);
        });

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value };
}
