using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>One line of a transcript.</summary>
public sealed record Spoken(int TurnNo, bool IsCaller, string Text);

/// <summary>What came of a dialogue.</summary>
public sealed record DialogueResult(ConversationState State, IReadOnlyList<AgentAction> Actions,
    IReadOnlyList<Spoken> Transcript);

/// <summary>Lets a caller and an agent talk without a telephone.</summary>
public static class DialogueRunner
{
    private const int TurnsMax = 40;

    public static async Task<DialogueResult> RunAsync(IConversationAgent agent, CallerScript script)
    {
        var caller = new ScriptedCaller(script);
        var state = agent.Open(script.Shop);
        var transcript = new List<Spoken> { new(0, IsCaller: false, state.LastSaid) };
        var actions = new List<AgentAction>();
        for (var turn = 1; turn < TurnsMax && caller.Answer(state.LastSaid) is { } line; turn++)
        {
            transcript.Add(new Spoken(turn, IsCaller: true, line));
            var done = await TurnAsync(agent.RespondAsync(state, new Heard(turn, line), script.Shop, default),
                transcript, turn);
            state = done.State;
            actions.Add(done.Action);
            if (done.Action is AgentAction.PlaceOrder or AgentAction.CreateCallBack)
            {
                var result = new ActionResult(done.Action, Succeeded: true, "ORD-2026-000042");
                done = await TurnAsync(agent.ReportAsync(state, result, script.Shop, default), transcript, turn);
                state = done.State;
                actions.Add(done.Action);
            }

            if (done.Action is AgentAction.EndCall or AgentAction.OptOut)
                break;
        }

        return new DialogueResult(state, actions, transcript);
    }

    private static async Task<AgentDone> TurnAsync(IAsyncEnumerable<AgentStep> steps, List<Spoken> transcript, int turn)
    {
        AgentDone? done = null;
        await foreach (var step in steps)
            done = step as AgentDone ?? done;
        var answer = done ?? throw new InvalidOperationException("The agent did not finish its turn.");
        transcript.Add(new Spoken(turn, IsCaller: false, answer.State.LastSaid));
        return answer;
    }
}
