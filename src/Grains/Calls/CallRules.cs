using System.Buffers.Binary;
using System.Collections.Immutable;
using Platform.Conversation;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>Every decision about a call. Pure.</summary>
internal static class CallRules
{
    /// <summary>A call without an end is looked at again then: its last report may never come.</summary>
    private static readonly TimeSpan Forgotten = Call.LengthMax + TimeSpan.FromMinutes(5);

    private static readonly TimeSpan WorkPause = TimeSpan.FromSeconds(10);

    /// <summary>How long after its end a call waits for words that are on their way: longer than an answer and its
    /// commit take, and than a short outage of the database.</summary>
    private static readonly TimeSpan LastWordsPause = TimeSpan.FromSeconds(45);

    public static Call Create(string key, CallReport report, DateTimeOffset now) => new()
    {
        Id = GrainKey.IdOf(key),
        AccountId = GrainKey.AccountOf(key)
            ?? throw new ArgumentException("A call's key starts with its account.", nameof(key)),
        ShopId = report.ShopId,
        Provider = report.Provider,
        ProviderCallId = report.ProviderCallId,
        UpdatedAt = now,
    };

    /// <summary>Whether this report was written before.</summary>
    public static bool HasSeen(Call call, Webhook webhook) => call.Seen.Contains(Mark(webhook));

    public static Call Merge(Call call, CallReport report, DateTimeOffset now)
    {
        var merged = call with
        {
            Facts = CallMerge.Apply(call.Facts, report.Event),
            Seen = Remember(call.Seen, Mark(report.Webhook)),
            UpdatedAt = now,
        };
        merged = merged switch
        {
            { Erasure: not null } => CallErasing.Bare(merged),
            { WordsErasedAt: not null } => CallErasing.WithoutWords(merged),
            _ => merged,
        };
        return Owe(merged, now);
    }

    /// <summary>The conversation begins with what the caller hears first.</summary>
    public static (Call Next, CallTurn Greeting) OpenTalk(Call call, ConversationState talk, DateTimeOffset now)
    {
        var greeting = new CallTurn(1, Speaker.Agent, Cut(talk.LastSaid), now);
        return (call with { Talk = talk, TurnCount = 1, LastAgentTurn = greeting }, greeting);
    }

    /// <summary>A connection takes the conversation over: whoever talks has been answered, whether or not the provider
    /// reports it. Its own time is worth more than this one.</summary>
    public static Call Join(Call call, DateTimeOffset now)
    {
        var answered = new CallEvent { Status = CallStatus.InProgress, At = new CallMoment(now, IsExact: false) };
        return call with
        {
            Facts = CallMerge.Apply(call.Facts, answered),
            RelayNo = call.RelayNo + 1,
            IsTalking = true,
            UpdatedAt = now,
        };
    }

    /// <summary>The call after its connection said all it had, or null when that changes nothing: another connection
    /// talks, or nothing is left open that would wait for it.</summary>
    public static Call? Leave(Call call, int relayNo, DateTimeOffset now) =>
        call.IsTalking && call.RelayNo == relayNo && IsLeftOpen(call)
            ? Owe(call with { IsTalking = false, UpdatedAt = now }, now)
            : null;

    /// <summary>Whether the last words of an ended call have been waited for long enough.</summary>
    public static bool IsHeardOut(Call call, DateTimeOffset now) =>
        call is { IsTalking: true, Work: null, DueAt: { } due } && now >= due
        && CallMerge.IsEnd(CallMerge.Status(call.Facts));

    /// <summary>Those of these turns that were not taken before, or null when they do not go on where the call stands
    /// or another connection has the conversation. A commit that was slower than its caller's patience is sent once
    /// more, together with what was said since.</summary>
    public static CallTurns? Untaken(Call call, CallTurns turns)
    {
        if (turns.RelayNo != call.RelayNo)
            return null;

        var rest = turns with { Turns = [.. turns.Turns.SkipWhile(turn => turn.TurnNo <= call.TurnCount)] };
        return rest.Turns is [var first, ..] && first.TurnNo != call.TurnCount + 1 ? null : rest;
    }

    /// <summary>Whether they were taken before: their acknowledgement was lost.</summary>
    public static bool IsRepeat(Call call, CallTurns turns) =>
        turns.RelayNo == call.RelayNo && !turns.Turns.IsEmpty && turns.Turns[^1].TurnNo <= call.TurnCount;

    public static Call Take(Call call, CallTurns turns, DateTimeOffset now)
    {
        var next = call with
        {
            Talk = turns.State,
            TurnCount = call.TurnCount + turns.Turns.Length,
            CallerTurnCount = call.CallerTurnCount + turns.Turns.Count(turn => turn.Speaker == Speaker.Caller),
            InterruptionCount = call.InterruptionCount + turns.Turns.Count(turn => turn.IsInterrupted),
            LastAgentTurn = turns.Turns.LastOrDefault(turn => turn.Speaker == Speaker.Agent) ?? call.LastAgentTurn,
            HasOptedOut = call.HasOptedOut || turns.Action == AgentAction.OptOut,
            HasAgentHungUp = call.HasAgentHungUp || turns.Action is AgentAction.EndCall or AgentAction.OptOut,
            HasAskedForCallBack = call.HasAskedForCallBack || turns.Action == AgentAction.CreateCallBack,
            Work = WorkOf(turns.Action) ?? call.Work,
            UpdatedAt = now,
        };
        return Owe(next, now);
    }

    /// <summary>The last agent's turn as it was heard, or null when it is another one or was cut before.</summary>
    public static (Call Next, CallTurn Turn)? Interrupt(
        Call call, int relayNo, int turnNo, string heard, DateTimeOffset now)
    {
        if (relayNo != call.RelayNo || call.LastAgentTurn is not { IsInterrupted: false } turn || turn.TurnNo != turnNo)
            return null;

        var cut = turn with { IsInterrupted = true, Heard = Cut(heard) };
        var next = call with
        {
            LastAgentTurn = cut,
            InterruptionCount = call.InterruptionCount + 1,
            UpdatedAt = now,
        };
        return (next, cut);
    }

    public static Call Placed(Call call, string orderNumber, Guid? customerId, DateTimeOffset now) => Owe(
        call with
        {
            OrderId = CallId.OrderOf(call.Id),
            OrderNumber = orderNumber,
            CustomerId = customerId,
            Work = null,
            UpdatedAt = now,
        },
        now);

    /// <summary>The order was refused: a person has to see to it.</summary>
    public static Call NotPlaced(Call call, DateTimeOffset now) =>
        Owe(call with { Work = CallWork.OpenTask, UpdatedAt = now }, now);

    public static Call TaskOpened(Call call, DateTimeOffset now) =>
        Owe(call with { TaskId = CallId.TaskOf(call.Id), Work = null, UpdatedAt = now }, now);

    /// <summary>The transcript that somebody else wrote.</summary>
    public static Call Transcribed(Call call, ImmutableArray<CallTurn> turns) => call with
    {
        TurnCount = call.TurnCount + turns.Length,
        CallerTurnCount = call.CallerTurnCount + turns.Count(turn => turn.Speaker == Speaker.Caller),
    };

    /// <summary>Ends a call whose end nobody reported.</summary>
    public static Call Forget(Call call, DateTimeOffset now)
    {
        var end = new CallEvent { Status = CallStatus.Completed, At = new CallMoment(now, IsExact: false) };
        return Owe(call with { Facts = CallMerge.Apply(call.Facts, end), UpdatedAt = now }, now);
    }

    public static bool IsForgotten(Call call, DateTimeOffset now) =>
        !CallMerge.IsEnd(CallMerge.Status(call.Facts)) && now >= CallMerge.StartedAt(call.Facts) + Forgotten;

    public static CallTask TaskOf(Call call, CallBackReason? asked, DateTimeOffset now) => new()
    {
        Id = CallId.TaskOf(call.Id),
        AccountId = call.AccountId,
        ShopId = call.ShopId,
        CallId = call.Id,
        Phone = call.Talk?.Draft.CustomerPhone ?? CallMerge.From(call.Facts),
        Reason = Reason(call, asked),
        Status = TaskState.Open,
        CreatedAt = now,
        DueAt = now,
    };

    public static string Cut(string text) =>
        text.Length <= CallTurn.TextLengthMax ? text : text[..CallTurn.TextLengthMax];

    // What the call owes follows from what it is: whoever hung up in the middle of an order, or was turned away, is
    // called back, once. Whoever said "yes" while hanging up has ordered: the end alone does not decide. Whoever was
    // turned away heard nothing else: the provider's report of the end may be lost with the outage.
    internal static Call Owe(Call call, DateTimeOffset now)
    {
        var isEnded = CallMerge.IsEnd(CallMerge.Status(call.Facts));
        var isOwed = call.TaskId is null && (isEnded || call.Facts.WasTurnedAway) && IsLeftOpen(call);
        var work = call.Work ?? (isOwed && !call.IsTalking ? CallWork.OpenTask : null);
        return call with
        {
            Work = work,
            DueAt = work is not null ? now + WorkPause
                : isOwed ? now + LastWordsPause
                : isEnded ? null
                : CallMerge.StartedAt(call.Facts) + Forgotten,
        };
    }

    private static bool IsLeftOpen(Call call) =>
        call is { OrderId: null, HasOptedOut: false, IsSilenced: false }
        && (call.Facts.WasTurnedAway
            || (call.CallerTurnCount > 0
                && call.Talk?.Draft is { Phase: not DraftPhase.Abandoned } draft // Whoever took leave wants nothing.
                && draft.Intent is DraftIntent.OrderService or DraftIntent.OrderProduct));

    private static CallWork? WorkOf(AgentAction action) => action switch
    {
        AgentAction.PlaceOrder => CallWork.PlaceOrder,
        AgentAction.CreateCallBack => CallWork.OpenTask,
        AgentAction.None or AgentAction.EndCall or AgentAction.OptOut => null,
    };

    private static TaskReason Reason(Call call, CallBackReason? asked) => asked switch
    {
        CallBackReason.Asked => TaskReason.Asked,
        CallBackReason.NotUnderstood => TaskReason.NotUnderstood,
        CallBackReason.Question => TaskReason.Question,
        CallBackReason.OrderTrouble => TaskReason.OrderTrouble,
        null => call.Facts.WasTurnedAway ? TaskReason.TurnedAway
            : call.HasAskedForCallBack ? TaskReason.Asked
            : call.Talk?.Draft.IsConfirmed == true ? TaskReason.OrderTrouble
            : TaskReason.Abandoned,
    };

    // Sorted, so that the order of arrival leaves no trace.
    private static ImmutableArray<long> Remember(ImmutableArray<long> seen, long mark)
    {
        var next = seen.Add(mark).Sort();
        return next.Length > Call.SeenMax ? next.RemoveAt(0) : next;
    }

    private static long Mark(Webhook webhook)
    {
        Span<byte> bytes = stackalloc byte[16];
        webhook.Id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
