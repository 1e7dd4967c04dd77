using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Dispatch;

namespace Platform.Orders;

/// <summary>When an order is wanted: taken as a window, told to everybody, and what vendors are asked for.</summary>
public sealed class WantedTimeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Zone = "America/New_York";

    [Fact]
    public async Task Everybody_reads_when_it_is_wanted_and_in_which_zone()
    {
        var business = await Business.OpenAsync(api, "wanted");
        var vera = await business.HireAsync("wanted-vera");
        await vera.ShowAsync();
        var order = await business.PlaceAsync(Window("2030-01-02T15:00:00-05:00", "2030-01-02T17:00:00-05:00"));
        await Eventually.Async(async () => Assert.Single(await vera.OffersAsync()));
        var offer = (await vera.OffersAsync())[0];
        await (await vera.AcceptAsync(order)).JsonAsync(200);
        var jobs = await (await vera.Client.GetAsync("/api/v1/vendor/orders")).JsonAsync(200);
        var token = order["tracking_url"]!.GetValue<string>().Split('/')[^1];
        var tracked = await (await api.Stranger.GetAsync($"/api/v1/track/-?token={token}")).JsonAsync(200);

        foreach (var seen in new[] { order, offer, Assert.Single(jobs["items"]!.AsArray())!, tracked })
        {
            Assert.Equal(Zone, seen["timezone"]!.GetValue<string>());
            Assert.Equal(
                """{"from":"2030-01-02T20:00:00+00:00","to":"2030-01-02T22:00:00+00:00","text":"at three"}""",
                seen["requested_time"]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Who_is_at_work_now_is_asked_for_what_is_wanted_tomorrow()
    {
        var business = await Business.OpenAsync(api, "tomorrow");
        var vera = await business.HireAsync("tomorrow-vera");
        await vera.ShowAsync();
        var begun = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await vera.OffersAsync()));
        await (await vera.AcceptAsync(begun)).JsonAsync(200);

        var now = await business.PlaceAsync();
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        var later = await business.PlaceAsync(Window(tomorrow.ToString("O"), tomorrow.AddHours(2).ToString("O")));

        await Eventually.Async(async () =>
            Assert.Equal(later["id"]!.ToString(), Assert.Single(await vera.OffersAsync())["order_id"]!.ToString()));
        await Eventually.Async(async () =>
            Assert.Equal("exhausted", (await business.ReadAsync(now))["dispatch_status"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("2030-01-02T15:00:00-05:00", "2030-01-02T14:00:00-05:00", "/requested_time/to")]
    [InlineData("2020-01-02T15:00:00Z", "2020-01-02T17:00:00Z", "/requested_time/to")]
    [InlineData("2020-01-02T15:00:00Z", null, "/requested_time/from")]
    [InlineData("9999-12-31T23:59:59Z", null, "/requested_time/from")]
    [InlineData("2030-01-02T15:00:00Z", "9999-12-31T23:59:59Z", "/requested_time/to")]
    // The server's own zone is nobody's.
    [InlineData("2030-01-02T15:00:00", null, "/requested_time/from")]
    [InlineData("2030-01-02", null, "/requested_time/from")]
    public async Task A_window_that_cannot_be_kept_is_named(string from, string? to, string pointer)
    {
        var body = OrderCases.Repair();
        body["requested_time"] = Window(from, to);

        var answer = await api.Owner.CreateAsync("/api/v1/orders", body);

        Assert.Equal([pointer], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task A_draft_gets_no_time_that_is_over()
    {
        var body = OrderCases.Repair();
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);

        var past = await EditAsync(draft, new { requested_time = Window("2020-01-02T15:00:00Z", null) });
        var future = await EditAsync(draft, new { requested_time = Window("2030-01-02T15:00:00Z", null) });

        Assert.Equal(
            ["/requested_time/from"], (await past.ProblemAsync(422, "validation-failed")).Pointers());
        var edited = await future.JsonAsync(200);
        Assert.Equal("at three", edited["requested_time"]!["text"]!.GetValue<string>());
    }

    private Task<HttpResponseMessage> EditAsync(JsonNode draft, object patch) =>
        api.Owner.SendAsync(
            HttpMethod.Patch, OrderCases.PathOf(draft), patch, ("If-Match", $"\"{draft["version"]}\""));

    private static JsonObject Window(string from, string? to) =>
        new() { ["from"] = from, ["to"] = to, ["text"] = "at three" };
}
