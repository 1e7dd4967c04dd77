using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>First words that ask for something other than new work, or for work in a roundabout way.</summary>
public sealed class FirstWordsTests
{
    private readonly RulesAgent _agent = new();

    [Theory]
    [InlineData("I'd like to cancel my appointment")]
    [InlineData("can we move our booking to Monday")]
    [InlineData("where is my plumber")]
    [InlineData("the movers are late")]
    [InlineData("I ordered a dryer and it never came")]
    [InlineData("somebody was supposed to be here at ten")]
    [InlineData("your electrician left a hole in my wall")]
    [InlineData("I have to reschedule")]
    public async Task What_was_ordered_earlier_is_for_a_person(string said)
    {
        var done = await Say(SampleShops.Home, said);

        Assert.Equal(
            (AgentAction.CreateCallBack, CallBackReason.OrderTrouble, DraftPhase.CallBack),
            (done.Action, done.Reason, done.State.Draft.Phase));
    }

    [Theory]
    [InlineData("I need to move my piano")]
    [InlineData("I ordered a dryer and need it hooked up")]
    [InlineData("check my furnace before my visit to my mother")]
    public async Task New_work_is_no_earlier_order(string said) =>
        Assert.Equal(DraftIntent.OrderService, (await Say(SampleShops.Home, said)).State.Draft.Intent);

    [Theory]
    [InlineData("I want to file a complaint")]
    [InlineData("I'm returning your call")]
    [InlineData("customer service please")]
    public async Task A_person_calls_back(string said) =>
        Assert.Equal(AgentAction.CreateCallBack, (await Say(SampleShops.Home, said)).Action);

    [Fact]
    public async Task Who_asks_for_a_free_slot_for_something_orders_it()
    {
        var done = await Say(SampleShops.Home, "do you have any openings on Friday for a carpet cleaning");
        var draft = done.State.Draft;

        Assert.Equal((DraftKind.Service, 13), (draft.Kind, draft.RequestedTime?.From?.Day));
    }

    [Theory]
    [InlineData("how soon can you fix my oven")]
    [InlineData("when could someone look at my oven")]
    public async Task Who_asks_how_soon_it_can_be_done_orders_it(string said) =>
        Assert.Equal(DraftKind.Service, (await Say(SampleShops.Home, said)).State.Draft.Kind);

    [Theory]
    [InlineData("we're moving at the end of the month")]
    [InlineData("my keys are inside and I'm at the corner right now")]
    public async Task What_tells_how_things_are_is_no_appointment(string said) =>
        Assert.Null((await Say(SampleShops.Home, said)).State.Draft.RequestedTime);

    [Fact]
    public async Task Who_asks_whom_they_reached_is_told()
    {
        var done = await Say(SampleShops.Home, "is this the flower shop?");

        Assert.StartsWith("This is Harbor Home Services.", done.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal(DraftIntent.Unknown, done.State.Draft.Intent);
    }

    [Fact]
    public async Task Who_wants_to_order_goods_is_asked_which()
    {
        var done = await Say(SampleShops.Bakery, "hi I'd like to place an order");

        Assert.Equal(DraftFields.Lines, done.State.Awaiting);
    }

    private async Task<AgentDone> Say(ShopContext shop, string text)
    {
        AgentStep? last = null;
        await foreach (var step in _agent.RespondAsync(_agent.Open(shop), new Heard(1, text), shop, default))
            last = step;
        return Assert.IsType<AgentDone>(last);
    }
}
