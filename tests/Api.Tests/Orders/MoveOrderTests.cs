using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Orders;

public sealed class MoveOrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_service_goes_its_way_and_its_history_tells_it()
    {
        var order = await api.Owner.PlaceAsync();
        order = await (await api.Owner.MoveAsync(order, new { status = "Accepted", note = "Rang" })).JsonAsync(200);
        order = await api.Owner.MovedAsync(order, "on-way", "processing");
        order = await (await api.Owner.MoveAsync(order, new { status = "done", dealing_price = 180.5m }))
            .JsonAsync(200);

        Assert.Equal("completed", order["status"]!.GetValue<string>());
        Assert.Equal(
            (18050L, "final"), (order["amount_minor"]!.GetValue<long>(), order["amount_kind"]!.GetValue<string>()));
        Assert.Equal(5, order["version"]!.GetValue<long>());
        var history = await HistoryAsync(order);
        Assert.Equal(
            ["1 - new", "2 new accepted Rang", "3 accepted on_way", "4 on_way processing", "5 processing completed"],
            history.Select(entry =>
                $"{entry!["position"]} {entry["from"]?.ToString() ?? "-"} {entry["to"]} {entry["note"]}".TrimEnd()));
    }

    [Fact]
    public async Task A_step_that_is_not_there_is_409_with_what_is()
    {
        var order = await api.Owner.PlaceAsync();

        var problem = await (await api.Owner.MoveAsync(order, new { status = "completed" }))
            .ProblemAsync(409, "illegal-transition");

        Assert.Equal("new", problem["current"]!.GetValue<string>());
        Assert.Equal("""["accepted","cancelled"]""", problem["allowed"]!.ToJsonString());
    }

    [Fact]
    public async Task The_same_status_again_is_200_and_nothing_new()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(), "accepted");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => api.Owner.MoveAsync(order, new { status = "on_way" })));

        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal("\"3\"", answer.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task A_change_says_which_version_it_was_decided_on()
    {
        var order = await api.Owner.PlaceAsync();
        var path = OrderCases.PathOf(order) + "/status";

        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { status = "accepted" }))
            .ProblemAsync(428, "if-match-missing");
        await (await api.Owner.SendAsync(HttpMethod.Patch, path, new { status = "accepted" }, ("If-Match", "\"7\"")))
            .ProblemAsync(412, "version-differs");
    }

    [Fact]
    public async Task A_repeated_change_answers_although_the_order_has_moved_on()
    {
        var order = await api.Owner.PlaceAsync();
        var key = Guid.NewGuid().ToString();
        await (await KeyedAsync(order, key, "accepted")).JsonAsync(200);
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, OrderCases.PathOf(order) + "/status", new { status = "on_way" }, ("If-Match", "\"2\"")))
            .JsonAsync(200);

        var again = await KeyedAsync(order, key, "accepted");

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("on_way", (await again.JsonAsync(200))["status"]!.GetValue<string>());
        await (await KeyedAsync(order, key, "cancelled")).ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Work_that_has_begun_is_cancelled_with_a_reason()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(), "accepted", "processing");

        var problem = await (await api.Owner.MoveAsync(order, new { status = "cancelled" }))
            .ProblemAsync(422, "validation-failed");

        Assert.Equal(["/reason"], problem.Pointers());
        var cancelled = await (await api.Owner.MoveAsync(order, new { status = "canceled", reason = "fell ill" }))
            .JsonAsync(200);
        Assert.Equal("fell ill", cancelled["cancel_reason"]!.GetValue<string>());
        var list = await (await api.Owner.GetAsync("/api/v1/orders?status=cancelled&sort=-updated_at")).JsonAsync(200);
        var row = Assert.Single(list["items"]!.AsArray(), row => $"{row!["id"]}" == $"{order["id"]}");
        Assert.Equal("fell ill", row!["cancel_reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Owners_open_a_finished_order_again_and_staff_does_not()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(), "cancelled");

        await (await ReopenAsync(api.Staff, order)).ProblemAsync(403, "forbidden");
        var open = await (await ReopenAsync(api.Owner, order)).JsonAsync(200);

        Assert.Equal("new", open["status"]!.GetValue<string>());
        await (await ReopenAsync(api.Owner, open)).ProblemAsync(409, "illegal-transition");
    }

    [Fact]
    public async Task A_note_is_kept_once_however_often_it_is_sent()
    {
        var order = await api.Owner.PlaceAsync();
        var (path, key) = (OrderCases.PathOf(order) + "/notes", Guid.NewGuid().ToString());

        await (await api.Staff.CreateAsync(path, new { text = "Ring twice", @public = true }, key)).JsonAsync(200);
        var again = await api.Staff.CreateAsync(path, new { text = "Ring twice", @public = true }, key);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var history = await HistoryAsync(order);
        var note = Assert.Single(history, entry => entry!["note"] is not null);
        Assert.True(note!["public"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Goods_are_shipped_with_a_parcel()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(OrderCases.Goods()), "processing");

        await (await api.Owner.MoveAsync(order, new { status = "shipped" })).ProblemAsync(422, "validation-failed");
        var shipped = await (await api.Owner.MoveAsync(
            order, new { status = "shipped", tracking_number = "1Z999", carrier = "UPS" })).JsonAsync(200);

        Assert.Equal("in_transit", shipped["stage"]!.GetValue<string>());
        Assert.Equal("1Z999", shipped["tracking_number"]!.GetValue<string>());
    }

    private async Task<JsonArray> HistoryAsync(JsonNode order) =>
        (await (await api.Owner.GetAsync(OrderCases.PathOf(order) + "/history")).JsonAsync(200))["items"]!.AsArray();

    private Task<HttpResponseMessage> KeyedAsync(JsonNode order, string key, string status) => api.Owner.SendAsync(
        HttpMethod.Patch, OrderCases.PathOf(order) + "/status", new { status }, ("If-Match", "\"1\""),
        ("Idempotency-Key", key));

    private static Task<HttpResponseMessage> ReopenAsync(HttpClient client, JsonNode order) => client.SendAsync(
        HttpMethod.Post, OrderCases.PathOf(order) + "/reopen", new { reason = "came back" },
        ("If-Match", $"\"{order["version"]}\""));
}
