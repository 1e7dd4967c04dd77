using Npgsql;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>When keys were used, written in one statement for many keys.</summary>
internal sealed class ApiKeyUses(PlatformDatabase database) : IApiKeyUses
{
    private const string SaveSql =
        """
        insert into api_key_uses as u (account_id, api_key_id, last_used_at)
        select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as n (account, key, at) order by n.key
        on conflict (api_key_id) do update set last_used_at = greatest(u.last_used_at, excluded.last_used_at)
        """;

    public Task SaveAsync(IReadOnlyCollection<ApiKeyUse> uses, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(SaveSql);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. uses.Select(use => use.AccountId)] });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. uses.Select(use => use.ApiKeyId)] });
            command.Parameters.Add(
                new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. uses.Select(use => use.At)] });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });
}
