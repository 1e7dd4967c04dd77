using System.Text.Json;
using Platform.Dialogues;

namespace Platform.Conversation;

public sealed class RulesAgentTests
{
    private readonly RulesAgent _agent = new();
    private readonly ShopContext _shop = SampleShops.Home;
    private int _turn;

    [Fact]
    public async Task One_breath_is_enough_for_a_whole_draft()
    {
        var done = await Say(_agent.Open(_shop), "Hi, my name is Ada Park, my sink is leaking at 12 Oak Street in "
            + "Brooklyn, can someone come tomorrow at nine, my number is 212 555 0177");

        Assert.Equal(DraftPhase.ReadingBack, done.State.Draft.Phase);
        Assert.Empty(done.State.Draft.Missing);
        Assert.EndsWith("Is that right?", done.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal(1, done.State.Draft.FieldTurns[DraftFields.Address]);
    }

    [Fact]
    public async Task An_e_mail_address_is_read_back_without_promising_a_mail()
    {
        var read = await Say(await ReadBackAsync(), "my email is ada at example dot com");

        Assert.Equal("ada@example.com", read.State.Draft.Email);
        Assert.Contains("with ada@example.com as your e-mail", read.State.LastSaid, StringComparison.Ordinal);
        Assert.DoesNotContain("confirmation", read.State.LastSaid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_to_the_read_back_places_the_order_and_the_number_is_told()
    {
        var read = await ReadBackAsync();

        var done = await Say(read, "yes that's right");
        var told = await LastAsync(_agent.ReportAsync(
            done.State, new ActionResult(AgentAction.PlaceOrder, Succeeded: true, "ORD-2026-000042"), _shop, default));

        Assert.Equal((AgentAction.PlaceOrder, true), (done.Action, done.State.Draft.IsConfirmed));
        Assert.Contains("ORD-2026-000042", told.State.LastSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no that's all thanks", AgentAction.EndCall)]
    [InlineData("great, see you tomorrow at nine", AgentAction.EndCall)]
    [InlineData("no, I'll be home all day tomorrow", AgentAction.EndCall)]
    [InlineData("actually, could you come on Friday instead", AgentAction.CreateCallBack)]
    [InlineData("no wait, my number is 212 555 0199", AgentAction.CreateCallBack)]
    [InlineData("yes, I also need my carpets cleaned", AgentAction.CreateCallBack)]
    public async Task After_the_order_only_a_wish_makes_a_call_back(string said, AgentAction action)
    {
        var placed = await Say(await ReadBackAsync(), "yes");
        var result = new ActionResult(AgentAction.PlaceOrder, Succeeded: true, "ORD-2026-000042");
        var told = await LastAsync(_agent.ReportAsync(placed.State, result, _shop, default));

        Assert.Equal(action, (await Say(told.State, said)).Action);
    }

    [Fact]
    public async Task An_order_that_could_not_be_placed_becomes_a_call_back()
    {
        var done = await Say(await ReadBackAsync(), "yes");

        var told = await LastAsync(_agent.ReportAsync(
            done.State, new ActionResult(AgentAction.PlaceOrder, Succeeded: false), _shop, default));

        Assert.Equal((AgentAction.CreateCallBack, CallBackReason.OrderTrouble), (told.Action, told.Reason));
    }

    [Fact]
    public async Task A_yes_confirms_nothing_when_the_read_back_was_cut_off()
    {
        var read = await ReadBackAsync();

        var done = await Say(read, "yes", read.LastSaid[..10]);

        Assert.Equal((AgentAction.None, DraftPhase.ReadingBack), (done.Action, done.State.Draft.Phase));
    }

    [Fact]
    public async Task After_a_no_the_agent_asks_what_to_change_and_changes_it()
    {
        var asked = await Say(await ReadBackAsync(), "no");
        var changed = await Say(asked.State, "the address should be 14 Oak Street");

        Assert.Contains("change", asked.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal("14 Oak Street", changed.State.Draft.Address?.Line1);
        Assert.Equal("Brooklyn", changed.State.Draft.Address?.City);
        Assert.Equal(_turn, changed.State.Draft.FieldTurns[DraftFields.Address]);
    }

    [Theory]
    [InlineData("no it's 124 not 12", "124 Oak Street")]
    [InlineData("12 is wrong, it should be 13 Oak Street", "13 Oak Street")]
    [InlineData("elm not oak", "12 Elm Street")]
    public async Task A_correction_replaces_what_it_names(string said, string line1) =>
        Assert.Equal(line1, (await Say(await ReadBackAsync(), said)).State.Draft.Address?.Line1);

    [Fact]
    public async Task Two_failures_in_a_row_offer_a_call_back_and_a_yes_makes_it()
    {
        var first = await Say(_agent.Open(_shop), "blargh zzz");
        var second = await Say(first.State, "frobnicate");
        var third = await Say(second.State, "okay yes");

        Assert.Equal((AgentAction.None, AgentAction.None), (first.Action, second.Action));
        Assert.Contains("call you back", second.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal((AgentAction.CreateCallBack, CallBackReason.NotUnderstood), (third.Action, third.Reason));
    }

    [Fact]
    public async Task Silence_is_asked_about_and_counts_as_not_understood()
    {
        var first = await Say(_agent.Open(_shop), "");

        Assert.StartsWith("Are you still there?", first.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal(1, first.State.Failures);
    }

    [Theory]
    [InlineData("stop calling me", AgentAction.OptOut, DraftIntent.OptOut)]
    [InlineData("oh sorry wrong number", AgentAction.EndCall, DraftIntent.WrongNumber)]
    [InlineData("let me talk to a human", AgentAction.CreateCallBack, DraftIntent.CallBack)]
    [InlineData("okay bye", AgentAction.EndCall, DraftIntent.Goodbye)]
    public async Task Callers_who_want_no_order_are_let_go(string said, AgentAction action, DraftIntent intent)
    {
        var done = await Say(_agent.Open(_shop), said);

        Assert.Equal((action, intent), (done.Action, done.State.Draft.Intent));
    }

    [Fact]
    public async Task A_question_is_answered_and_the_order_goes_on()
    {
        var asked = await Say(_agent.Open(_shop), "my AC is broken");

        var done = await Say(asked.State, "how much is that going to cost");

        Assert.Contains("starts at $150.", done.State.LastSaid, StringComparison.Ordinal);
        Assert.Equal(asked.State.Awaiting, done.State.Awaiting);
    }

    [Fact]
    public async Task The_state_stays_small_however_much_is_said()
    {
        var state = _agent.Open(_shop);
        var random = new Random(7);
        string[] lines =
        [
            "my name is " + new string('x', 3000),
                "123 " + string.Concat(Enumerable.Repeat("very ", 500)) + "long street",
            "the sink leaks " + string.Concat(Enumerable.Repeat("and leaks ", 900)), "tomorrow at 99999999999999999999",
            "in 99999999 weeks", "no", "yes", "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9", "\u0000\uD83D\uDE00 '''",
                "my é name is ÅÄÖ",
            "a@" + new string('b', 4000) + ".com", "not 5 but 99999999999999999999999 not 4", "zip 1 2 at at dot com",
        ];

        for (var i = 0; i < 300; i++)
        {
            state = (await Say(state, lines[random.Next(lines.Length)])).State;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(state, ConversationJson.Default.ConversationState);
            Assert.InRange(bytes.Length, 1, ConversationState.BytesMax);
        }
    }

    [Fact]
    public async Task A_state_that_was_stored_goes_on_as_if_nothing_had_happened()
    {
        var read = await ReadBackAsync();
        var json = JsonSerializer.Serialize(read, ConversationJson.Default.ConversationState);
        var stored = JsonSerializer.Deserialize(json, ConversationJson.Default.ConversationState)!;

        var done = await Say(stored, "yes");

        Assert.Equal(AgentAction.PlaceOrder, done.Action);
        Assert.Contains("\"intent\":\"order_service\"", json, StringComparison.Ordinal);
    }

    private async Task<ConversationState> ReadBackAsync() =>
        (await Say(_agent.Open(_shop), "Ada Park here, my sink is leaking, 12 Oak Street in Brooklyn, come tomorrow at "
            + "nine, call me at 212 555 0177")).State;

    private Task<AgentDone> Say(ConversationState state, string text, string? heardUntil = null) =>
        LastAsync(_agent.RespondAsync(state, new Heard(++_turn, text, heardUntil), _shop, default));

    private static async Task<AgentDone> LastAsync(IAsyncEnumerable<AgentStep> steps)
    {
        AgentStep? last = null;
        await foreach (var step in steps)
            last = step;
        return Assert.IsType<AgentDone>(last);
    }
}
