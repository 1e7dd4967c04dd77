namespace Platform.Conversation;

/// <summary>What was once taken for something else. A field that nobody meant is worse than a question more.</summary>
public sealed class MisheardTests
{
    private readonly SpokenCall _call = new();

    [Theory]
    [InlineData("12 Oak Street, number I'm calling from is fine")]
    [InlineData("Number I'm calling from is fine, 12 Oak Street in Brooklyn")]
    [InlineData("12 Oak Street Brooklyn, and the number I am calling from is good")]
    public async Task The_number_that_calls_is_no_flat(string said)
    {
        _call.Shop = _call.Shop with { CallerNumber = null };
        var asked = await _call.SayAll("I need a plumber", "Ada Park", said);

        Assert.Equal(("12 Oak Street", (string?)null), (asked.Draft.Address?.Line1, asked.Draft.Address?.Line2));
    }

    [Theory]
    [InlineData("No, sorry, my name is Ada Park, the rest is fine.")]
    [InlineData("Um, No, sorry, my name is Ada Park, the rest is fine.")]
    [InlineData("no the name is ada park everything else is right")]
    public async Task A_name_that_is_right_already_is_not_asked_for_again(string said)
    {
        var read = await _call.ReadBack();

        var again = (await _call.Say(read, said)).State;

        Assert.Equal((DraftPhase.ReadingBack, "Ada Park"), (again.Draft.Phase, again.Draft.CustomerName));
        Assert.EndsWith("Is that right?", again.LastSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes that's right now")]
    [InlineData("yes, it's right now")]
    [InlineData("looks right now, thanks")]
    public async Task What_is_right_now_is_no_hurry(string said)
    {
        var done = await _call.Say(await _call.ReadBack(), said);

        Assert.Equal(AgentAction.PlaceOrder, done.Action);
        var draft = done.State.Draft;
        Assert.Equal((DraftPriority.Medium, 9), (draft.Priority, draft.RequestedTime!.From!.Value.Hour));
    }

    [Theory]
    [InlineData("yes but make it 4", 16)]
    [InlineData("could we do 11 instead", 11)]
    [InlineData("no, let's say 3", 15)]
    public async Task An_hour_is_no_house_number(string said, int hour)
    {
        var draft = (await _call.Say(await _call.ReadBack(), said)).State.Draft;

        Assert.Equal(("12 Oak Street", hour), (draft.Address?.Line1, draft.RequestedTime!.From!.Value.Hour));
        Assert.Equal(12, draft.RequestedTime.From.Value.Day);
    }

    [Theory]
    [InlineData("no it's 124", "124 Oak Street")]
    [InlineData("the house number is 7", "7 Oak Street")]
    public async Task A_house_number_alone_is_still_one(string said, string line1) =>
        Assert.Equal(line1, (await _call.Say(await _call.ReadBack(), said)).State.Draft.Address?.Line1);

    [Theory]
    [InlineData("I need a couch brought up, it's heavy", null)]
    [InlineData("my sink leaks, it's annoying", null)]
    [InlineData("my sink leaks, it's Vic", "Vic")]
    [InlineData("it's maria alvarez, my sink leaks", "Maria Alvarez")]
    public async Task What_something_is_like_is_no_name(string said, string? name) =>
        Assert.Equal(name, (await _call.Say(_call.Open(), said)).State.Draft.CustomerName);

    [Theory]
    [InlineData("Calling for Doctor Helen Marsh's practice, the carpets need cleaning", "Helen Marsh")]
    [InlineData("this is John's mother, my sink leaks", null)]
    public async Task Whose_something_is_does_not_cut_the_name(string said, string? name) =>
        Assert.Equal(name, (await _call.Say(_call.Open(), said)).State.Draft.CustomerName);

    [Theory]
    [InlineData("Kristen Holt", "sorry, it's Kristin with an i, K R I S T I N", "Kristin Holt")]
    [InlineData("Kristen Holt", "Kristin with an i, k, r, i, s, t, i, n", "Kristin Holt")]
    [InlineData("Sorry, yes, Penelope Ashworth", null, "Penelope Ashworth")]
    public async Task Names_are_heard_between_other_words(string said, string? then, string name)
    {
        var state = await _call.SayAll("my sink leaks", said);
        if (then is not null)
            state = (await _call.Say(state, then)).State;

        Assert.Equal(name, state.Draft.CustomerName);
    }

    [Theory]
    [InlineData("I'm just two doors down from her at 46 Hudson Terrace in Yonkers", "46 Hudson Terrace", "Yonkers")]
    [InlineData("Street is Kent Avenue number 212, Brooklyn", "212 Kent Avenue", "Brooklyn")]
    [InlineData("it's Kent Avenue, number 212, in Brooklyn", "212 Kent Avenue", "Brooklyn")]
    public async Task Addresses_are_heard_in_another_order(string said, string line1, string city)
    {
        var address = (await _call.SayAll("my sink leaks", "Ada Park", said)).Draft.Address;

        Assert.Equal((line1, null, city), (address?.Line1, address?.Line2, address?.City));
    }

    [Theory]
    [InlineData("I need old wallpaper removed from my bedroom")]
    [InlineData("can you take my AC out of the window")]
    [InlineData("I want a stump taken out of the yard")]
    public async Task Work_is_no_wish_to_be_left_alone(string said) =>
        Assert.NotEqual(AgentAction.OptOut, (await _call.Say(_call.Open(), said)).Action);

    [Theory]
    [InlineData("take me off your list")]
    [InlineData("I want to be removed from your calling list")]
    [InlineData("please delete my number from your system")]
    public async Task Who_wants_to_be_left_alone_is_left_alone(string said) =>
        Assert.Equal(AgentAction.OptOut, (await _call.Say(_call.Open(), said)).Action);

    [Theory]
    [InlineData("am I talking to a real person?")]
    [InlineData("is this a robot or a real person")]
    public async Task Who_asks_whether_it_is_a_person_is_told(string said)
    {
        var done = await _call.Say(_call.Open(), said);

        Assert.Equal(AgentAction.None, done.Action);
        Assert.Contains("automated assistant", done.State.LastSaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_hours_are_told_from_when_to_when()
    {
        var done = await _call.Say(_call.Open(), "what are your hours?");

        Assert.Contains("today from 8 AM to 6 PM", done.State.LastSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("do you do chimney sweeping?", "don't have Chimney Cleaning on my list")]
    [InlineData("do you do gutter cleaning?", "don't have Gutter Cleaning on my list")]
    [InlineData("do you do carpet cleaning?", "Yes, we do Carpet Cleaning.")]
    public async Task Who_asks_for_work_is_told_whether_it_is_on_the_list(string said, string answer) =>
        Assert.Contains(
            answer, (await _call.Say(_call.Open(), said)).State.LastSaid, StringComparison.Ordinal);

    [Fact]
    public async Task As_soon_as_possible_may_be_said_with_feeling()
    {
        var state = await _call.SayAll("an outlet is sparking", "Ada Park", "12 Oak Street, Brooklyn",
            "as soon as humanly possible, it's dangerous");

        Assert.NotNull(state.Draft.RequestedTime?.From);
        var read = (await _call.Say(state, "yes")).State.LastSaid;
        Assert.Contains("Brooklyn as soon as possible, and", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I have bridge on Monday, so Tuesday morning?", 17)]
    [InlineData("I can't do Friday but Saturday is fine", 14)]
    [InlineData("I have time on Monday or Tuesday", 16)]
    public async Task A_day_that_does_not_suit_is_no_wish(string said, int day)
    {
        var state = await _call.SayAll("my sink leaks", "Ada Park", "12 Oak Street, Brooklyn", said);

        Assert.Equal(day, state.Draft.RequestedTime?.From?.Day);
    }
}
