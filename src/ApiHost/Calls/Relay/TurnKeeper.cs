using System.Collections.Immutable;
using Platform.Calls.Webhooks;
using Platform.Commits;
using Platform.Conversation;

namespace Platform.Calls.Relay;

/// <summary>Brings turns to the call's grain, in order. What could not be committed goes with the next ones, so that a
/// short outage of the database costs no word.</summary>
internal sealed partial class TurnKeeper(ICallSessionGrain call, Command command, CallTalk talk, ILogger logger)
{
    private const int WaitingMax = 200;
    private const int LastTriesMax = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(1);

    private ImmutableArray<CallTurn> _waiting = [];
    private int _turnCount = talk.TurnCount;
    private AgentAction _action;
    private CallBackReason? _reason;

    /// <summary>The conversation as it stands.</summary>
    public ConversationState State { get; private set; } = talk.State;

    /// <summary>The number of the agent's last turn.</summary>
    public int LastAgentTurn { get; private set; } = talk.TurnCount;

    /// <summary>Another connection has this conversation now.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The number that the next turn gets.</summary>
    public int NextTurn => _turnCount + 1;

    /// <summary>Keeps turns and has the agent's action done. False when it was not, or not yet.</summary>
    public async Task<TurnsAnswer> KeepAsync(
        IReadOnlyList<CallTurn> turns, ConversationState state, AgentAction action, CallBackReason? reason)
    {
        State = state;
        _turnCount += turns.Count;
        LastAgentTurn = turns.LastOrDefault(turn => turn.Speaker == Speaker.Agent)?.TurnNo ?? LastAgentTurn;
        if (_waiting.Length + turns.Count <= WaitingMax)
            _waiting = _waiting.AddRange(turns);
        if (action != AgentAction.None)
            (_action, _reason) = (action, reason);
        return await SendAsync();
    }

    /// <summary>The caller spoke over the agent's last turn.</summary>
    public async Task InterruptAsync(int turnNo, string heard)
    {
        try
        {
            if (_waiting.IsEmpty)
                await call.Interrupt(talk.RelayNo, turnNo, heard, command).WaitAsync(Patience);
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            LogNotKept(e.GetType().Name);
        }
    }

    /// <summary>Tries for a while to bring what is left, after the caller has gone.</summary>
    public async Task FinishAsync(TimeProvider clock)
    {
        for (var i = 0; i < LastTriesMax && !_waiting.IsEmpty && !IsStale; i++)
        {
            await Task.Delay(LastPause, clock);
            await SendAsync();
        }

        if (!_waiting.IsEmpty)
            LogLost(_waiting.Length);
        await LeaveAsync();
    }

    // Whether an unfinished order is called back is decided when the last words are in.
    private async Task LeaveAsync()
    {
        try
        {
            await call.Leave(talk.RelayNo, command).WaitAsync(Patience);
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            LogNotKept(e.GetType().Name);
        }
    }

    private async Task<TurnsAnswer> SendAsync()
    {
        try
        {
            var answer = await call.Take(new CallTurns(talk.RelayNo, _waiting, State, _action, _reason), command)
                .WaitAsync(Patience);
            IsStale |= answer.IsStale;
            _waiting = [];
            (_action, _reason) = (AgentAction.None, null);
            return answer;
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            LogNotKept(e.GetType().Name);
            return new TurnsAnswer(IsStale: false, HasSucceeded: false);
        }
    }

    [LoggerMessage(3141, LogLevel.Warning, "Turns of a call wait: {Failure}")]
    private partial void LogNotKept(string failure);

    [LoggerMessage(3142, LogLevel.Error, "{Count} turns of a call were lost with the database")]
    private partial void LogLost(int count);
}
