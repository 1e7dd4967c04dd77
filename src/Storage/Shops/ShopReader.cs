using System.Text.Json;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Shops;

/// <summary>Lists shops as one account.</summary>
internal sealed class ShopReader(PlatformDatabase database) : IShopReader
{
    private const string ListSql =
        """
        select state, version
          from shops
         where ($1::uuid is null or id = $1)
           and ($2::text is null or (lower(name), id) > (lower($2), $3::uuid))
         order by lower(name), id
         limit $4
        """;

    private const string FindSql = "select state, version from shops where legacy_location_id = $1";

    public Task<Snapshot<IReadOnlyList<VersionedShop>>> ListAsync(
        Guid accountId, Guid? shopId, ShopCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<Guid?> { TypedValue = shopId },
                new NpgsqlParameter<string?> { TypedValue = after?.Name },
                new NpgsqlParameter<Guid?> { TypedValue = after?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            Read,
            cancellationToken);

    public async Task<Snapshot<VersionedShop?>> FindByLocationAsync(
        Guid accountId, int legacyLocationId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId, FindSql, [new NpgsqlParameter<int> { TypedValue = legacyLocationId }], Read, cancellationToken);
        return new(found.Value.SingleOrDefault(), found.Position);
    }

    private static VersionedShop Read(NpgsqlDataReader reader) => new(
        JsonSerializer.Deserialize(reader.GetString(0), ShopJson.Default.Shop)!, reader.GetInt64(1));
}
