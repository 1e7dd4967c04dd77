using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>Holding pieces for somebody, through HTTP.</summary>
public sealed class HoldRouteTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Pieces_are_held_shown_and_given_back()
    {
        var path = await PathAsync();

        var hold = await (await api.Owner.CreateAsync(
            path, new { quantity = 4, expires_in_seconds = 600, reference = "Comes by at five" })).JsonAsync(201);

        Assert.Equal(
            (4L, "active", "Comes by at five"),
            (hold["quantity"]!.GetValue<long>(), $"{hold["status"]}", $"{hold["reference"]}"));
        Assert.InRange((At(hold, "expires_at") - At(hold, "created_at")).TotalSeconds, 540, 600);
        Assert.Equal(hold.ToJsonString(), Assert.Single(await HeldAsync(path))!.ToJsonString());
        await Stands(path, 10, 4);

        Assert.Equal(204, (int)(await api.Owner.DeleteAsync($"{path}/{hold["id"]}")).StatusCode);
        Assert.Equal(204, (int)(await api.Owner.DeleteAsync($"{path}/{hold["id"]}")).StatusCode);
        Assert.Empty(await HeldAsync(path));
        await Stands(path, 10, 0);
    }

    [Fact]
    public async Task The_same_command_is_the_same_hold_also_when_it_has_ended()
    {
        var path = await PathAsync();
        var key = Guid.NewGuid().ToString();
        var first = await (await Hold(4)).JsonAsync(201);

        var again = await (await Hold(4)).JsonAsync(201);
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        await (await Hold(5)).ProblemAsync(422, "idempotency-key-reused");
        await Stands(path, 10, 4);

        await api.Owner.DeleteAsync($"{path}/{first["id"]}");
        Assert.Equal("released", $"{(await (await Hold(4)).JsonAsync(201))["status"]}");
        await Stands(path, 10, 0);

        Task<HttpResponseMessage> Hold(int quantity) => api.Owner.SendAsync(
            HttpMethod.Post, path, new { quantity, expires_in_seconds = 600 }, ("Idempotency-Key", key));
    }

    [Fact]
    public async Task A_hold_runs_out_when_nobody_asks()
    {
        var path = await PathAsync();
        var hold = await (await api.Owner.CreateAsync(
            path, new { quantity = 3, expires_at = TimeProvider.System.GetUtcNow().AddSeconds(2) })).JsonAsync(201);

        await Eventually.Async(() => Stands(path, 10, 0), TimeSpan.FromSeconds(60));

        Assert.Empty(await HeldAsync(path));
        var lines = await (await api.Owner.GetAsync(path.Replace("reservations", "movements"))).JsonAsync(200);
        Assert.Equal(
            ["expired -3 True", "reserved 3 True"],
            lines["items"]!.AsArray().Where(line => $"{line!["owner_id"]}" == $"{hold["id"]}")
                .Select(line => $"{line!["kind"]} {line["reserved_change"]} {line["is_hold"]!.GetValue<bool>()}"));
    }

    [Fact]
    public async Task What_an_order_keeps_is_shown_and_only_the_order_gives_it_back()
    {
        var path = await PathAsync();
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((Guid.Parse(path.Split('/')[4]), 2)));

        var kept = Assert.Single(await HeldAsync(path))!;

        Assert.Equal($"{order["order_number"]} {order["id"]}", $"{kept["order_number"]} {kept["order_id"]}");
        Assert.Null(kept["expires_at"]);
        await (await api.Owner.DeleteAsync($"{path}/{kept["id"]}")).ProblemAsync(409, "reservation-of-order");
        await Stands(path, 10, 2);
    }

    [Fact]
    public async Task No_more_is_held_than_is_there_and_nothing_is_held_for_ever()
    {
        var path = await PathAsync();

        await (await api.Owner.CreateAsync(path, new { quantity = 10, expires_in_seconds = 60 }))
            .ProblemAsync(409, "out-of-stock");
        await (await api.Owner.DeleteAsync($"{path}/{Guid.NewGuid()}")).ProblemAsync(404, "not-found");
        await Stands(path, 10, 0);
    }

    [Theory]
    [InlineData(0, 60L, null, "/quantity")]
    [InlineData(1, null, null, "/expires_in_seconds")]
    [InlineData(1, 0L, null, "/expires_in_seconds")]
    [InlineData(1, 60L, 60, "/expires_in_seconds")]
    [InlineData(1, null, -60, "/expires_at")]
    [InlineData(1, null, 31 * 86_400, "/expires_at")]
    public async Task A_hold_says_how_many_and_how_long(int quantity, long? seconds, int? ahead, string pointer)
    {
        var expiresAt = ahead is { } span ? TimeProvider.System.GetUtcNow().AddSeconds(span) : (DateTimeOffset?)null;

        var answer = await api.Owner.CreateAsync(
            await PathAsync(), new { quantity, expires_in_seconds = seconds, expires_at = expiresAt });

        Assert.Equal([pointer], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task Reservations_come_in_pages_the_oldest_first()
    {
        var path = await PathAsync();
        for (var i = 1; i <= 3; i++)
        {
            await (await api.Owner.CreateAsync(
                path, new { quantity = 1, expires_in_seconds = 600, reference = $"{i}" })).JsonAsync(201);
        }

        var first = await (await api.Owner.GetAsync($"{path}?limit=2")).JsonAsync(200);
        var second = await (await api.Owner.GetAsync($"{path}?limit=2&cursor={first["next_cursor"]}")).JsonAsync(200);

        Assert.Equal(
            ["1", "2", "3"],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(one => $"{one!["reference"]}"));
    }

    private async Task<string> PathAsync() => $"/api/v1/stock/{(await api.MadeAsync())["id"]}/reservations";

    private async Task<JsonArray> HeldAsync(string path) =>
        (await (await api.Owner.GetAsync(path)).JsonAsync(200))["items"]!.AsArray();

    private async Task Stands(string path, long onHand, long reserved)
    {
        var item = await (await api.Owner.GetAsync($"/api/v1/items/{path.Split('/')[4]}")).JsonAsync(200);
        Assert.Equal((onHand, reserved), (item["on_hand"]!.GetValue<long>(), item["reserved"]!.GetValue<long>()));
    }

    private static DateTimeOffset At(JsonNode node, string name) => node[name]!.GetValue<DateTimeOffset>();
}
