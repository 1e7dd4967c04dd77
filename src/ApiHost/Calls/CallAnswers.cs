using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Erasures;
using Platform.Http;
using Platform.Orders;

namespace Platform.Calls;

/// <summary>A call as HTTP says it.</summary>
/// <param name="HasRecording">Whether there is one to listen to; null in lists, which do not ask.</param>
public sealed record CallAnswer(
    Guid Id,
    string Provider,
    string ProviderCallId,
    Guid ShopId,
    string Direction,
    string? From,
    string? To,
    string Status,
    string? Outcome,
    string? EndReason,
    bool HasConflict,
    Guid? OrderId,
    string? OrderNumber,
    Guid? CustomerId,
    Guid? TaskId,
    DateTimeOffset StartedAt,
    DateTimeOffset? InitiatedAt,
    DateTimeOffset? RingingAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    long? DurationMs,
    int TurnCount,
    int InterruptionCount,
    CallDraftAnswer? Draft,
    long Version,
    Erasure? Erasure = null,
    bool? HasRecording = null,
    DateTimeOffset? WordsErasedAt = null);

/// <summary>What a call has understood so far.</summary>
public sealed record CallDraftAnswer(
    DraftIntent Intent,
    DraftKind? Kind,
    DraftCategory? ServiceCategory,
    string? ServiceLabel,
    string? CustomerName,
    string? CustomerPhone,
    CallAddressAnswer? Address,
    string? Email,
    CallTimeAnswer? RequestedTime,
    DraftPriority Priority,
    string? Description,
    DraftPhase Phase,
    IReadOnlyList<string> Missing,
    bool Confirmed,
    IReadOnlyDictionary<string, int> FieldTurns)
{
    /// <summary>Goods that are ordered; empty for a service.</summary>
    public IReadOnlyList<CallLineAnswer> Lines { get; init; } = [];
}

/// <summary>Goods, and how many.</summary>
public sealed record CallLineAnswer(string Name, int Quantity);

/// <summary>An address as far as it was understood.</summary>
public sealed record CallAddressAnswer(
    string? Line1, string? Line2, string? City, string? State, string? PostalCode, string? Country, string Raw);

/// <summary>When the caller wants it.</summary>
public sealed record CallTimeAnswer(DateTimeOffset? From, DateTimeOffset? To, string Text);

/// <summary>One utterance.</summary>
public sealed record TurnAnswer(
    int TurnNo, string Speaker, string Text, DateTimeOffset At, bool Interrupted, string? Heard);

/// <summary>A received webhook.</summary>
public sealed record WebhookAnswer(
    Guid Id, Guid? CallId, string Provider, string Path, DateTimeOffset ReceivedAt, string Verdict, double? LatencyMs,
    int? Status, string Body);

/// <summary>Something a person has to do.</summary>
public sealed record TaskAnswer(
    Guid Id, string Kind, string? Phone, string Reason, Guid CallId, Guid ShopId, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? DoneAt, long Version);

/// <summary>Something to look at.</summary>
/// <param name="Subject">What it is about: a number, an order's number, an item's name.</param>
/// <param name="SubjectId">The object behind it, where there is one.</param>
/// <param name="Detail">What was found, where the kind does not say all.</param>
public sealed record AlertAnswer(
    Guid Id, string Kind, string Subject, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Count,
    Guid? SubjectId = null, string? Detail = null);

/// <summary>Where a task shall stand.</summary>
public sealed record TaskPatch(string Status) : IChecked
{
    public void Check(FieldErrors errors) => errors.Require(
        CallWords.Read<TaskState>(Status, CallWords.Of) is not null, "/status", "must be open, done or dismissed");
}

/// <summary>A request to remove the caller from a call.</summary>
/// <param name="Reason">Why, without saying who: it stays with the call.</param>
public sealed record EraseCallerRequest(string Reason) : IChecked
{
    /// <inheritdoc/>
    public void Check(FieldErrors errors) => errors.Text("/reason", Reason, OrderLimits.ReasonLengthMax);
}

/// <summary>How calls travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(Page<CallAnswer>))]
[JsonSerializable(typeof(Page<TurnAnswer>))]
[JsonSerializable(typeof(Page<WebhookAnswer>))]
[JsonSerializable(typeof(TaskAnswer))]
[JsonSerializable(typeof(Page<TaskAnswer>))]
[JsonSerializable(typeof(Page<AlertAnswer>))]
[JsonSerializable(typeof(TaskPatch))]
[JsonSerializable(typeof(EraseCallerRequest))]
internal sealed partial class CallHttpJson : JsonSerializerContext;

/// <summary>From what is kept to what travels. Pure.</summary>
internal static class CallShapes
{
    public static CallAnswer Answer(CallView view)
    {
        var (call, summary) = (view.Call, view.Summary);
        return new CallAnswer(
            call.Id, call.Provider, call.ProviderCallId, call.ShopId, CallWords.Of(summary.Direction), summary.From,
            summary.To, CallWords.Of(summary.Status),
            summary.Outcome is { } outcome ? CallWords.Of(outcome) : null,
            summary.EndReason is { } reason ? CallWords.Of(reason) : null, summary.HasConflict, call.OrderId,
            call.OrderNumber, call.CustomerId, call.TaskId, summary.StartedAt, summary.InitiatedAt, summary.RingingAt,
            summary.AnsweredAt, summary.EndedAt, summary.DurationMs, call.TurnCount, call.InterruptionCount,
            call.Talk is { } talk ? Draft(talk.Draft) : null, view.Version, call.Erasure,
            WordsErasedAt: call.WordsErasedAt);
    }

    public static TurnAnswer Answer(CallTurn turn) => new(
        turn.TurnNo, CallWords.Of(turn.Speaker), turn.Text, turn.At, turn.IsInterrupted, turn.Heard);

    public static WebhookAnswer Answer(Webhook webhook) => new(
        webhook.Id, webhook.CallId, webhook.Provider, webhook.Path, webhook.ReceivedAt, CallWords.Of(webhook.Verdict),
        webhook.LatencyMs, webhook.Status, webhook.Body);

    public static TaskAnswer Answer(VersionedTask found) => new(
        found.Task.Id, "call_back", found.Task.Phone, CallWords.Of(found.Task.Reason), found.Task.CallId,
        found.Task.ShopId, CallWords.Of(found.Task.Status), found.Task.CreatedAt, found.Task.DueAt, found.Task.DoneAt,
        found.Version);

    public static AlertAnswer Answer(Alert alert) =>
        new(
            alert.Id, alert.Kind, alert.Subject, alert.FirstAt, alert.LastAt, alert.Count, alert.SubjectId,
            alert.Detail);

    private static CallDraftAnswer Draft(Draft draft) => new(
        draft.Intent, draft.Kind, draft.ServiceCategory, draft.ServiceLabel, draft.CustomerName, draft.CustomerPhone,
        draft.Address is { } address
            ? new CallAddressAnswer(
                address.Line1, address.Line2, address.City, address.State, address.PostalCode, address.Country,
                address.Raw)
            : null,
        draft.Email,
        draft.RequestedTime is { } time ? new CallTimeAnswer(time.From, time.To, time.Text) : null,
        draft.Priority, draft.Description, draft.Phase, draft.Missing, draft.IsConfirmed, draft.FieldTurns)
    {
        Lines = draft.Kind == DraftKind.Product
            ? [.. draft.Lines.Select(line => new CallLineAnswer(line.Name, line.Quantity))]
            : [],
    };
}
