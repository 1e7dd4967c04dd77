using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>Goods by phone: which, how many, changed again, and what the shop does not sell.</summary>
public sealed class GoodsDialogueTests
{
    private readonly RulesAgent _agent = new();
    private readonly ShopContext _shop = SampleShops.Garden;
    private int _turn;

    [Theory]
    [InlineData("I'd like to order three garden hoses and a snow shovel", "3 Garden Hose, 1 Snow Shovel")]
    [InlineData("can I get a couple of tomato plants", "2 Tomato Plant")]
    [InlineData("half a dozen bags of mulch and two pairs of gloves please", "6 Bag of Mulch, 2 Work Gloves")]
    [InlineData("do you have watering cans? I'd like to buy two watering cans", "2 Watering Can")]
    public async Task Goods_of_the_catalogue_are_heard_with_their_number(string said, string lines) =>
        Assert.Equal(lines, Lines(await SayAsync(said)));

    [Theory]
    [InlineData("make it four", "4 Garden Hose")]
    [InlineData("no, three, not two", "3 Garden Hose")]
    [InlineData("actually I need five hoses", "5 Garden Hose")]
    [InlineData("change the hoses to 6", "6 Garden Hose")]
    [InlineData("the hoses should be three", "3 Garden Hose")]
    [InlineData("two more hoses please", "4 Garden Hose")]
    [InlineData("add another hose", "3 Garden Hose")]
    [InlineData("and add a shovel", "2 Garden Hose, 1 Snow Shovel")]
    [InlineData("a snow shovel instead of the hoses", "1 Snow Shovel")]
    public async Task The_number_of_what_was_ordered_is_changed(string said, string lines) =>
        Assert.Equal(lines, Lines(await SayAsync(said, await SayAsync("I'd like two garden hoses"))));

    [Theory]
    [InlineData("leave out the gloves", "2 Garden Hose")]
    [InlineData("take the gloves off", "2 Garden Hose")]
    [InlineData("no gloves please", "2 Garden Hose")]
    [InlineData("I don't want the hoses", "1 Work Gloves")]
    [InlineData("without the shovel", "2 Garden Hose, 1 Work Gloves")]
    [InlineData("no, gloves and hoses is right", "1 Garden Hose, 1 Work Gloves")]
    public async Task What_is_taken_back_is_taken_out(string said, string lines) =>
        Assert.Equal(
            lines, Lines(await SayAsync(said, await SayAsync("two garden hoses and gloves, I want to order"))));

    [Fact]
    public async Task A_number_that_could_belong_to_two_lines_is_asked_about()
    {
        var asked = await SayAsync("make it four", await SayAsync("I'd like two garden hoses and a snow shovel"));

        Assert.Equal("Which of them, and how many?", asked.State.LastSaid);
        Assert.Equal("2 Garden Hose, 4 Snow Shovel", Lines(await SayAsync("four shovels", asked)));
    }

    [Theory]
    [InlineData("I want to buy a rake", "rakes")]
    [InlineData("could you send me two bags of dog food", "dog food")]
    [InlineData("hi, I need some fertilizer for my lawn", "fertilizer")]
    [InlineData("do you sell lawn mowers", "lawn mowers")]
    [InlineData("can I get a few rakes", "rakes")]
    [InlineData("I'd like to purchase a couple of work benches", "work benches")]
    [InlineData("I'd like to order a chainsaw please", "chainsaws")]
    public async Task What_the_shop_does_not_sell_is_said_not_to_be_sold(string said, string what)
    {
        var done = await SayAsync(said);

        Assert.Contains(
            $"we don't sell {what}. We have Garden Hose, Bag of Mulch, Tomato Plant and more.", done.State.LastSaid,
            StringComparison.Ordinal);
        Assert.Empty(done.State.Draft.Lines);
        Assert.Equal(0, done.State.Failures);
    }

    [Fact]
    public async Task What_is_sold_is_taken_although_something_else_is_not()
    {
        var done = await SayAsync("I'd like two garden hoses and a rake");

        Assert.Equal("2 Garden Hose", Lines(done));
        Assert.Equal("Got it. I'm sorry, we don't sell rakes. May I have your name, please?", done.State.LastSaid);
    }

    [Fact]
    public async Task Who_hears_that_it_is_not_sold_may_leave_or_order_something_else()
    {
        var refused = await SayAsync("I want to buy a rake");

        Assert.Equal(AgentAction.EndCall, (await SayAsync("no thanks", refused)).Action);
        Assert.Equal("1 Snow Shovel", Lines(await SayAsync("then a shovel please", refused)));
    }

    [Theory]
    [InlineData("yes please", "1 Watering Can")]
    [InlineData("two please", "2 Watering Can")]
    [InlineData("yes I'd like three of them", "3 Watering Can")]
    [InlineData("no, I'd like a snow shovel", "1 Snow Shovel")]
    public async Task What_was_asked_about_can_be_ordered_in_two_words(string said, string lines)
    {
        var told = await SayAsync("do you have watering cans");

        Assert.Equal("Yes, we have Watering Can for $18.99. Would you like to order that?", told.State.LastSaid);
        Assert.Null(told.State.Draft.Kind);
        var ordered = await SayAsync(said, told);
        Assert.Equal(
            (DraftKind.Product, DraftIntent.OrderProduct), (ordered.State.Draft.Kind, ordered.State.Draft.Intent));
        Assert.Equal(lines, Lines(ordered));
    }

    [Theory]
    [InlineData("my garden hose is leaking, can someone fix the outdoor faucet", DraftKind.Service)]
    [InlineData("I'd like to order two garden hoses", DraftKind.Product)]
    public async Task Where_work_and_goods_are_offered_the_wish_decides(string said, DraftKind kind)
    {
        var both = SampleShops.Home with { Items = SampleShops.Garden.Items };

        Assert.Equal(kind, (await SayAsync(said, shop: both)).State.Draft.Kind);
    }

    [Theory]
    [InlineData("I need an appointment")]
    [InlineData("I'd like to talk about a problem")]
    [InlineData("send it to 12 Oak Street in Brooklyn and a doorman will take it")]
    public async Task Not_everything_that_is_wanted_is_goods(string said) => Assert.DoesNotContain(
        "don't sell", (await SayAsync(said)).State.LastSaid, StringComparison.Ordinal);

    [Fact]
    public async Task The_whole_is_read_back_with_what_it_costs()
    {
        var read = await SayAsync("I'd like two garden hoses, this is Ada Park, send it to 12 Oak Street in Brooklyn, "
            + "my number is 212 555 0177");

        Assert.StartsWith(
            "Thanks, Ada. So that's 2 Garden Hose, $59.98 in all, for Ada Park at 12 Oak Street",
            read.State.LastSaid, StringComparison.Ordinal);
        var placed = await SayAsync("yes", read);
        Assert.Equal(AgentAction.PlaceOrder, placed.Action);
        Assert.Equal(2999, Assert.Single(placed.State.Draft.Lines).UnitPriceMinor);
    }

    [Fact]
    public void A_model_orders_only_what_is_sold_at_the_price_that_stands_there()
    {
        var tools = new DraftTools();
        var heard = new Heard(1, "three garden hoses, two pairs of gloves and a rake");
        var open = _agent.Open(_shop);

        var noted = tools.Use(
            open, open, heard, _shop, new NoteFields(Items: ["3 Garden Hose", "2 Work Gloves", "1 Rake"]));
        var changed = tools.Use(
            open, noted.State, new Heard(2, "no gloves"), _shop,
            new NoteFields(Items: ["0 Work Gloves", "4 Garden Hose"]));

        Assert.Equal(
            [new DraftLine("Garden Hose", 3, null, 2999), new DraftLine("Work Gloves", 2, null, 1299)],
            noted.State.Draft.Lines.ToArray());
        Assert.Contains("not sold here", noted.Answer, StringComparison.Ordinal);
        // Four were never said.
        Assert.Equal([new DraftLine("Garden Hose", 3, null, 2999)], changed.State.Draft.Lines.ToArray());
    }

    private static string Lines(AgentDone done) =>
        string.Join(", ", done.State.Draft.Lines.Select(line => $"{line.Quantity} {line.Name}"));

    private async Task<AgentDone> SayAsync(string text, AgentDone? after = null, ShopContext? shop = null)
    {
        shop ??= _shop;
        AgentDone? done = null;
        await foreach (var step in _agent.RespondAsync(
            after?.State ?? _agent.Open(shop), new Heard(++_turn, text), shop, default))
        {
            done = step as AgentDone ?? done;
        }

        return done!;
    }
}
