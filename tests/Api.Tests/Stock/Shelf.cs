using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Api;
using Platform.Commits;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>Items of the fixture's own account, straight at their grains, and what the database says of them.</summary>
internal static class Shelf
{
    public static readonly Guid Shop = Guid.CreateVersion7();

    public static async Task<Guid> ItemAsync(
        this ApiFixture api, long onHand, long? threshold = null, Guid? shopId = null)
    {
        var id = Guid.CreateVersion7();
        var made = await api.Item(id).Create(
            new()
            {
                ShopId = shopId ?? Shop,
                Name = $"Item {id:N}",
                Currency = "USD",
                LowStockThreshold = threshold,
            },
            onHand, api.Asked("stock.create"));
        Assert.False(made.IsRefused);
        return id;
    }

    public static IStockItemGrain Item(this ApiFixture api, Guid id) =>
        api.Services.GetRequiredService<IGrainFactory>().GetGrain<IStockItemGrain>(GrainKey.Of(api.AccountId, id));

    public static Command Asked(this ApiFixture api, string operation, string? key = null) =>
        new(api.AccountId, new(ActorKind.Member, "m1"), operation, key, "h");

    /// <summary>The body of an order of so many pieces of each item.</summary>
    public static JsonObject OrderOf(params (Guid Item, int Quantity)[] items)
    {
        var order = OrderCases.Goods();
        order.Remove("total");
        order["lines"] = new JsonArray([.. items.Select(one => (JsonNode)new JsonObject
        {
            ["item_id"] = one.Item.ToString(),
            ["name"] = "Piece",
            ["quantity"] = one.Quantity,
            ["unit_price"] = 1,
        })]);
        return order;
    }

    /// <summary>On hand and promised, in the item, in the sum of its ledger and in its active reservations: one text,
    /// so that a difference is seen.</summary>
    public static async Task<string> StandsAsync(this ApiFixture api, Guid item) => await api.ScalarAsync<string>(
        $"""
        select format('%s/%s', i.on_hand, i.reserved) || case
                   when i.on_hand <> m.on_hand or i.reserved <> m.reserved or i.reserved <> r.quantity
                   then format(' but moved %s/%s and promised %s', m.on_hand, m.reserved, r.quantity) else '' end
          from stock_items i,
               (select coalesce(sum(on_hand_change), 0) on_hand, coalesce(sum(reserved_change), 0) reserved
                  from stock_movements where item_id = '{item}') m,
               (select coalesce(sum(quantity), 0) quantity
                  from stock_reservations where item_id = '{item}' and status = 'active') r
         where i.item_id = '{item}'
        """);

    public static async Task<T> ScalarAsync<T>(this ApiFixture api, string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
