using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Commits;
using Platform.Conversation;

namespace Platform.Calls;

/// <summary>What happened between two states of a call. Pure; ids, words and figures only, never what was
/// said.</summary>
internal static class CallEvents
{
    public const string PersonErased = "call.person_erased";
    public const string ErasureFinished = "call.erasure_finished";
    public const string WordsErased = "call.words_erased";

    private const string Topic = "calls";

    public static ImmutableArray<PendingEvent> Between(
        Call? before, Call after, ImmutableArray<CallTurn> turns, long version)
    {
        var events = ImmutableArray.CreateBuilder<PendingEvent>();
        var now = CallSummaries.Of(after);
        var then = before is null ? null : CallSummaries.Of(before);
        if (then is null)
            events.Add(Started(after, now, version));
        else if (then.Status != now.Status)
            events.Add(StatusChanged(after, then, now, version));

        foreach (var turn in turns)
        {
            var body = new CallTurnAdded(
                after.Id, after.ShopId, turn.TurnNo, CallWords.Of(turn.Speaker), after.TurnCount, version);
            events.Add(Of("call.turn_added", after, body, CallJson.Default.CallTurnAdded));
        }

        if (after.Talk?.Draft is { } draft && !IsSame(before?.Talk?.Draft, draft))
            events.Add(DraftChanged(after, draft, version));
        if (now.EndedAt is not null && then?.EndedAt is null)
            events.Add(Ended(after, now, version));
        return events.ToImmutable();
    }

    /// <summary>The caller was erased, or all that hung on the call is.</summary>
    public static PendingEvent Erased(Call call, string kind, long version) =>
        Of(kind, call, new CallErased(call.Id, call.ShopId, version), CallJson.Default.CallErased);

    private static PendingEvent Started(Call call, CallSummary now, long version) => Of(
        "call.started", call,
        new CallStarted(call.Id, call.ShopId, CallWords.Of(now.Status), CallWords.Of(now.Direction), version),
        CallJson.Default.CallStarted);

    private static PendingEvent StatusChanged(Call call, CallSummary then, CallSummary now, long version) => Of(
        "call.status_changed", call,
        new CallStatusChanged(call.Id, call.ShopId, CallWords.Of(then.Status), CallWords.Of(now.Status), version),
        CallJson.Default.CallStatusChanged);

    private static PendingEvent Ended(Call call, CallSummary now, long version) => Of(
        "call.ended", call,
        new CallEnded(
            call.Id, call.ShopId, CallWords.Of(now.Status), CallWords.Of(now.Outcome ?? CallOutcome.None),
            now.EndReason is { } reason ? CallWords.Of(reason) : null, now.DurationMs, call.OrderId, call.TurnCount,
            version),
        CallJson.Default.CallEnded);

    private static PendingEvent DraftChanged(Call call, Draft draft, long version) => Of(
        "call.draft_changed", call,
        new CallDraftChanged(
            call.Id, call.ShopId, Word(draft.Phase), [.. draft.FieldTurns.Keys], draft.Missing, version),
        CallJson.Default.CallDraftChanged);

    private static string Word(DraftPhase phase) => phase switch
    {
        DraftPhase.Collecting => "collecting",
        DraftPhase.ReadingBack => "reading_back",
        DraftPhase.Confirmed => "confirmed",
        DraftPhase.Abandoned => "abandoned",
        DraftPhase.CallBack => "call_back",
    };

    // Records with arrays inside compare by reference: their JSON says whether anything changed.
    private static bool IsSame(Draft? before, Draft after) =>
        ReferenceEquals(before, after)
        || JsonSerializer.Serialize(before ?? Draft.Empty, ConversationJson.Default.Draft)
            == JsonSerializer.Serialize(after, ConversationJson.Default.Draft);

    private static PendingEvent Of<T>(string kind, Call call, T body, JsonTypeInfo<T> json) =>
        new(kind, $"calls/{call.Id:D}", JsonSerializer.Serialize(body, json), [Topic]);
}
