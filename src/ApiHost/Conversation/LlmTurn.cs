using System.Text;
using System.Threading.Channels;

namespace Platform.Conversation;

/// <summary>One answer of a model: what it says goes out word by word, the tools it uses act on the draft, and their
/// answers go back to it, a few times at most.</summary>
internal sealed class LlmTurn(
    ConversationState before, Heard heard, ShopContext shop, IDraftTools tools, ChatClient chat, LlmOptions options,
    TimeProvider clock, ChannelWriter<AgentStep> steps)
{
    private const int RoundsMax = 4;
    private const int ToolsMax = 8;

    private readonly SpeechGuard _speech = new();
    private ConversationState? _state;
    private AgentDone? _ending;
    private bool _hasReadBack;

    /// <summary>The conversation with what the tools did.</summary>
    public ConversationState State => _state ?? before;

    /// <summary>What the caller was told so far.</summary>
    public string Said => _speech.Said;

    /// <summary>Whether a tool changed anything.</summary>
    public bool HasNoted => !ReferenceEquals(State, before);

    /// <summary>Asks the model until it has answered.</summary>
    /// <exception cref="LlmFailedException">It did not, or what it said must not be said.</exception>
    public async Task<AgentDone> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var total = new CancellationTokenSource(options.Deadline, clock);
        using var first = new CancellationTokenSource(options.FirstWord, clock);
        using var late = total.Token.Register(deadline.Cancel);
        using var silent = first.Token.Register(() =>
        {
            if (_speech.Said.Length == 0)
                deadline.Cancel();
        });
        var messages = LlmPrompt.Messages(before, tools.History(before, heard), heard, shop);
        for (var round = 0; round < RoundsMax; round++)
        {
            var calls = await AskAsync(messages, deadline.Token);
            if (calls.Count == 0)
                return Finished();
            var used = calls.Select(call => (call, Use(call.Function))).ToList();
            if (_ending is { } ending)
                return ending;
            messages.AddRange(LlmPrompt.Answers(_speech.Said, used));
        }

        throw new LlmFailedException("no end of tools");
    }

    /// <summary>The caller speaks: what was done until now is done, what was said was said.</summary>
    public AgentDone CutOff() => _ending ?? Closed(AgentAction.None, null);

    private async Task<IReadOnlyList<ChatToolCall>> AskAsync(
        IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var calls = new SortedDictionary<int, (string? Id, StringBuilder Name, StringBuilder Arguments)>();
        var question = new ChatRequest(
            options.Model, messages, LlmTools.Schema, options.TokensMax, Temperature: 0.2, Stream: true);
        await foreach (var choice in chat.AskAsync(question, cancellationToken))
        {
            if (choice.Delta?.Content is { Length: > 0 } text)
                Say(_speech.Add(text, State.Draft.IsConfirmed));
            foreach (var part in choice.Delta?.ToolCalls ?? [])
                Gather(calls, part);
        }

        Say(_speech.Flush(State.Draft.IsConfirmed));
        return [.. calls.Select(call => new ChatToolCall(
            call.Value.Id ?? $"call_{call.Key}",
            new ChatFunction(call.Value.Name.ToString(), call.Value.Arguments.ToString())))];
    }

    private static void Gather(
        SortedDictionary<int, (string? Id, StringBuilder Name, StringBuilder Arguments)> calls, ChatToolCall part)
    {
        var index = part.Index ?? calls.Count;
        if (!calls.TryGetValue(index, out var call))
        {
            if (calls.Count >= ToolsMax)
                throw new LlmFailedException("too many tools");
            call = (part.Id, new StringBuilder(), new StringBuilder());
        }

        call.Id ??= part.Id;
        call.Name.Append(part.Function?.Name);
        call.Arguments.Append(part.Function?.Arguments);
        calls[index] = call;
    }

    private string Use(ChatFunction? function)
    {
        if (_ending is not null)
            return "Not used: the turn is over.";
        if (LlmTools.Read(function, out var refusal) is not { } use)
            return refusal;
        var outcome = tools.Use(before, State, heard, shop, use);
        _state = outcome.State;
        if (outcome.Say is { } words)
        {
            _hasReadBack = use is ReadDraftBack;
            Say(_speech.Speak(words));
            _ending = Closed(outcome.Action, outcome.Reason);
        }

        return outcome.Answer;
    }

    private AgentDone Finished() => _speech.Said.Any(char.IsLetter)
        ? Closed(AgentAction.None, null)
        : throw new LlmFailedException("said nothing");

    private AgentDone Closed(AgentAction action, CallBackReason? reason) =>
        new(tools.Close(State, heard, _speech.Said, _hasReadBack), action, reason);

    private void Say(string words)
    {
        if (words.Length > 0)
            steps.TryWrite(new AgentToken(words));
        if (_speech.Trouble is { } trouble)
            throw new LlmFailedException(trouble);
    }
}
