using System.Net.WebSockets;
using System.Text;
using Platform.Calls.Twilio;
using Platform.Conversation;

namespace Platform.Calls.Relay;

/// <summary>One conversation over one connection: what the caller says goes to the agent, what the agent says goes to
/// the caller word by word. Reading never waits for speaking, so that an interruption is noticed at once.</summary>
internal sealed partial class RelayConversation(
    RelaySocket socket, IConversationAgent agent, ShopContext shop, TurnKeeper keeper, SpokenWords spoken,
    TimeSpan agentPatience, TimeProvider clock, ILogger logger)
    : IDisposable
{
    private const string Again = "Sorry, I didn't get that. Could you say it again?";
    private const string SomebodyCalls = "Sorry, something is wrong on our side. Somebody will call you back. Goodbye.";
    private const int FailuresMax = 2;
    private const int DigitsMax = 32;

    private static readonly TimeSpan DigitsPause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asking = new(1, 1); // Keys come from a timer, words from the socket.
    private readonly StringBuilder _digits = new();
    private CancellationTokenSource? _digitsWait;
    private Utterance _last = new(keeper.LastAgentTurn, clock.GetUtcNow()) { IsKept = true };
    private Task _answering = Task.CompletedTask;
    private string? _heardUntil;
    private int _failures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!keeper.IsStale && await socket.ReceiveAsync(cancellationToken) is { } frame)
                await HandleAsync(RelayMessage.Parse(frame), cancellationToken);
        }
        finally
        {
            _digitsWait?.Cancel();
            _last.Mute();
            await _answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await keeper.FinishAsync(clock);
        }

        await socket.CloseAsync(
            keeper.IsStale ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure, "Goodbye.");
    }

    public void Dispose()
    {
        _asking.Dispose();
        _digitsWait?.Dispose();
    }

    private async Task HandleAsync(RelayMessage? message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case RelayPrompt { IsLast: true } prompt:
                await AnswerAsync(prompt.Text, cancellationToken);
                break;
            case RelayDtmf dtmf:
                await PressAsync(dtmf.Digit, cancellationToken);
                break;
            case RelayInterrupt interrupt:
                await InterruptAsync(interrupt.Heard, cancellationToken);
                break;
            case RelayError:
                LogComplaint(); // What it says may quote what we said.
                break;
            case RelayPrompt or RelaySetup or RelayUnknown or null:
                break; // Guesses of what is being said, repeats, what this version does not know, noise.
        }
    }

    // The answer before may still be on its way to the database; what it had to say is said or was cut.
    private async Task AnswerAsync(string text, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            await _answering;
            var heard = new Heard(keeper.NextTurn, text, _heardUntil);
            _heardUntil = null;
            _answering = RespondAsync(heard, cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task RespondAsync(Heard heard, CancellationToken cancellationToken)
    {
        var caller = new CallTurn(heard.TurnNo, Speaker.Caller, Cut(heard.Text), clock.GetUtcNow());
        spoken.Say(caller.TurnNo, "caller", caller.Text);
        var utterance = Begin(heard.TurnNo + 1);
        var done = await SpeakAsync(
            utterance, token => agent.RespondAsync(keeper.State, heard, Now(), token), cancellationToken);
        if (done is null)
        {
            await FailAsync(caller, utterance, cancellationToken);
            return;
        }

        _failures = 0;
        await KeepAsync([caller], utterance, done, cancellationToken);
    }

    private async Task KeepAsync(
        IReadOnlyList<CallTurn> before, Utterance utterance, AgentDone done, CancellationToken cancellationToken)
    {
        var answer = await keeper.KeepAsync([.. before, utterance.Keep()], done.State, done.Action, done.Reason);
        switch (done.Action)
        {
            case AgentAction.PlaceOrder or AgentAction.CreateCallBack when !answer.IsStale:
                var result = new ActionResult(done.Action, answer.HasSucceeded, answer.OrderNumber);
                await ReportAsync(result, cancellationToken);
                break;
            case AgentAction.EndCall or AgentAction.OptOut:
                await socket.SendAsync(RelayFrames.End(handoffData: null), () => true, cancellationToken);
                break;
        }
    }

    private async Task ReportAsync(ActionResult result, CancellationToken cancellationToken)
    {
        var utterance = Begin(keeper.NextTurn);
        var done = await SpeakAsync(
            utterance, token => agent.ReportAsync(keeper.State, result, Now(), token), cancellationToken);
        if (done is not null)
            await KeepAsync([], utterance, done, cancellationToken);
        else
            await FailAsync(null, utterance, cancellationToken);
    }

    // Words as soon as they are known; null when the agent broke or took too long.
    private async Task<AgentDone?> SpeakAsync(
        Utterance utterance, Func<CancellationToken, IAsyncEnumerable<AgentStep>> ask,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(agentPatience);
        try
        {
            AgentDone? done = null;
            await foreach (var step in ask(patience.Token).WithCancellation(patience.Token))
            {
                if (step is AgentToken token)
                    await SayAsync(utterance, token.Text, cancellationToken);
                else
                    done = step as AgentDone;
            }

            await CloseTurnAsync(utterance, cancellationToken);
            return done;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is not (WebSocketException or ObjectDisposedException))
        {
            LogAgentFailed(e);
            return null;
        }
    }

    private async Task FailAsync(CallTurn? caller, Utterance utterance, CancellationToken cancellationToken)
    {
        _failures++;
        var isLost = _failures >= FailuresMax;
        await SayAsync(utterance, isLost ? SomebodyCalls : Again, cancellationToken);
        await CloseTurnAsync(utterance, cancellationToken);
        var turns = caller is null ? [utterance.Keep()] : new[] { caller, utterance.Keep() };
        await keeper.KeepAsync(
            turns, keeper.State, isLost ? AgentAction.CreateCallBack : AgentAction.None,
            isLost ? CallBackReason.NotUnderstood : null);
        if (isLost)
        {
            await keeper.KeepAsync([], keeper.State, AgentAction.EndCall, null);
            await socket.SendAsync(RelayFrames.End(handoffData: null), () => true, cancellationToken);
        }
    }

    private async Task InterruptAsync(string heard, CancellationToken cancellationToken)
    {
        var utterance = _last;
        _heardUntil = heard;
        var isKept = utterance.Interrupt(heard);
        // An empty last token closes the turn that was cut.
        await socket.SendAsync(RelayFrames.Text("", isLast: true), () => true, cancellationToken);
        if (isKept)
        {
            await _answering;
            await keeper.InterruptAsync(utterance.TurnNo, heard);
        }
    }

    private async Task PressAsync(string digit, CancellationToken cancellationToken)
    {
        _digitsWait?.Cancel();
        if (digit != "#" && _digits.Length < DigitsMax)
            _digits.Append(digit);
        if (digit == "#")
        {
            await SayDigitsAsync(cancellationToken);
            return;
        }

        var wait = _digitsWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Delay(DigitsPause, clock, wait.Token).ContinueWith(
            _ => SayDigitsAsync(cancellationToken), wait.Token, TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
    }

    private async Task SayDigitsAsync(CancellationToken cancellationToken)
    {
        var digits = _digits.ToString();
        _digits.Clear();
        if (digits.Length > 0)
            await AnswerAsync(digits, cancellationToken);
    }

    private Utterance Begin(int turnNo) => _last = new Utterance(turnNo, clock.GetUtcNow());

    private ShopContext Now() => shop with { Now = clock.GetUtcNow() };

    private Task SayAsync(Utterance utterance, string text, CancellationToken cancellationToken)
    {
        utterance.Add(text);
        if (!utterance.IsMuted)
            spoken.Say(utterance.TurnNo, "agent", text);
        return socket.SendAsync(RelayFrames.Text(text, isLast: false), () => !utterance.IsMuted, cancellationToken);
    }

    private Task CloseTurnAsync(Utterance utterance, CancellationToken cancellationToken) =>
        socket.SendAsync(RelayFrames.Text("", isLast: true), () => !utterance.IsMuted, cancellationToken);

    private static string Cut(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= CallTurn.TextLengthMax ? clean : clean[..CallTurn.TextLengthMax];
    }

    [LoggerMessage(3151, LogLevel.Warning, "The provider complains about something that was sent")]
    private partial void LogComplaint();

    [LoggerMessage(3152, LogLevel.Error, "The agent did not answer")]
    private partial void LogAgentFailed(Exception failure);
}
