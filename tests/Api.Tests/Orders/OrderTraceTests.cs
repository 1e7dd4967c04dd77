using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Dispatch;
using Platform.Stock;

namespace Platform.Orders;

/// <summary>From an entry of an order's history to the trace of the request behind it.</summary>
public sealed class OrderTraceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Each_entry_of_a_history_names_the_trace_of_its_own_request()
    {
        var (placing, moving) = (NewTrace(), NewTrace());
        var order = await PlaceAsync(OrderCases.Repair(), placing);
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"{OrderCases.PathOf(order)}/status", new { status = "accepted" },
            ("If-Match", "*"), Traced(moving))).JsonAsync(200);
        await (await api.Owner.CreateAsync($"{OrderCases.PathOf(order)}/notes", new { text = "Rang" })).JsonAsync(200);

        var traces = await TracesAsync(api.Owner, order);

        Assert.Equal(new string?[] { placing, moving }, traces[..2]);
        Assert.Matches("^[0-9a-f]{32}$", traces[2]); // A request without a trace begins one.
        Assert.Equal(3, traces.Distinct().Count());
    }

    [Fact]
    public async Task Goods_that_the_stock_was_asked_for_are_of_one_trace()
    {
        var trace = NewTrace();

        var order = await PlaceAsync(Shelf.OrderOf((await api.ItemAsync(10), 3)), trace);

        Assert.Equal(new string?[] { trace, trace }, await TracesAsync(api.Owner, order));
    }

    [Fact]
    public async Task What_a_customer_does_has_a_trace_and_what_the_platform_does_by_itself_has_none()
    {
        var business = await Business.OpenAsync(api, "traces");
        var vera = await business.HireAsync("traces-vera");
        await vera.ShowAsync();
        var order = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await vera.OffersAsync()));
        var offered = (await TracesAsync(business.Owner, order))[1];
        var trace = NewTrace();

        var token = order["tracking_url"]!.GetValue<string>().Split('/')[^1];
        await (await api.Stranger.SendAsync(
            HttpMethod.Post, "/api/v1/track/cancel", new { token }, Traced(trace))).JsonAsync(200);

        Assert.Null(offered);
        Assert.Contains(trace, await TracesAsync(business.Owner, order));
    }

    private async Task<JsonNode> PlaceAsync(JsonObject body, string trace) => await (await api.Owner.SendAsync(
        HttpMethod.Post, "/api/v1/orders", body, ("Idempotency-Key", trace), Traced(trace))).JsonAsync(201);

    private static async Task<string?[]> TracesAsync(HttpClient by, JsonNode order)
    {
        var history = await (await by.GetAsync($"{OrderCases.PathOf(order)}/history")).JsonAsync(200);
        return [.. history["items"]!.AsArray().Select(entry => (string?)entry!["trace_id"])];
    }

    private static (string Name, string Value) Traced(string trace) =>
        ("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

    private static string NewTrace() => Guid.NewGuid().ToString("N");
}
