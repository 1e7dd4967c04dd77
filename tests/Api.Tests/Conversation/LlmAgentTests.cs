using Microsoft.Extensions.DependencyInjection;
using Platform.Grains;

namespace Platform.Conversation;

/// <summary>A model that is good, slow, broken, wrong or lying: the caller always gets an answer in time, and an order
/// only after a yes.</summary>
public sealed class LlmAgentTests : IAsyncLifetime
{
    private const string Key = "sk-not-for-any-log";
    private const string Everything =
        "Ada Park here, my sink is leaking, 12 Oak Street in Brooklyn, come tomorrow at nine, call me at 212 555 0177";

    private const string Noted =
        """
        {"service": "Plumbing Repair", "name": "Ada Park", "address": "12 Oak Street, Brooklyn",
         "time": "tomorrow at nine", "phone": "212 555 0177"}
        """;

    private static readonly ShopContext Shop = new()
    {
        Name = "Acme Repairs",
        Greeting = "Acme Repairs, how can I help?",
        TimeZone = "America/New_York",
        Now = new DateTimeOffset(2026, 3, 11, 14, 0, 0, TimeSpan.Zero),
        CallerNumber = "+14155550123",
        Cities = ["Brooklyn"],
        Services = [new CatalogueService(DraftCategory.Repairs, "Plumbing Repair", ["plumber"], 12000)],
    };

    private readonly LogLines _log = new();
    private FakeModel _model = null!;
    private ServiceProvider _services = null!;
    private LlmAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _model = await FakeModel.StartAsync();
        _agent = Agent(new LlmOptions());
    }

    public async Task DisposeAsync()
    {
        Assert.DoesNotContain(Key, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", _log.Text, StringComparison.Ordinal);
        await _services.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task A_good_model_takes_an_order_word_by_word()
    {
        _model.Uses("note", Noted).Says("Thanks, Ada. Let me check that.").Uses("read_back").Uses("confirm");
        var noted = await SayAsync(_agent.Open(Shop), Everything);
        var read = await SayAsync(noted.Done.State, "okay");
        var placed = await SayAsync(read.Done.State, "yes that's right");

        Assert.Equal("Thanks, Ada. Let me check that.", noted.Text);
        Assert.True(noted.Tokens.Count > 3, string.Join('|', noted.Tokens));
        Assert.All(noted.Tokens.SkipLast(1), token => Assert.EndsWith(" ", token, StringComparison.Ordinal));
        Assert.Equal("+12125550177", noted.Done.State.Draft.CustomerPhone);
        Assert.EndsWith("Is that right?", read.Text, StringComparison.Ordinal);
        Assert.Equal((AgentAction.PlaceOrder, true), (placed.Done.Action, placed.Done.State.Draft.IsConfirmed));
        Assert.Equal($"Bearer {Key}", _model.Authorization);
        var last = _model.Questions.Last().ToJsonString();
        Assert.Contains("Thanks, Ada. Let me check that.", last, StringComparison.Ordinal);
        Assert.Contains("\"stream\":true", last, StringComparison.Ordinal);
        Assert.Empty(_log.Text);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("too many")]
    [InlineData("not json")]
    [InlineData("error event")]
    [InlineData("nothing")]
    [InlineData("empty")]
    [InlineData("hangs")]
    [InlineData("markup")]
    public async Task A_model_that_fails_before_it_speaks_is_replaced_in_the_same_turn(string how)
    {
        _agent = Agent(new LlmOptions { Deadline = TimeSpan.FromSeconds(2), FirstWord = TimeSpan.FromSeconds(0.3) });
        _ = how switch
        {
            "status" => _model.Fails(500),
            "too many" => _model.Fails(429),
            "not json" => _model.Sends("data: {\"choices\": [{\"delta\": \n\n"),
            "error event" => _model.Sends("data: {\"error\": {\"message\": \"Ada\"}}\n\n"),
            "nothing" => _model.Sends(""),
            "empty" => _model.Says(" "),
            "hangs" => _model.SaysAndHangs(""),
            _ => _model.Says("{\"name\": \"note\"}"),
        };

        var said = await SayAsync(_agent.Open(Shop), "my sink is leaking");

        Assert.Equal("Sure, I can help with Plumbing Repair. May I have your name, please?", said.Text);
        Assert.Equal("Plumbing Repair", said.Done.State.Draft.ServiceLabel);
        Assert.Equal(DraftFields.Name, said.Done.State.Awaiting);
        Assert.Contains("the rules answered", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("breaks")]
    [InlineData("stops")]
    [InlineData("hangs")]
    public async Task A_model_that_is_cut_off_is_finished_by_the_rules(string how)
    {
        _agent = Agent(new LlmOptions { Deadline = TimeSpan.FromSeconds(4) });
        _ = how switch
        {
            "breaks" => _model.SaysAndBreaks("Sure thing, let "),
            "stops" => _model.SaysAndStops("Sure thing, let "),
            _ => _model.SaysAndHangs("Sure thing, let "),
        };

        var said = await SayAsync(_agent.Open(Shop), "my sink is leaking");

        Assert.Equal(
            "Sure thing, let Sure, I can help with Plumbing Repair. May I have your name, please?", said.Text);
        Assert.Equal("Plumbing Repair", said.Done.State.Draft.ServiceLabel);
    }

    [Fact]
    public async Task What_was_noted_before_a_failure_is_kept()
    {
        _model.Uses("note", Noted).Fails(500);

        var said = await SayAsync(_agent.Open(Shop), Everything);

        Assert.Equal("Ada Park", said.Done.State.Draft.CustomerName);
        Assert.StartsWith("So that's Plumbing Repair for Ada Park", said.Text, StringComparison.Ordinal);
        Assert.Equal(DraftPhase.ReadingBack, said.Done.State.Draft.Phase);
    }

    [Theory]
    [InlineData("note", "{\"name\": 5}")]
    [InlineData("note", "{\"name\": \"Ada Park\"")]
    [InlineData("note", "{\"order_id\": \"1\"}")]
    [InlineData("note", "{\"name\": \"Somebody Else\"}")]
    [InlineData("drop_tables", "{}")]
    public async Task Wrong_arguments_change_nothing_and_the_model_may_go_on(string tool, string arguments)
    {
        _model.Uses(tool, arguments).Says("What is your name?");

        var said = await SayAsync(_agent.Open(Shop), "my sink is leaking");

        Assert.Equal("What is your name?", said.Text);
        Assert.Null(said.Done.State.Draft.CustomerName);
        var answered = _model.Questions.Last()["messages"]!.AsArray().Last()!;
        Assert.Equal("tool", answered["role"]!.GetValue<string>());
        Assert.Matches("schema|no such tool|Refused", answered["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_model_that_never_stops_using_tools_is_stopped()
    {
        for (var i = 0; i < 6; i++)
            _model.Uses("note", "{}");

        var said = await SayAsync(_agent.Open(Shop), "my sink is leaking");

        Assert.EndsWith("May I have your name, please?", said.Text, StringComparison.Ordinal);
        Assert.InRange(_model.Questions.Count, 1, 4);
    }

    [Fact]
    public async Task A_confirmation_that_the_caller_never_gave_places_nothing()
    {
        _model.Uses("note", Noted).Uses("confirm").Says("Shall I read it back?");

        var said = await SayAsync(_agent.Open(Shop), Everything);

        Assert.Equal((AgentAction.None, false), (said.Done.Action, said.Done.State.Draft.IsConfirmed));
        Assert.DoesNotContain("One moment", said.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Great, your order is placed. Goodbye!")]
    [InlineData("Wonderful. I've booked that for you.")]
    [InlineData("You're all set, Ada!")]
    public async Task A_model_that_claims_an_order_is_cut_short(string claim)
    {
        _model.Uses("note", Noted).Says(claim);

        var said = await SayAsync(_agent.Open(Shop), Everything);

        Assert.DoesNotMatch("placed|booked|all set", said.Text);
        Assert.EndsWith("Is that right?", said.Text, StringComparison.Ordinal);
        Assert.False(said.Done.State.Draft.IsConfirmed);
    }

    [Fact]
    public async Task Who_speaks_over_the_model_stops_it_and_what_was_done_stays_done()
    {
        _model.Uses("note", Noted).SaysAndHangs("Thanks, Ada. I will ");
        using var interrupt = new CancellationTokenSource();
        AgentDone? done = null;
        var open = _agent.Open(Shop);
        await foreach (var step in _agent.RespondAsync(open, new Heard(3, Everything), Shop, interrupt.Token))
        {
            done = step as AgentDone;
            if (step is AgentToken)
                await interrupt.CancelAsync();
        }

        Assert.Equal("Ada Park", done!.State.Draft.CustomerName);
        Assert.True(await _model.Abandoned.WaitAsync(TimeSpan.FromSeconds(60)), "the generation went on");
        _model.Says("Hello again.");
        await SayAsync(done.State, "sorry, go on", heardUntil: "Thanks, Ada.");
        var asked = _model.Questions.Last()["messages"]!.AsArray();
        Assert.Equal("Thanks, Ada.", asked[^2]!["content"]!.GetValue<string>());
        Assert.Empty(_log.Text);
    }

    [Fact]
    public async Task After_repeated_failures_the_model_is_left_alone_for_a_while()
    {
        var clock = new MovedClock();
        _agent = Agent(new LlmOptions { FailuresMax = 2, Pause = TimeSpan.FromSeconds(30) }, clock);
        _model.Fails(500).Fails(500).Says("I am back.");
        var state = _agent.Open(Shop);
        for (var i = 0; i < 5; i++)
            await SayAsync(state, "my sink is leaking");

        Assert.Equal(2, _model.Questions.Count);
        clock.Move(TimeSpan.FromSeconds(31));
        Assert.Equal("I am back.", (await SayAsync(state, "hello")).Text);
        Assert.Equal(3, _model.Questions.Count);
    }

    [Fact]
    public async Task A_wish_to_be_left_alone_is_never_left_to_a_model()
    {
        var said = await SayAsync(_agent.Open(Shop), "stop calling me");

        Assert.Equal(AgentAction.OptOut, said.Done.Action);
        Assert.Empty(_model.Questions);
    }

    [Theory]
    [InlineData("", "m", 4, "BaseUrl")]
    [InlineData("ftp://x", "m", 4, "BaseUrl")]
    [InlineData("http://x", "", 4, "Model")]
    [InlineData("http://x", "m", 6, "Deadline")]
    public void Wrong_settings_are_named_at_the_start(string url, string model, int seconds, string setting)
    {
        var options = new LlmOptions { BaseUrl = url, Model = model, Deadline = TimeSpan.FromSeconds(seconds) };

        var failure = Assert.Throws<InvalidOperationException>(() => options.Check(TimeSpan.FromSeconds(6)));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }

    private LlmAgent Agent(LlmOptions options, TimeProvider? clock = null)
    {
        (options.BaseUrl, options.Model, options.ApiKey) = (_model.BaseUrl, "test-model", Key);
        _services?.Dispose();
        _services = new ServiceCollection().AddPlatformGrains().BuildServiceProvider();
        return new LlmAgent(
            _services.GetRequiredKeyedService<IConversationAgent>(AgentNames.Rules),
            _services.GetRequiredService<IDraftTools>(), new ChatClient(new HttpClient(), options),
            new LlmBreaker(options.FailuresMax, options.Pause, clock ?? TimeProvider.System), options,
            TimeProvider.System, _log);
    }

    private async Task<Answered> SayAsync(ConversationState state, string text, string? heardUntil = null)
    {
        var tokens = new List<string>();
        AgentDone? done = null;
        await foreach (var step in _agent.RespondAsync(state, new Heard(3, text, heardUntil), Shop, default))
        {
            Assert.Null(done);
            done = step as AgentDone;
            if (step is not AgentToken token)
                continue;
            tokens.Add(token.Text);
            _model.Heard.Release();
        }

        return new Answered(tokens, Assert.IsType<AgentDone>(done));
    }

    private sealed record Answered(IReadOnlyList<string> Tokens, AgentDone Done)
    {
        public string Text => string.Concat(Tokens);
    }
}
