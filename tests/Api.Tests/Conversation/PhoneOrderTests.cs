using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;

namespace Platform.Conversation;

/// <summary>Goods ordered by phone: the shop is set up through the API, the caller speaks through the provider's
/// protocol.</summary>
public sealed class PhoneOrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly object PetShop = new
    {
        name = "Happy Paws",
        timezone = "America/New_York",
        greeting = "Happy Paws, how can I help you?",
        services = new[] { new { category = "cleaning", label = "Dog Grooming", aliases = new[] { "groom" } } },
        goods = new object[]
        {
            new { name = "Dog Food", aliases = new[] { "bag of dog food", "kibble" }, unit_price = 24.99 },
            new { name = "Cat Litter", aliases = new[] { "litter" }, unit_price = 12.5 },
            new { name = "Chew Toy", aliases = Array.Empty<string>(), unit_price = 6 },
        },
        towns = new[] { "Brooklyn", "Yonkers" },
    };

    [Fact]
    public async Task Who_asks_for_goods_that_the_shop_sells_ends_with_an_order_of_them()
    {
        var (call, said) = await TalkAsync(
            "Hi, I'd like two bags of dog food and a cat litter please", "Ada Park", "12 Oak Street",
            "Brooklyn", "yes", "yes that's right");

        Assert.Contains("Which city", said[3], StringComparison.Ordinal);
        Assert.Contains("2 Dog Food, 1 Cat Litter, $62.48 in all", said[5], StringComparison.Ordinal);
        var order = await OrderAsync(call);
        Assert.Equal(("product", "pending", "call", 6248L, "Brooklyn"), (
            order["kind"]!.GetValue<string>(), order["status"]!.GetValue<string>(),
            order["source"]!.GetValue<string>(), order["total_minor"]!.GetValue<long>(),
            order["address"]!["city"]!.GetValue<string>()));
        Assert.Equal(
            ["2 x Dog Food at 2499", "1 x Cat Litter at 1250"],
            order["lines"]!.AsArray().Select(line =>
                $"{line!["quantity"]} x {line["name"]} at {line["unit_price_minor"]}"));
        Assert.Equal(2, order["field_turns"]!["lines"]!.GetValue<int>());
    }

    private async Task<(JsonNode Call, List<string> Said)> TalkAsync(params string[] lines)
    {
        var line = await TestLine.CreateAsync(api, api.Owner, PetShop);
        var sid = TestLine.NewCallSid();
        using var relay = await line.ConnectAsync(await line.RingAsync(sid), sid);
        var said = new List<string> { "" };
        foreach (var text in lines)
            said.Add((await relay.SayAsync(text))!);
        await relay.HearAsync(); // What became of the order is told when it is known.
        return (
            await (await api.Owner.GetAsync($"/api/v1/calls/{CallId.Of("twilio", sid)}")).JsonAsync(200), said);
    }

    private async Task<JsonNode> OrderAsync(JsonNode call) =>
        await (await api.Owner.GetAsync($"/api/v1/orders/{call["order_id"]}")).JsonAsync(200);
}
