using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Tracking;

public sealed class TrackingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int OrdersCount = 40;
    private const int NeighboursCount = 400;

    [Fact]
    public async Task Going_through_the_numbers_reveals_nobody()
    {
        var secrets = new[]
        {
            "Quentin Canary", "5550123456", "quentin.canary@example.com", "77 Hidden Lane", "Humming noise",
            "Gate code", "Behind the barn",
        };
        var numbers = new List<string>();
        for (var i = 0; i < OrdersCount; i++)
            numbers.Add(Number(await api.Owner.PlaceAsync(Canary())));
        var last = int.Parse(numbers[^1][^6..], null);
        // Numbers that are, that are not yet, and that never will be.
        numbers.AddRange(Enumerable.Range(last + 1, NeighboursCount).Select(n => $"{numbers[0][..^6]}{n:D6}"));

        var statuses = new Dictionary<int, int>();
        foreach (var number in numbers)
        {
            var answer = await api.Stranger.GetAsync($"/api/v1/track/{number}");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            if ((int)answer.StatusCode == 200)
            {
                Assert.Equal(
                    ["eta", "kind", "order_number", "stage", "status", "step", "steps"],
                    JsonNode.Parse(text)!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
            }
        }

        Assert.Equal(OrdersCount, statuses[200]);
        Assert.Equal(NeighboursCount, statuses[404]);
    }

    [Theory]
    [InlineData("3456")]
    [InlineData("quentin.canary@EXAMPLE.com")]
    public async Task Who_proves_it_sees_the_order_and_none_of_the_staffs_notes(string proof)
    {
        var order = await api.Owner.PlaceAsync(Canary());
        var path = OrderCases.PathOf(order);
        await (await api.Owner.CreateAsync($"{path}/notes", new { text = "Owes us money" })).JsonAsync(200);
        await (await api.Owner.CreateAsync($"{path}/notes", new { text = "We ring before", @public = true }))
            .JsonAsync(200);
        order = await (await api.Owner.GetAsync(path)).JsonAsync(200);
        await (await api.Owner.MoveAsync(order, new { status = "accepted", note = "He shouts" })).JsonAsync(200);

        var answer = await ProveAsync(Number(order), proof);
        var tracked = await answer.JsonAsync(200);

        Assert.Equal("Quentin Canary", Text(tracked["customer"]!, "name"));
        Assert.Equal("77 Hidden Lane", Text(tracked["address"]!, "line1"));
        Assert.Equal(("accepted", "committed", 1), (
            Text(tracked, "status"), Text(tracked, "stage"), tracked["step"]!.GetValue<int>()));
        Assert.Equal(
            ["new", "accepted", "on_way", "processing", "completed"],
            tracked["steps"]!.AsArray().Select(step => Text(step!, "status")));
        Assert.NotNull(tracked["steps"]![1]!["at"]);
        Assert.Null(tracked["steps"]![2]!["at"]);
        var text = tracked.ToJsonString();
        Assert.Contains("We ring before", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Owes us money", text, StringComparison.Ordinal);
        Assert.DoesNotContain("He shouts", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Behind the barn", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_wrong_proof_and_no_such_order_are_one_answer_after_the_same_time()
    {
        var number = Number(await api.Owner.PlaceAsync(Canary()));
        var unknown = $"{number[..^6]}999998";
        await ProveAsync(number, "3456"); // Warm.

        var (wrong, wrongTime) = await TimedAsync(number, "0000");
        var (absent, absentTime) = await TimedAsync(unknown, "3456");

        Assert.Equal(wrong, absent);
        Assert.True(wrongTime >= EvenTime.Beat && absentTime >= EvenTime.Beat, $"{wrongTime} {absentTime}");
    }

    [Fact]
    public async Task Guessing_ends_for_orders_that_are_and_that_are_not_alike()
    {
        var number = Number(await api.Owner.PlaceAsync(Canary()));

        foreach (var tried in new[] { number, $"{number[..^6]}999997" })
        {
            for (var i = 0; i < 10; i++)
                await (await ProveAsync(tried, $"{i:D4}")).ProblemAsync(404, "not-found");
            var refused = await ProveAsync(tried, "3456");
            await refused.ProblemAsync(429, "too-many-requests");
            Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.FromSeconds(1));
        }

        await (await api.Stranger.GetAsync($"/api/v1/track/{number}")).JsonAsync(200);
    }

    [Fact]
    public async Task The_link_that_staff_copies_shows_the_whole_order_and_no_other()
    {
        var order = await api.Owner.PlaceAsync(Canary());
        var other = await api.Owner.PlaceAsync();
        var url = Text(order, "tracking_url")!;
        Assert.StartsWith("https://platform.test/track/t/", url, StringComparison.Ordinal);
        var token = url[(url.LastIndexOf('/') + 1)..];

        var byToken = await GetAsync("-", token);
        var byBoth = await GetAsync(Number(order), token);

        Assert.Equal("Quentin Canary", Text((await byToken.JsonAsync(200))["customer"]!, "name"));
        var whole = await byBoth.JsonAsync(200);
        Assert.Equal(token, Text(whole, "token"));
        await (await GetAsync(Number(other), token)).ProblemAsync(404, "not-found");
        foreach (var forged in new[] { token[..^2] + (token[^2] == 'A' ? "BB" : "AA"), "x", token + "AAAA" })
            await (await GetAsync("-", forged)).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_draft_is_nobodys_to_track()
    {
        var body = Canary();
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);

        Assert.Null(draft["tracking_url"]);
        await (await api.Stranger.GetAsync($"/api/v1/track/{Number(draft)}")).ProblemAsync(404, "not-found");
        await (await ProveAsync(Number(draft), "3456")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_time_that_was_asked_for_is_expected_until_the_end()
    {
        var body = Canary();
        body["requested_time"] = new JsonObject { ["from"] = "2030-01-01T09:00:00Z" };
        var order = await api.Owner.PlaceAsync(body);
        var path = $"/api/v1/track/{Number(order).ToLowerInvariant()}";

        var open = await (await api.Stranger.GetAsync(path)).JsonAsync(200);
        await api.Owner.MovedAsync(order, "cancelled");
        var ended = await (await api.Stranger.GetAsync(path)).JsonAsync(200);

        Assert.Equal("2030-01-01T09:00:00+00:00", Text(open, "eta"));
        Assert.Equal(("cancelled", null), (Text(ended, "status"), Text(ended, "eta")));
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var answer = await api.Stranger.SendAsync(
            HttpMethod.Post, "/api/v1/track", new { order_number = " ", proof = new string('1', 300) });

        var problem = await answer.ProblemAsync(422, "validation-failed");
        Assert.Equal(["/order_number", "/proof"], problem.Pointers());
    }

    private static JsonObject Canary()
    {
        var body = OrderCases.Repair("Quentin Canary");
        body["customer"]!["email"] = "quentin.canary@example.com";
        body["address"]!["line1"] = "77 Hidden Lane";
        body["description"] = "Humming noise";
        body["customer_notes"] = "Gate code 4711";
        body["internal_notes"] = "Behind the barn";
        return body;
    }

    private static string Number(JsonNode order) => Text(order, "order_number")!;

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private Task<HttpResponseMessage> GetAsync(string number, string token) =>
        api.Stranger.GetAsync($"/api/v1/track/{number}?token={Uri.EscapeDataString(token)}");

    private Task<HttpResponseMessage> ProveAsync(string number, string proof) =>
        api.Stranger.SendAsync(HttpMethod.Post, "/api/v1/track", new { order_number = number, proof });

    private async Task<(string Problem, TimeSpan Took)> TimedAsync(string number, string proof)
    {
        var watch = Stopwatch.StartNew();
        var answer = await ProveAsync(number, proof);
        var took = watch.Elapsed;
        var problem = (await answer.ProblemAsync(404, "not-found")).AsObject();
        problem.Remove("traceId");
        return (problem.ToJsonString(), took);
    }
}
