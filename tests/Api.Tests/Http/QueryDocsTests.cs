using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Http;

/// <summary>The OpenAPI document names what lists can be narrowed by, with every word.</summary>
public sealed class QueryDocsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_filters_of_orders_are_listed_with_their_words_and_each_is_understood()
    {
        var named = await KeysAsync("/api/v1/orders");

        Assert.Equal(
            [
                "agent_id", "cursor", "dispatch_status", "from", "kind", "limit", "priority", "q", "service_category",
                "shop_id", "sort", "source", "stage", "status", "to", "vendor_id",
            ],
            named.Select(key => $"{key["name"]}").Order(StringComparer.Ordinal));
        var status = named.Single(key => $"{key["name"]}" == "status")["schema"]!;
        Assert.Equal("array", $"{status["type"]}");
        Assert.Equal(
            Enum.GetValues<OrderStatus>().Select(OrderWords.Of),
            status["items"]!["enum"]!.AsArray().Select(word => $"{word}"));
        foreach (var key in named.Where(key => Words(key) is not null))
        {
            var answer = await api.Owner.GetAsync($"/api/v1/orders?{key["name"]}={Words(key)![0]}");
            await answer.JsonAsync(200);
        }
    }

    [Theory]
    [InlineData("/api/v1/calls", "direction from outcome q shop_id status to")]
    [InlineData("/api/v1/webhooks", "verdict")]
    [InlineData("/api/v1/tasks", "call_id shop_id sort status")]
    [InlineData("/api/v1/dead-letters", "consumer")]
    [InlineData("/api/v1/analytics/daily-sales", "from shop_id to")]
    [InlineData("/api/v1/items", "low shop_id")]
    [InlineData("/api/v1/snapshots", "kept night")]
    public async Task Other_lists_name_theirs(string path, string keys)
    {
        var named = await KeysAsync(path);

        Assert.Equal(
            keys.Split(' '),
            named.Select(key => $"{key["name"]}").Where(name => name is not ("limit" or "cursor"))
                .Order(StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<JsonNode>> KeysAsync(string path)
    {
        var document = JsonNode.Parse(await api.Stranger.GetStringAsync("/openapi/v1.json"))!;
        return
        [
            .. document["paths"]![path]!["get"]!["parameters"]!.AsArray().OfType<JsonNode>()
                .Where(parameter => $"{parameter["in"]}" == "query"),
        ];
    }

    private static JsonArray? Words(JsonNode key) =>
        (key["schema"]!["items"]?["enum"] ?? key["schema"]!["enum"])?.AsArray();
}
