using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Calls;
using Platform.Stock;

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
            new { name = "Fish Tank", unit_price = 90, item_id = Guid.NewGuid() },
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
        Assert.Equal(
            """[{"name":"Dog Food","quantity":2},{"name":"Cat Litter","quantity":1}]""",
            call["draft"]!["lines"]!.ToJsonString());
        Assert.Equal(2, order["field_turns"]!["lines"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_not_sold_is_said_and_the_number_is_put_right_before_it_is_placed()
    {
        var (call, said) = await TalkAsync(
            "do you sell parrots", "then two chew toys please", "Ada Park", "12 Oak Street in Brooklyn", "yes",
            "no, make it five", "yes");

        Assert.Contains("we don't sell parrots", said[1], StringComparison.Ordinal);
        Assert.Contains("2 Chew Toy, $12 in all", said[5], StringComparison.Ordinal);
        Assert.Contains("5 Chew Toy, $30 in all", said[6], StringComparison.Ordinal);
        var line = Assert.Single((await OrderAsync(call))["lines"]!.AsArray())!;
        Assert.Equal((5, 600L), (line["quantity"]!.GetValue<int>(), line["unit_price_minor"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Who_asks_for_a_price_and_then_for_work_gets_work_and_no_goods()
    {
        var (call, said) = await TalkAsync(
            "do you have chew toys", "okay, but my dog needs grooming, can someone come tomorrow at nine", "Ada Park",
            "12 Oak Street in Brooklyn", "yes", "yes");

        Assert.Contains("Yes, we have Chew Toy for $6.", said[1], StringComparison.Ordinal);
        var order = await OrderAsync(call);
        Assert.Equal(("service", "Dog Grooming"), (
            order["kind"]!.GetValue<string>(), order["service_label"]!.GetValue<string>()));
        Assert.Empty(order["lines"]!.AsArray());
    }

    // The stock is asked with the order; what it does not know is for a person to see to.
    [Fact]
    public async Task Goods_that_name_an_item_which_the_stock_does_not_know_become_a_call_back()
    {
        var (call, _) = await TalkAsync("a fish tank please", "Ada Park", "12 Oak Street in Brooklyn", "yes", "yes");

        Assert.Null(call["order_id"]);
        var tasks = await (await api.Owner.GetAsync("/api/v1/tasks")).JsonAsync(200);
        Assert.Contains(tasks["items"]!.AsArray(), task =>
            task!["call_id"]!.GetValue<string>() == call["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(3, "reserved", "3/2")]
    [InlineData(1, null, "1/0")]
    public async Task Goods_that_the_stock_holds_are_kept_for_the_caller_and_others_become_a_call_back(
        long onHand, string? reservation, string stands)
    {
        var line = await TestLine.CreateAsync(api, api.Owner, PetShop);
        var item = await api.ItemAsync(onHand, shopId: line.Shop["id"]!.GetValue<Guid>());
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/shops/{line.Shop["id"]}",
            new { goods = new[] { new { name = "Fish Tank", unit_price = 90, item_id = item } } },
            ("If-Match", $"\"{await VersionAsync(line)}\""))).JsonAsync(200);

        var (call, _) = await TalkAsync(
            line, "two fish tanks please", "Ada Park", "12 Oak Street in Brooklyn", "yes", "yes");

        Assert.Equal(stands, await api.StandsAsync(item));
        if (reservation is null)
            Assert.Null(call["order_id"]);
        else
            Assert.Equal(reservation, (await OrderAsync(call))["reservation"]!.GetValue<string>());
    }

    private async Task<long> VersionAsync(TestLine line) =>
        (await (await api.Owner.GetAsync($"/api/v1/shops/{line.Shop["id"]}")).JsonAsync(200))["version"]!
        .GetValue<long>();

    private async Task<(JsonNode Call, List<string> Said)> TalkAsync(params string[] lines) =>
        await TalkAsync(await TestLine.CreateAsync(api, api.Owner, PetShop), lines);

    private async Task<(JsonNode Call, List<string> Said)> TalkAsync(TestLine line, params string[] lines)
    {
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
