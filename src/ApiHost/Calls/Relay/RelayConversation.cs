using System.Net.WebSockets;
using Platform.Calls.Twilio;
using Platform.Conversation;

namespace Platform.Calls.Relay;

/// <summary>One conversation over one connection: what the caller says goes to the agent, what the agent says goes to
/// the caller word by word. Reading never waits for speaking, so that an interruption is noticed at once. Whoever hangs
/// up has still said what they said last: it is answered and kept, only nobody hears it.</summary>
internal sealed partial class RelayConversation(
    RelaySocket socket, IConversationAgent agent, ShopContext shop, TurnKeeper keeper, SpokenWords spoken,
    TimeSpan agentPatience, TimeProvider clock, ILogger logger)
    : IDisposable
{
    private const string Again = "Sorry, I didn't get that. Could you say it again?";
    private const string SomebodyCalls = "Sorry, something is wrong on our side. Somebody will call you back. Goodbye.";
    private const int FailuresMax = 2;
    private const int WaitingMax = 8;

    private readonly Lock _order = new(); // Keys come from a timer, words from the socket.
    private readonly CancellationTokenSource _line = new(); // Cancelled when nobody listens any more.
    private readonly Keypad _keypad = new(clock);
    private volatile Utterance _last = new(keeper.LastAgentTurn, clock.GetUtcNow()) { IsKept = true };
    private volatile Task _answering = Task.CompletedTask;
    private string? _heardUntil;
    private int _waiting;
    private int _failures;
    private bool _isOver;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!keeper.IsStale && await socket.ReceiveAsync(cancellationToken) is { } frame)
            {
                if (_answering.IsFaulted)
                    await _answering;
                await HandleAsync(RelayMessage.Parse(frame));
            }
        }
        finally
        {
            _keypad.Dispose();
            _last.Mute();
            await _line.CancelAsync();
            await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await keeper.FinishAsync(clock);
        }

        await socket.CloseAsync(
            keeper.IsStale ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure, "Goodbye.");
    }

    public void Dispose()
    {
        _line.Dispose();
        _keypad.Dispose();
    }

    private async Task HandleAsync(RelayMessage? message)
    {
        switch (message)
        {
            case RelayPrompt { IsLast: true } prompt:
                await AnswerAsync(prompt.Text);
                break;
            case RelayDtmf dtmf:
                await _keypad.PressAsync(dtmf.Digit, AnswerAsync);
                break;
            case RelayInterrupt interrupt:
                await InterruptAsync(interrupt.Heard);
                break;
            case RelayError:
                LogComplaint(); // What it says may quote what we said.
                break;
            case RelayPrompt or RelaySetup or RelayUnknown or null:
                break; // Guesses of what is being said, repeats, what this version does not know, noise.
        }
    }

    private async Task AnswerAsync(string text)
    {
        // Nobody talks that far ahead; who does is not read until they are answered.
        if (Volatile.Read(ref _waiting) >= WaitingMax)
            await _answering;
        Interlocked.Increment(ref _waiting);
        Then(() => RespondAsync(text));
    }

    // One thing after the other, while reading goes on. What fails ends the conversation with the next frame.
    private void Then(Func<Task> next)
    {
        lock (_order)
            _answering = AfterAsync(_answering, next);
    }

    private static async Task AfterAsync(Task before, Func<Task> next)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await next();
    }

    private async Task RespondAsync(string text)
    {
        Interlocked.Decrement(ref _waiting);
        if (_isOver)
            return; // Goodbye was said: what comes now crossed the end on its way.
        var heard = new Heard(keeper.NextTurn, text, Interlocked.Exchange(ref _heardUntil, null));
        var caller = new CallTurn(heard.TurnNo, Speaker.Caller, Cut(heard.Text), clock.GetUtcNow());
        spoken.Say(caller.TurnNo, "caller", caller.Text);
        var utterance = Begin(heard.TurnNo + 1);
        var done = await SpeakAsync(utterance, token => agent.RespondAsync(keeper.State, heard, Now(), token));
        if (done is null)
        {
            await FailAsync(caller, utterance);
            return;
        }

        _failures = 0;
        await KeepAsync([caller], utterance, done);
    }

    private async Task KeepAsync(IReadOnlyList<CallTurn> before, Utterance utterance, AgentDone done)
    {
        var answer = await keeper.KeepAsync([.. before, utterance.Keep()], done.State, done.Action, done.Reason);
        switch (done.Action)
        {
            case AgentAction.PlaceOrder or AgentAction.CreateCallBack when !answer.IsStale:
                await ReportAsync(new ActionResult(done.Action, answer.HasSucceeded, answer.OrderNumber));
                break;
            case AgentAction.EndCall or AgentAction.OptOut:
                await EndAsync();
                break;
        }
    }

    private async Task ReportAsync(ActionResult result)
    {
        var utterance = Begin(keeper.NextTurn);
        var done = await SpeakAsync(utterance, token => agent.ReportAsync(keeper.State, result, Now(), token));
        if (done is not null)
            await KeepAsync([], utterance, done);
        else
            await FailAsync(null, utterance);
    }

    // Words as soon as they are known; null when the agent broke or took too long.
    private async Task<AgentDone?> SpeakAsync(
        Utterance utterance, Func<CancellationToken, IAsyncEnumerable<AgentStep>> ask)
    {
        using var patience = new CancellationTokenSource(agentPatience, clock);
        utterance.ThinkWith(patience);
        try
        {
            AgentDone? done = null;
            await foreach (var step in ask(patience.Token).WithCancellation(patience.Token))
            {
                if (step is AgentToken token)
                    await SayAsync(utterance, token.Text);
                else
                    done = step as AgentDone;
            }

            await CloseTurnAsync(utterance);
            return done;
        }
        catch (OperationCanceledException) when (utterance.IsInterrupted)
        {
            // The caller spoke before there was anything to decide; what they say now is answered next.
            return new AgentDone(keeper.State, AgentAction.None);
        }
        catch (Exception e)
        {
            LogAgentFailed(e.GetType().Name); // Its message may quote the caller.
            return null;
        }
        finally
        {
            utterance.ThinkWith(null);
        }
    }

    private async Task FailAsync(CallTurn? caller, Utterance utterance)
    {
        _failures++;
        var isLost = _failures >= FailuresMax;
        await SayAsync(utterance, isLost ? SomebodyCalls : Again);
        await CloseTurnAsync(utterance);
        var turns = caller is null ? [utterance.Keep()] : new[] { caller, utterance.Keep() };
        await keeper.KeepAsync(
            turns, keeper.State, isLost ? AgentAction.CreateCallBack : AgentAction.None,
            isLost ? CallBackReason.NotUnderstood : null);
        if (isLost)
        {
            await keeper.KeepAsync([], keeper.State, AgentAction.EndCall, null);
            await EndAsync();
        }
    }

    private Task EndAsync()
    {
        _isOver = true;
        return SendAsync(RelayFrames.End(handoffData: null), () => true);
    }

    private async Task InterruptAsync(string heard)
    {
        var utterance = _last;
        Volatile.Write(ref _heardUntil, heard);
        var isKept = utterance.Interrupt(heard);
        // An empty last token closes the turn that was cut.
        await SendAsync(RelayFrames.Text("", isLast: true), () => true);
        if (isKept)
            Then(() => keeper.InterruptAsync(utterance.TurnNo, heard));
    }

    // Who has hung up hears nothing more, but is still answered.
    private Utterance Begin(int turnNo)
    {
        _last = new Utterance(turnNo, clock.GetUtcNow());
        if (_line.IsCancellationRequested)
            _last.Mute();
        return _last;
    }

    private ShopContext Now() => shop with { Now = clock.GetUtcNow() };

    private Task SayAsync(Utterance utterance, string text)
    {
        utterance.Add(text);
        if (!utterance.IsMuted)
            spoken.Say(utterance.TurnNo, "agent", text);
        return SendAsync(RelayFrames.Text(text, isLast: false), () => !utterance.IsMuted);
    }

    private Task CloseTurnAsync(Utterance utterance) =>
        SendAsync(RelayFrames.Text("", isLast: true), () => !utterance.IsMuted);

    // A line that breaks while something is said must not undo what the caller said.
    private async Task SendAsync(byte[] frame, Func<bool> isWanted)
    {
        try
        {
            await socket.SendAsync(frame, isWanted, _line.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            LogUnheard(e.GetType().Name);
        }
    }

    private static string Cut(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= CallTurn.TextLengthMax ? clean : clean[..CallTurn.TextLengthMax];
    }

    [LoggerMessage(3151, LogLevel.Warning, "The provider complains about something that was sent")]
    private partial void LogComplaint();

    [LoggerMessage(3152, LogLevel.Error, "The agent did not answer: {Failure}")]
    private partial void LogAgentFailed(string failure);

    [LoggerMessage(3153, LogLevel.Debug, "The line broke while the agent spoke: {Failure}")]
    private partial void LogUnheard(string failure);
}
