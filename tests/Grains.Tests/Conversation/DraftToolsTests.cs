using System.Text.Json;
using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>What a model may do to a draft: no more than the caller's own words allow.</summary>
public sealed class DraftToolsTests
{
    private const string Everything =
        "Ada Park here, my sink is leaking, 12 Oak Street in Brooklyn, come tomorrow at nine, call me at 212 555 0177";

    private static readonly NoteFields Whole = new(
        Service: "Plumbing Repair", Name: "Ada Park", Phone: "212-555-0177", Address: "12 Oak Street, Brooklyn",
        Time: "tomorrow at nine");

    private readonly DraftTools _tools = new();
    private readonly ShopContext _shop = SampleShops.Home;
    private readonly ConversationState _open = new RulesAgent().Open(SampleShops.Home);

    [Fact]
    public void What_the_caller_said_is_noted_as_the_rules_note_it()
    {
        var draft = Use(_open, Everything, Whole).State.Draft;

        Assert.Equal(
            ("Ada Park", "+12125550177", "12 Oak Street", "Brooklyn", "Plumbing Repair", DraftIntent.OrderService),
            (draft.CustomerName, draft.CustomerPhone, draft.Address?.Line1, draft.Address?.City, draft.ServiceLabel,
                draft.Intent));
        Assert.Equal(new DateTime(2026, 3, 12, 9, 0, 0), draft.RequestedTime!.From!.Value.DateTime);
        Assert.Equal(7, draft.FieldTurns[DraftFields.Name]);
        Assert.Empty(draft.Missing);
        Assert.Contains("sink is leaking", draft.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "John Smith")]
    [InlineData("name", "<b>Ada</b>")]
    [InlineData("phone", "212 555 0178")]
    [InlineData("phone", "555 0177")]
    [InlineData("address", "14 Oak Street, Brooklyn")]
    [InlineData("address", "somewhere in Brooklyn")]
    [InlineData("email", "ada@example.com")]
    [InlineData("time", "Friday at noon")]
    [InlineData("time", "2026-03-20T12:00")]
    public void What_nobody_said_is_refused_and_the_model_is_told_so(string field, string value)
    {
        var note = field switch
        {
            "name" => new NoteFields(Name: value),
            "phone" => new NoteFields(Phone: value),
            "address" => new NoteFields(Address: value),
            "email" => new NoteFields(Email: value),
            _ => new NoteFields(Time: value),
        };

        var outcome = Use(_open, Everything, note);

        Assert.Same(_open, outcome.State);
        Assert.Contains($"Refused: {field}", outcome.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it's ada dot park at example dot com", "ada.park@example.com")]
    [InlineData("a d a at mail dot com", "ada@mail.com")]
    public void An_email_that_was_read_out_counts(string said, string email) =>
        Assert.Equal(email, Use(_open, said, new NoteFields(Email: email)).State.Draft.Email);

    [Fact]
    public void A_number_spoken_in_words_and_the_number_that_calls_count()
    {
        var spoken = Use(_open, "two one two double five five oh one seven seven", new NoteFields(Phone: "2125550177"));
        var own = Use(_open, "the one I'm calling from", new NoteFields(Phone: NoteFields.CallerPhone));

        Assert.Equal("+12125550177", spoken.State.Draft.CustomerPhone);
        Assert.Equal(_shop.CallerNumber, own.State.Draft.CustomerPhone);
    }

    [Fact]
    public void What_was_said_earlier_in_the_call_still_counts()
    {
        var earlier = _tools.Close(_open, new Heard(3, "my name is Ada Park"), "What do you need?", hasReadBack: false);

        var outcome = Use(earlier, "my sink leaks", new NoteFields(Name: "Ada Park"));

        Assert.Equal("Ada Park", outcome.State.Draft.CustomerName);
    }

    [Fact]
    public void Nothing_is_read_back_before_it_is_whole_and_the_words_are_the_platforms()
    {
        var early = Use(_open, "my sink leaks", new ReadDraftBack());
        var noted = Use(_open, Everything, Whole).State;
        var read = Use(noted, Everything, new ReadDraftBack());

        Assert.Null(early.Say);
        Assert.StartsWith("So that's Plumbing Repair for Ada Park at 12 Oak", read.Say, StringComparison.Ordinal);
        Assert.Equal(DraftPhase.ReadingBack, read.State.Draft.Phase);
    }

    [Theory]
    [InlineData("yes that's right", AgentAction.PlaceOrder)]
    [InlineData("sure, go ahead", AgentAction.PlaceOrder)]
    [InlineData("no", AgentAction.None)]
    [InlineData("hmm", AgentAction.None)]
    [InlineData("yes but make it 4", AgentAction.None)]
    [InlineData("how much is that?", AgentAction.None)]
    public void An_order_is_placed_only_on_words_on_which_the_rules_would_place_it(string said, AgentAction action)
    {
        var read = ReadBack();

        var outcome = Use(read, said, new ConfirmDraft());

        Assert.Equal((action, action == AgentAction.PlaceOrder), (outcome.Action, outcome.State.Draft.IsConfirmed));
    }

    [Fact]
    public void A_yes_to_anything_else_places_nothing()
    {
        var noted = Use(_open, Everything, Whole).State;
        var read = ReadBack();
        var asked = _tools.Close(read, new Heard(9, "how much?"), "It starts at $120. All right?", hasReadBack: false);
        var changed = Use(read, "yes, in Yonkers", new NoteFields(Address: "12 Oak Street, Yonkers")).State;
        var cut = new Heard(9, "yes", HeardUntil: "So that's");

        Assert.Equal(AgentAction.None, Use(noted, "yes", new ConfirmDraft()).Action);
        Assert.Equal(AgentAction.None, Use(asked, "yes", new ConfirmDraft()).Action);
        var yes = new Heard(9, "yes, in Yonkers");
        Assert.Equal(AgentAction.None, _tools.Use(read, changed, yes, _shop, new ConfirmDraft()).Action);
        Assert.Equal(AgentAction.None, _tools.Use(read, read, cut, _shop, new ConfirmDraft()).Action);
    }

    [Fact]
    public void A_change_after_the_read_back_has_to_be_read_back_again()
    {
        var changed = Use(ReadBack(), "make it Friday at noon", new NoteFields(Time: "Friday at noon")).State;

        Assert.Equal(DraftPhase.Collecting, changed.Draft.Phase);
        Assert.Equal(AgentAction.None, Use(changed, "yes", new ConfirmDraft()).Action);
    }

    [Fact]
    public void After_the_order_is_placed_nothing_is_noted()
    {
        var placed = Use(ReadBack(), "yes", new ConfirmDraft()).State;

        Assert.Same(placed, Use(placed, "my name is Bob", new NoteFields(Name: "Bob")).State);
        Assert.Equal(AgentAction.None, Use(placed, "yes", new ConfirmDraft()).Action);
        Assert.Null(Use(placed, "yes", new ReadDraftBack()).Say);
    }

    [Theory]
    [InlineData("my number is 212 555 0177", AgentAction.None)]
    [InlineData("never mind, goodbye", AgentAction.EndCall)]
    public void Nobody_is_hung_up_on_in_the_middle_of_an_order(string said, AgentAction action)
    {
        var noted = Use(_open, "my sink leaks", new NoteFields(Service: "plumbing")).State;

        Assert.Equal(action, Use(noted, said, new EndTheCall()).Action);
    }

    [Theory]
    [InlineData("stop calling me", true)]
    [InlineData("", true)]
    [InlineData("my sink leaks", false)]
    public void Some_turns_are_never_left_to_a_model(string said, bool isRules) =>
        Assert.Equal(isRules, _tools.BelongsToRules(new Heard(1, said)));

    [Fact]
    public void What_was_not_heard_is_no_part_of_the_conversation()
    {
        var state = _tools.Close(_open, new Heard(1, "hello"), "We open at eight, close at six.", hasReadBack: false);

        var lines = _tools.History(state, new Heard(3, "and Sunday?", HeardUntil: "We open at"));

        Assert.Equal([new Said(true, "hello"), new Said(false, "We open at")], lines);
    }

    [Fact]
    public void The_state_stays_small_however_much_is_said()
    {
        var state = Use(_open, Everything, Whole).State;
        for (var turn = 1; turn < 60; turn++)
        {
            var heard = new Heard(turn, new string('ü', turn * 20));
            state = _tools.Close(state, heard, new string('é', turn * 30), hasReadBack: false);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(state, ConversationJson.Default.ConversationState);
            Assert.InRange(bytes.Length, 1, ConversationState.BytesMax);
        }

        Assert.NotEmpty(_tools.Close(state, new Heard(61, "yes"), "Good.", hasReadBack: false).History);
    }

    private ConversationState ReadBack()
    {
        var read = Use(Use(_open, Everything, Whole).State, Everything, new ReadDraftBack());
        return _tools.Close(read.State, new Heard(7, Everything), read.Say!, hasReadBack: true);
    }

    private ToolOutcome Use(ConversationState state, string said, ToolUse use) =>
        _tools.Use(state, state, new Heard(7, said), _shop, use);
}
