using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Erasures;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>The platform's own figures, by the actions that the earlier shop system names.</summary>
public sealed class PlatformMetricsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/admin-operations";

    [Fact]
    public async Task A_day_of_the_platform_is_reckoned_over_all_accounts_and_kept()
    {
        // The account that the first start made, two of the fixture, and their people: admin, two owners, one of staff.
        var made = await CalledIn.OrderedAsync(api); // A shop, a call, an order without a price yet.
        var goods = await api.Owner.PlaceAsync(OrderCases.Goods());
        await api.Foreign.PlaceAsync(OrderCases.Goods());
        await (await api.Owner.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(goods)}/payments", new { amount = 60m, method = "cash" },
            ("Idempotency-Key", "p1"), ("If-Match", $"\"{goods["version"]}\""))).JsonAsync(200);
        var turns = await (await api.Owner.GetAsync($"{made.Path}/turns")).JsonAsync(200);
        var said = turns["items"]!.AsArray().Count(turn => turn!["speaker"]!.GetValue<string>() == "agent");
        var call = await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);
        var callDay = call["started_at"]!.GetValue<string>()[..10]; // Its provider says when it began.
        var today = Today();
        var calls = callDay == today ? 1 : 0;
        var expected = new JsonObject
        {
            ["day"] = today,
            ["reckoned_at"] = "",
            ["accounts"] = 3,
            ["new_accounts"] = 3,
            ["shops"] = 1,
            ["active_shops"] = 1,
            ["users"] = 4,
            ["vendors"] = 0,
            ["orders"] = 3,
            ["completed"] = 0,
            ["cancelled"] = 0,
            ["calls"] = calls,
            ["conversations"] = calls,
            ["ai_messages"] = calls * said,
            ["gmv"] = new JsonArray(new JsonObject
            {
                ["currency"] = "USD",
                ["ordered"] = 199.98m,
                ["ordered_minor"] = 19998,
                ["sales"] = 0m,
                ["sales_minor"] = 0,
                ["received"] = 60m,
                ["received_minor"] = 6000,
                ["refunded"] = 0m,
                ["refunded_minor"] = 0,
                ["net"] = 60m,
                ["net_minor"] = 6000,
            }),
        };

        // Sales are counted from the log, a moment after they were made.
        JsonNode? day = null;
        await Eventually.Async(async () =>
        {
            day = await AskAsync(new { action = "generate_platform_metrics", date = today });
            Assert.Equal(Bare(expected), Bare(day));
        });

        var stats = await AskAsync(new { action = "get_platform_stats" });
        Assert.Equal(["today", "days"], stats.AsObject().Select(field => field.Key));
        Assert.Equal(Bare(expected), Bare(stats["today"]!));
        Assert.Equal([day!.ToJsonString()], stats["days"]!.AsArray().Select(kept => kept!.ToJsonString()));
        var metrics = await (await api.Admin.GetAsync("/admin/platform-metrics")).JsonAsync(200);
        Assert.Equal(stats["days"]!.ToJsonString(), metrics["days"]!.ToJsonString());
        Assert.Equal(Bare(stats["today"]!), Bare(metrics["today"]!));

        var ofCall = await AskAsync(new { action = "generate_platform_metrics", date = callDay });
        Assert.Equal((1, 1, said), (
            ofCall["calls"]!.GetValue<int>(), ofCall["conversations"]!.GetValue<int>(),
            ofCall["ai_messages"]!.GetValue<int>()));

        // Without a day it is yesterday's: nobody was there.
        var yesterday = await AskAsync(new { action = "generate_platform_metrics" });
        Assert.Equal((0, 0), (
            yesterday["orders"]!.GetValue<int>(), yesterday["new_accounts"]!.GetValue<int>()));
        Assert.Empty(yesterday["gmv"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_but_an_admin_of_the_platform_sees_the_whole_of_it()
    {
        foreach (var action in new[] { "generate_platform_metrics", "get_platform_stats" })
        {
            var refused = await api.Owner.SendAsync(HttpMethod.Post, Path, new { action });
            await refused.ProblemAsync(403, "forbidden");
        }

        await (await api.Owner.GetAsync("/admin/platform-metrics")).ProblemAsync(403, "forbidden");
        var wrong = await api.Admin.SendAsync(
            HttpMethod.Post, Path, new { action = "generate_platform_metrics", date = "0001-01-01" });
        Assert.Equal(["/date"], (await wrong.ProblemAsync(422, "validation-failed")).Pointers());
    }

    private async Task<JsonNode> AskAsync(object body)
    {
        var answer = await (await api.Admin.SendAsync(HttpMethod.Post, Path, body)).JsonAsync(200);
        Assert.Equal(["success", "data"], answer.AsObject().Select(field => field.Key));
        Assert.True(answer["success"]!.GetValue<bool>());
        return answer["data"]!;
    }

    // All but the time at which it was counted, which has to be there; numbers without a difference of form.
    private static string Bare(JsonNode day)
    {
        Assert.NotNull(day["reckoned_at"]);
        var lines = Fields("", day).Where(line => !line.StartsWith("/reckoned_at", StringComparison.Ordinal));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Fields(string at, JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Fields($"{at}/{field.Key}", field.Value)),
        JsonArray items => items.SelectMany((item, index) => Fields($"{at}/{index}", item)),
        { } value when decimal.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) =>
            [$"{at} {number / 1.000000000000000000000000000000m}"],
        _ => [$"{at} {node?.ToJsonString()}"],
    };

    private static string Today() =>
        TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
