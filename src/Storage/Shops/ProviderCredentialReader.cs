using System.Text.Json;
using Npgsql;
using Platform.Storage;

namespace Platform.Shops;

/// <summary>Finds third parties' secrets. The platform itself asks, before it knows whose request it has: so the lookup
/// by the provider's account sees every account, and the list sees one.</summary>
internal sealed class ProviderCredentialReader(PlatformDatabase database) : IProviderCredentialReader
{
    // More tenants than this cannot have entered the same account at a provider for an honest reason.
    private const int FoundMax = 64;

    private const string FindSql =
        """
        select state
          from provider_credentials
         where provider = $1 and secrets > 0 and ($2::text is null or external_account_id = $2)
         order by key
         limit $3
        """;

    private const string ListSql =
        "select state from provider_credentials where secrets > 0 order by provider, external_account_id";

    public Task<IReadOnlyList<ProviderCredentials>> FindAsync(
        ProviderKind provider, string? externalAccountId, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<ProviderCredentials>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(FindSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProviderWords.Of(provider) });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = externalAccountId });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = FoundMax });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = new List<ProviderCredentials>();
            while (await reader.ReadAsync(cancellationToken))
                found.Add(Read(reader));
            return found;
        });

    public async Task<IReadOnlyList<ProviderCredentials>> ListAsync(
        Guid accountId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(accountId, ListSql, [], Read, cancellationToken)).Value;

    private static ProviderCredentials Read(NpgsqlDataReader reader) =>
        JsonSerializer.Deserialize(reader.GetString(0), ShopJson.Default.ProviderCredentials)!;
}
