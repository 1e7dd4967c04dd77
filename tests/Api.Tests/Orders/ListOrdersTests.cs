using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Orders;

public sealed class ListOrdersTests(ListOrdersTests.Orders api) : IClassFixture<ListOrdersTests.Orders>
{
    [Theory]
    [InlineData("kind=product", "g1 g2")]
    [InlineData("kind=product&kind=service", "g1 g2 r1 r2 r3")]
    [InlineData("status=new", "r2 r3")]
    [InlineData("status=new&status=completed", "r1 r2 r3")]
    [InlineData("status=new&kind=product", "g2")]
    [InlineData("status=done", "r1")]
    [InlineData("stage=open", "g2 r2 r3")]
    [InlineData("stage=in_progress&priority=medium", "g1")]
    [InlineData("priority=urgent", "r3")]
    [InlineData("service_category=repairs", "r1 r2")]
    [InlineData("service_category=Deep%20Cleaning", "r3")]
    [InlineData("service_category=repairs&service_category=deep%20cleaning", "r1 r2 r3")]
    [InlineData("kind=product&status=on_way", "")]
    [InlineData("dispatch_status=none", "g1 g2 r1 r2 r3")]
    [InlineData("dispatch_status=none&dispatch_status=offering&status=new", "r2 r3")]
    [InlineData("dispatch_status=exhausted", "")]
    [InlineData("source=call", "")]
    [InlineData("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z", "")]
    [InlineData("q=r3", "r3")]
    [InlineData("q=012%203456", "r1 r2 r3")]
    [InlineData("q=clean%20r", "r3")]
    [InlineData("q=100%25", "")]
    [InlineData("shop_id=01980000-0000-7000-8000-000000000000", "")]
    public async Task A_filter_leaves_what_it_says(string query, string names)
    {
        var list = await (await api.Owner.GetAsync($"/api/v1/orders?{query}")).JsonAsync(200);

        Assert.Equal(names, string.Join(' ', Names(list).Order()));
    }

    [Theory]
    [InlineData("-created_at", "g2 g1 r3 r2 r1")]
    [InlineData("created_at", "r1 r2 r3 g1 g2")]
    [InlineData("-updated_at", "r1 g1 g2 r3 r2")]
    [InlineData("-total", "r3 r2 g2 r1 g1")]
    public async Task Every_sort_pages_without_gap_and_repetition(string sort, string names)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await api.Owner.GetAsync(
                $"/api/v1/orders?sort={sort}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).JsonAsync(200);
            seen.AddRange(Names(page));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(names, string.Join(' ', seen));
    }

    [Fact]
    public async Task A_row_of_goods_says_what_was_ordered()
    {
        var list = await (await api.Owner.GetAsync("/api/v1/orders?sort=created_at")).JsonAsync(200);

        Assert.Equal(
            [null, null, null, ("Sample Product", 2, 1), ("Sample Product", 2, 1)],
            list["items"]!.AsArray().Select(item => item!["goods"] is { } goods
                ? (goods["name"]!.GetValue<string>(), goods["quantity"]!.GetValue<int>(),
                    goods["more"]!.GetValue<int>())
                : ((string, int, int)?)null));
    }

    [Fact]
    public async Task A_page_of_facets_goes_on_after_its_cursor()
    {
        var first = await (await api.Owner.GetAsync("/api/v1/orders?stage=open&limit=1")).JsonAsync(200);
        var second = await (await api.Owner.GetAsync(
            $"/api/v1/orders?stage=open&limit=2&cursor={first["next_cursor"]}")).JsonAsync(200);

        Assert.Equal(["g2", "r3", "r2"], [.. Names(first), .. Names(second)]);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters_and_its_account()
    {
        var page = await (await api.Owner.GetAsync("/api/v1/orders?limit=1")).JsonAsync(200);
        var cursor = page["next_cursor"]!.GetValue<string>();

        await (await api.Owner.GetAsync($"/api/v1/orders?limit=1&status=new&cursor={cursor}"))
            .ProblemAsync(400, "invalid-cursor");
        await (await api.Foreign.GetAsync($"/api/v1/orders?limit=1&cursor={cursor}"))
            .ProblemAsync(400, "invalid-cursor");
    }

    [Fact]
    public async Task Wrong_keys_are_all_named()
    {
        var answer = await api.Owner.GetAsync(
            "/api/v1/orders?kind=thing&status=on_fire&priority=soon&from=yesterday&to=2026-01-01T00:00:00&sort=name"
            + "&shop_id=1");

        Assert.Equal(
            ["?from", "?kind", "?priority", "?shop_id", "?sort", "?status", "?to"],
            (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task A_row_says_the_same_as_the_order()
    {
        var list = await (await api.Owner.GetAsync("/api/v1/orders?limit=1")).JsonAsync(200);
        var row = list["items"]![0]!.AsObject();
        var order = await (await api.Owner.GetAsync($"/api/v1/orders/{row["id"]}")).JsonAsync(200);

        // The order has its lines instead of the goods in short.
        Assert.All(row.Where(field => field.Key != "goods"), field => Assert.Equal(
            order[field.Key]?.ToJsonString()[..Math.Min(20, order[field.Key]!.ToJsonString().Length)],
            field.Value?.ToJsonString()[..Math.Min(20, field.Value.ToJsonString().Length)]));
    }

    [Fact]
    public async Task The_figures_count_what_was_made()
    {
        var list = await api.Owner.GetAsync("/api/v1/orders?limit=1");
        var position = long.Parse(list.Headers.GetValues("X-Position").Single(), null);
        var stats = await StatsThroughAsync(position);

        Assert.Equal(
            [5L, 3, 1, 1, 0],
            new[] { "total", "open", "in_progress", "done", "cancelled" }
                .Select(name => stats[name]!.GetValue<long>()));
        Assert.Equal("""{"new":2,"completed":1,"pending":1,"processing":1}""", Sorted(stats["by_status"]!));
        // Goods for 99.99 and 104.99 and the repair's price; what is only estimated is no revenue.
        Assert.Equal(9999 + 10499 + 10000, stats["revenue"]![0]!["revenue_minor"]!.GetValue<long>());
        Assert.Equal(5, stats["today"]!["total"]!.GetValue<long>());
        Assert.True(stats["complete_through"]!.GetValue<long>() > 0);
        var theirs = await (await api.Foreign.GetAsync("/api/v1/orders/stats")).JsonAsync(200);
        Assert.Equal(0, theirs["total"]!.GetValue<long>());
    }

    // The counters follow the log; the figures say how far they have come.
    private async Task<JsonNode> StatsThroughAsync(long position)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var stats = await (await api.Owner.GetAsync("/api/v1/orders/stats", patience.Token)).JsonAsync(200);
            if (stats["complete_through"]!.GetValue<long>() >= position)
                return stats;
            await Task.Delay(50, patience.Token);
        }
    }

    private static string Sorted(JsonNode node)
    {
        string[] order = ["new", "completed", "pending", "processing"];
        var sorted = new JsonObject(node.AsObject()
            .OrderBy(entry => Array.IndexOf(order, entry.Key))
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        return sorted.ToJsonString();
    }

    private static IEnumerable<string> Names(JsonNode list) =>
        list["items"]!.AsArray().Select(item => item!["customer"]!["name"]!.GetValue<string>());

    /// <summary>Three repairs and two orders of goods, in different places of their lives.</summary>
    public sealed class Orders : ApiFixture
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            var done = await PlaceAsync(OrderCases.Repair("r1"), 100m);
            await PlaceAsync(OrderCases.Repair("r2"), 200m);
            var cleaning = OrderCases.Repair("r3");
            cleaning["service_label"] = "Deep Cleaning";
            cleaning["priority"] = "urgent";
            await PlaceAsync(cleaning, 300m);
            var goods = OrderCases.Goods();
            goods["customer"]!["name"] = "g1";
            var packing = await Owner.PlaceAsync(goods);
            goods["customer"]!["name"] = "g2";
            goods["lines"]![1]!["unit_price"] = 5.01m;
            goods["total"] = 104.99m;
            await Owner.PlaceAsync(goods);
            await Owner.MovedAsync(packing, "processing");
            done = await Owner.MovedAsync(done, "accepted", "on_way", "processing");
            await (await Owner.MoveAsync(done, new { status = "completed", dealing_price = 100m })).JsonAsync(200);
        }

        private async Task<JsonNode> PlaceAsync(JsonObject body, decimal estimate)
        {
            body["estimated_value"] = estimate;
            return await Owner.PlaceAsync(body);
        }
    }
}
