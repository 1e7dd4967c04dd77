using Npgsql;
using Platform.Api;
using Platform.Calls;
using Platform.Schedules;

namespace Platform.Stock;

/// <summary>Counting a shop's stock again.</summary>
public sealed class StockCheckTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // The planner looks every few seconds for shops that have items now.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_difference_is_told_once_and_left_as_it_is()
    {
        var sound = await api.MadeAsync();
        var shop = sound["shop_id"]!.GetValue<Guid>();
        var item = await api.ItemAsync(7, shopId: shop);
        var order = Guid.CreateVersion7();
        await api.Item(item).Reserve(new(order, 2), api.Asked("stock.reserve"));
        await RunAsync(shop, "first", "2 items, all as counted");

        await TamperAsync($"update stock_items set on_hand = on_hand + 1 where item_id = '{item}'");
        await RunAsync(shop, "second", "2 items, 1 not as counted");
        await RunAsync(shop, "third", "2 items, 1 not as counted");

        Assert.Equal(["stock-differs 1 8 on hand, but the ledger adds up to 7"], await ToldAsync(item));
        Assert.Empty(await ToldAsync(sound["id"]!.GetValue<Guid>()));
        await TamperAsync($"update stock_items set on_hand = on_hand + 1 where item_id = '{item}'");
        await RunAsync(shop, "fourth", "2 items, 1 not as counted");
        Assert.Equal(
            [
                "stock-differs 1 9 on hand, but the ledger adds up to 7",
                "stock-differs 1 8 on hand, but the ledger adds up to 7",
            ],
            await ToldAsync(item));
        Assert.Equal("9/2 but moved 7/2 and promised 2", await api.StandsAsync(item));
    }

    /// <summary>Has the shop's check run, and waits until it has.</summary>
    private async Task RunAsync(Guid shop, string key, string note)
    {
        var path = $"/api/v1/jobs/{JobNames.IdOf(api.AccountId, JobNames.StockCheck, shop):D}";
        var before = await Eventually.Async(
            async () =>
            {
                var answer = await api.Owner.GetAsync(path);
                Assert.Equal(200, (int)answer.StatusCode);
                return (await answer.JsonAsync(200))["runs"]!.GetValue<long>();
            },
            Patience);
        await (await api.Owner.CreateAsync($"{path}/run", key: key)).JsonAsync(202);
        await Eventually.Async(
            async () =>
            {
                var runs = await (await api.Owner.GetAsync($"{path}/runs")).JsonAsync(200);
                var last = runs["items"]!.AsArray().FirstOrDefault();
                Assert.Equal($"{before + 1} {note}", $"{last?["run_no"]} {last?["note"]}");
            },
            Patience);
    }

    private async Task<IReadOnlyList<string>> ToldAsync(Guid item)
    {
        var page = await (await api.Owner.GetAsync("/api/v1/alerts?limit=200")).JsonAsync(200);
        return
        [
            .. page["items"]!.AsArray()
                .Where(alert => $"{alert!["subject_id"]}" == item.ToString("D"))
                .Select(alert => $"{alert!["kind"]} {alert["count"]} {alert["detail"]}"),
        ];
    }

    private async Task TamperAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
