using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>What callers take back or turn down, and what they say in passing.</summary>
public sealed class SecondThoughtTests
{
    private readonly SpokenCall _call = new();

    [Theory]
    [InlineData("it's Oak Avenue not Oak Street", "12 Oak Avenue")]
    [InlineData("no, it's Elm Road", "12 Elm Road")]
    [InlineData("the street is elm not oak", "12 Elm Street")]
    [InlineData("not oak but elm", "12 Elm Street")]
    public async Task A_street_is_corrected_and_its_number_stays(string said, string line1) =>
        Assert.Equal(line1, (await _call.Say(await _call.ReadBack(), said)).State.Draft.Address?.Line1);

    [Theory]
    [InlineData("it's not park it's clark", "Ada Clark")]
    [InlineData("all right except the name is Ava Park", "Ava Park")]
    public async Task A_name_is_corrected_and_never_by_a_small_word(string said, string name) =>
        Assert.Equal(name, (await _call.Say(await _call.ReadBack(), said)).State.Draft.CustomerName);

    [Theory]
    [InlineData("ten not nine", 12, 10)]
    [InlineData("could we do ten instead of nine", 12, 10)]
    [InlineData("it has to be Friday at ten", 13, 10)]
    [InlineData("all good except it's friday", 13, 9)]
    [InlineData("yes thursday at nine", 12, 9)]
    [InlineData("ten", 12, 9)]
    public async Task A_time_is_corrected_and_the_house_number_stays(string said, int day, int hour)
    {
        var draft = (await _call.Say(await _call.ReadBack(), said)).State.Draft;

        Assert.Equal((day, hour), (draft.RequestedTime!.From!.Value.Day, draft.RequestedTime.From.Value.Hour));
        Assert.Equal("12 Oak Street", draft.Address?.Line1);
    }

    [Theory]
    [InlineData("not Brooklyn, Yonkers", "Yonkers", null)]
    [InlineData("you forgot the apartment, it's 3b", "Brooklyn", "Unit 3B")]
    public async Task A_part_of_the_address_is_corrected(string said, string city, string? unit)
    {
        var address = (await _call.Say(await _call.ReadBack(), said)).State.Draft.Address;

        Assert.Equal(("12 Oak Street", city, unit), (address?.Line1, address?.City, address?.Line2));
    }

    [Theory]
    [InlineData("no I want the carpets cleaned")]
    [InlineData("it's not plumbing it's carpet cleaning")]
    public async Task Other_work_is_wanted(string said) =>
        Assert.Equal("Carpet Cleaning", (await _call.Say(await _call.ReadBack(), said)).State.Draft.ServiceLabel);

    [Theory]
    [InlineData("see you then")]
    [InlineData("now it's right")]
    [InlineData("that'd be fine")]
    [InlineData("uh-huh")]
    [InlineData("book me in")]
    [InlineData("yes Thursday is good")]
    public async Task A_read_back_is_agreed_to_in_many_words(string said) =>
        Assert.Equal(AgentAction.PlaceOrder, (await _call.Say(await _call.ReadBack(), said)).Action);

    [Theory]
    [InlineData("everything but the time")]
    [InlineData("yes except the phone number")]
    [InlineData("something's wrong")]
    public async Task An_exception_is_no_yes(string said) =>
        Assert.Equal(AgentAction.None, (await _call.Say(await _call.ReadBack(), said)).Action);

    [Theory]
    [InlineData("please take another number")]
    [InlineData("I'd rather you used my other phone")]
    [InlineData("no this is my work phone")]
    public async Task Another_number_is_asked_for(string said)
    {
        var state = await _call.SayAll(
            "my sink leaks", "Ada Park", "12 Oak Street, Brooklyn", "tomorrow at nine", said);

        Assert.Null(state.Draft.CustomerPhone);
        Assert.Equal(DraftFields.Phone, state.Awaiting);
    }

    [Theory]
    [InlineData("uh huh")]
    [InlineData("it's the only one I've got")]
    [InlineData("this one")]
    [InlineData("yes, but not after ten on Friday")]
    public async Task The_number_that_calls_is_taken(string said)
    {
        var state = await _call.SayAll(
            "my sink leaks", "Ada Park", "12 Oak Street, Brooklyn", "tomorrow at nine", said);

        Assert.Equal((_call.Shop.CallerNumber, 12), (state.Draft.CustomerPhone, state.Draft.RequestedTime?.From?.Day));
    }

    [Fact]
    public async Task A_question_that_was_not_heard_is_asked_again_as_it_was()
    {
        var asked = await _call.SayAll("my sink leaks", "Ada Park", "12 Oak Street, Brooklyn", "tomorrow at nine");

        Assert.Equal(asked.LastSaid, (await _call.Say(asked, "what?")).State.LastSaid);
    }

    [Theory]
    [InlineData("what?", 4)]
    [InlineData("do you have insurance?", 3)]
    public async Task Nobody_is_asked_the_same_without_end(string said, int times)
    {
        var state = await _call.SayAll(["my sink leaks", .. Enumerable.Repeat(said, times)]);

        Assert.Equal(Topics.OfferCallBack, state.Awaiting);
    }

    [Theory]
    [InlineData("ooh no that's too much for me")]
    [InlineData("no that's alright")]
    public async Task An_offer_is_turned_down(string said)
    {
        var state = await _call.SayAll("how much is carpet cleaning", said);

        Assert.Equal((DraftIntent.Question, (DraftKind?)null), (state.Draft.Intent, state.Draft.Kind));
    }

    [Theory]
    [InlineData("six bags of mulch, no, better seven, and a hose", "7 Bag of Mulch, 1 Garden Hose")]
    [InlineData("six bags of mulch actually nine", "9 Bag of Mulch")]
    [InlineData("a watering can and a hose, no hose, two shovels", "1 Watering Can, 2 Snow Shovel")]
    [InlineData("two hoses and nine bags of mulch", "2 Garden Hose, 9 Bag of Mulch")]
    public async Task A_number_is_changed_in_the_same_breath(string said, string lines)
    {
        _call.Shop = SampleShops.Garden;
        var draft = (await _call.SayAll(said)).Draft;

        Assert.Equal(lines, string.Join(", ", draft.Lines.Select(line => $"{line.Quantity} {line.Name}")));
    }

    [Theory]
    [InlineData("the phone is wrong, it's 0178 at the end")]
    [InlineData("the last four should be 0178")]
    public async Task The_end_of_a_number_is_corrected(string said) =>
        Assert.Equal("+12125550178", (await _call.Say(await _call.ReadBack(), said)).State.Draft.CustomerPhone);

    [Fact]
    public async Task Who_wants_to_start_over_does()
    {
        var fresh = (await _call.Say(await _call.ReadBack(), "can we start over")).State;

        Assert.Equal((null, null), (fresh.Draft.CustomerName, fresh.Draft.Address));
    }
}
