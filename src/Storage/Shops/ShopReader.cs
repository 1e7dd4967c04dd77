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
            reader => new VersionedShop(
                JsonSerializer.Deserialize(reader.GetString(0), ShopJson.Default.Shop)!, reader.GetInt64(1)),
            cancellationToken);
}
