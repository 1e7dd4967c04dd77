using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;

namespace Platform.Conversation;

/// <summary>An agent whose words come from a language model and whose deeds go through <see cref="IDraftTools"/>.
/// Whatever the model does or leaves undone, the turn ends within its deadline: <c>Rules</c> answers then. What became
/// of an action is told by <c>Rules</c>, so that no model reads out an order number.</summary>
internal sealed class LlmAgent(
    [FromKeyedServices(AgentNames.Rules)] IConversationAgent rules, IDraftTools tools, ChatClient chat,
    LlmBreaker breaker, LlmOptions options, TimeProvider clock, ILogger<LlmAgent> logger)
    : IConversationAgent
{
    public ConversationState Open(ShopContext shop)
    {
        var state = rules.Open(shop);
        return tools.Remember(state, new Heard(0, ""), state.LastSaid);
    }

    public IAsyncEnumerable<AgentStep> RespondAsync(
        ConversationState state, Heard heard, ShopContext shop, CancellationToken cancellationToken) =>
        tools.BelongsToRules(heard) || !breaker.TryEnter()
            ? RememberAsync(rules.RespondAsync(state, heard, shop, cancellationToken), heard)
            : AskAsync(state, heard, shop, cancellationToken);

    public IAsyncEnumerable<AgentStep> ReportAsync(
        ConversationState state, ActionResult result, ShopContext shop, CancellationToken cancellationToken) =>
        RememberAsync(rules.ReportAsync(state, result, shop, cancellationToken), new Heard(0, ""));

    // The model speaks on its own while what it said is passed on.
    private async IAsyncEnumerable<AgentStep> AskAsync(
        ConversationState state, Heard heard, ShopContext shop,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var steps = Channel.CreateUnbounded<AgentStep>();
        var turn = new LlmTurn(state, heard, shop, tools, chat, options, clock, steps.Writer);
        var ending = RunAsync(turn, state, heard, shop, steps.Writer, cancellationToken);
        // Without the token: who interrupts still gets what was done until then.
        await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None))
            yield return step;
        await ending;
    }

    private async Task RunAsync(
        LlmTurn turn, ConversationState state, Heard heard, ShopContext shop, ChannelWriter<AgentStep> steps,
        CancellationToken cancellationToken)
    {
        try
        {
            var done = await TryAsync(turn, cancellationToken)
                ?? await InsteadAsync(turn, state, heard, shop, steps, cancellationToken);
            steps.TryWrite(done);
            steps.TryComplete();
        }
        catch (Exception e)
        {
            steps.TryComplete(e); // A bug: whoever reads the steps gets it.
        }
    }

    private async Task<AgentDone?> TryAsync(LlmTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            var done = await turn.RunAsync(cancellationToken);
            breaker.Succeeded();
            return done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            breaker.Abandoned();
            return turn.CutOff();
        }
        catch (Exception e) when (e is LlmFailedException or HttpRequestException or IOException
            or OperationCanceledException)
        {
            var isOpened = breaker.Failed();
            LlmLog.Failed(logger, e is LlmFailedException ? e.Message : e.GetType().Name);
            if (isOpened)
                LlmLog.LeftAlone(logger, options.Pause);
            return null;
        }
    }

    // What the tools have noted stays; if there was nothing, the rules hear the caller afresh.
    private async Task<AgentDone> InsteadAsync(
        LlmTurn turn, ConversationState state, Heard heard, ShopContext shop, ChannelWriter<AgentStep> steps,
        CancellationToken cancellationToken)
    {
        var gap = turn.Said.Length > 0 && !char.IsWhiteSpace(turn.Said[^1]) ? " " : "";
        if (turn.HasNoted)
        {
            var next = tools.GoOn(turn.State, shop);
            steps.TryWrite(new AgentToken(gap + next.State.LastSaid));
            var said = turn.Said + gap + next.State.LastSaid;
            return next with { State = tools.Remember(next.State with { LastSaid = said }, heard, said) };
        }

        var words = new StringBuilder(turn.Said);
        await foreach (var step in rules.RespondAsync(state, heard, shop, cancellationToken))
        {
            if (step is AgentDone done)
                return done with { State = tools.Remember(done.State, heard, words.ToString()) };
            var token = (AgentToken)step;
            words.Append(gap).Append(token.Text);
            steps.TryWrite(new AgentToken(gap + token.Text));
            gap = "";
        }

        throw new InvalidOperationException("The rules did not finish their turn.");
    }

    private async IAsyncEnumerable<AgentStep> RememberAsync(IAsyncEnumerable<AgentStep> steps, Heard heard)
    {
        var said = new StringBuilder();
        await foreach (var step in steps)
        {
            if (step is AgentToken token)
                said.Append(token.Text);
            yield return step is AgentDone done
                ? done with { State = tools.Remember(done.State, heard, said.ToString()) }
                : step;
        }
    }
}

/// <summary>Kinds of failures only: neither keys nor what anybody said.</summary>
internal static partial class LlmLog
{
    [LoggerMessage(3161, LogLevel.Warning, "The language model failed ({Failure}); the rules answered")]
    public static partial void Failed(ILogger logger, string failure);

    [LoggerMessage(3162, LogLevel.Error, "The language model failed repeatedly and is left alone for {Pause}")]
    public static partial void LeftAlone(ILogger logger, TimeSpan pause);
}
