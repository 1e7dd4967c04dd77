using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Ids;
using Platform.Shops;

namespace Platform.Stock;

public sealed class StockRouteTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_item_is_made_found_changed_and_listed()
    {
        var item = await api.MadeAsync("FT-1");
        Assert.Equal((8990L, 10L, 9L, false), (
            item["unit_price_minor"]!.GetValue<long>(), item["on_hand"]!.GetValue<long>(),
            item["available"]!.GetValue<long>(), item["is_low"]!.GetValue<bool>()));

        var patched = await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/items/{item["id"]}", new { low_stock_threshold = 9 },
            ("If-Match", "\"1\""))).JsonAsync(200);

        Assert.Equal((true, "FT-1", 2L), (
            patched["is_low"]!.GetValue<bool>(), patched["sku"]!.GetValue<string>(),
            patched["version"]!.GetValue<long>()));
        var low = await (await api.Owner.GetAsync(
            $"/api/v1/items?low=true&shop_id={item["shop_id"]}")).JsonAsync(200);
        Assert.Equal(patched.ToJsonString(), Assert.Single(low["items"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task What_came_and_was_counted_stands_in_the_ledger_once()
    {
        var item = await api.MadeAsync();
        var key = Guid.NewGuid().ToString();

        await (await AdjustAsync(
            item, new { kind = "received", quantity = 5, reason = "Delivery" }, key)).JsonAsync(200);
        var again = await AdjustAsync(item, new { kind = "received", quantity = 5, reason = "Delivery" }, key);
        var counted = await (await AdjustAsync(item, new { kind = "counted", quantity = 12 })).JsonAsync(200);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(12, counted["on_hand"]!.GetValue<long>());
        var moved = await (await api.Owner.GetAsync($"/api/v1/stock/{item["id"]}/movements")).JsonAsync(200);
        Assert.Equal(
            ["3 counted -3 12", "2 received 5 15 Delivery", "1 received 10 10"],
            moved["items"]!.AsArray().Select(line =>
                $"{line!["entry"]} {line["kind"]} {line["on_hand_change"]} {line["on_hand"]} {line["reason"]}".Trim()));
    }

    [Theory]
    [InlineData("received", 0, "/quantity")]
    [InlineData("adjusted", 0, "/quantity")]
    [InlineData("counted", -1, "/quantity")]
    [InlineData("sold", 1, "/kind")]
    public async Task A_movement_that_nobody_may_make_is_refused(string kind, long quantity, string pointer)
    {
        var answer = await AdjustAsync(await api.MadeAsync(), new { kind, quantity });

        Assert.Equal([pointer], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task Fewer_than_there_are_cannot_go()
    {
        var answer = await AdjustAsync(await api.MadeAsync(), new { kind = "adjusted", quantity = -11 });

        await answer.ProblemAsync(409, "below-reserved");
    }

    [Theory]
    [InlineData("{\"name\":\" \",\"unit_price\":-1,\"on_hand\":-1}", "/name /on_hand /unit_price")]
    [InlineData("{\"name\":\"Tank\",\"unit_price\":1.999}", "/unit_price")]
    [InlineData("{\"name\":\"Tank\",\"currency\":\"LEI\",\"sku\":\"\"}", "/currency /sku")]
    public async Task An_item_with_wrong_fields_is_refused_with_all_of_them(string body, string pointers)
    {
        var wrong = JsonNode.Parse(body)!.AsObject();
        wrong["shop_id"] = (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<Guid>();

        var answer = await api.Owner.CreateAsync("/api/v1/items", wrong);

        var problem = await answer.ProblemAsync(422, "validation-failed");
        Assert.Equal(pointers.Split(' '), problem.Pointers());
    }

    [Fact]
    public async Task An_item_of_a_shop_whose_currency_does_not_exist_says_its_own()
    {
        // Once, a shop could be made so.
        var id = (await TestLine.CreateAsync(api, api.Owner)).Shop["id"]!.GetValue<Guid>();
        var shop = api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IShopGrain>(GrainKey.Of(api.AccountId, id));
        var details = (await shop.Find()).Value!.Shop.Details with { Currency = "XXQ" };
        await shop.Change(details, version: null, api.Asked("shops.change"));

        var without = await api.Owner.CreateAsync("/api/v1/items", new { shop_id = id, name = "Tank", unit_price = 2 });
        Assert.Equal(["/currency"], (await without.ProblemAsync(422, "validation-failed")).Pointers());
        var said = new { shop_id = id, name = "Tank", unit_price = 2, currency = "EUR" };
        await (await api.Owner.CreateAsync("/api/v1/items", said)).JsonAsync(201);
    }

    [Fact]
    public async Task Two_items_of_a_shop_cannot_have_one_number()
    {
        var first = await api.MadeAsync("FT-7");

        var second = await api.Owner.CreateAsync(
            "/api/v1/items", new { shop_id = first["shop_id"]!.GetValue<Guid>(), name = "Other", sku = "ft-7" });

        await second.ProblemAsync(409, "sku-taken");
    }

    [Fact]
    public async Task The_list_goes_on_where_its_page_ended()
    {
        var shop = (await api.MadeAsync())["shop_id"]!.GetValue<Guid>();
        foreach (var name in (string[])["apple", "Zebra"])
            await (await api.Owner.CreateAsync("/api/v1/items", new { shop_id = shop, name })).JsonAsync(201);
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var rest = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await (await api.Owner.GetAsync($"/api/v1/items?limit=1&shop_id={shop}{rest}")).JsonAsync(200);
            names.AddRange(page["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(["apple", "Fish Tank", "Zebra"], names);
    }

    private Task<HttpResponseMessage> AdjustAsync(JsonNode item, object body, string? key = null) =>
        api.Staff.CreateAsync($"/api/v1/stock/{item["id"]}/adjust", body, key);
}
