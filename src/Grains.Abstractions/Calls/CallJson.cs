using System.Text.Json.Serialization;

namespace Platform.Calls;

/// <summary>How calls, tasks and alerts are kept, and the bodies of their events: snake_case, without what is
/// empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(CallTask))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(CallStarted))]
[JsonSerializable(typeof(CallStatusChanged))]
[JsonSerializable(typeof(CallTurnAdded))]
[JsonSerializable(typeof(CallDraftChanged))]
[JsonSerializable(typeof(CallEnded))]
[JsonSerializable(typeof(CallErased))]
[JsonSerializable(typeof(TaskCreated))]
[JsonSerializable(typeof(AlertRaised))]
public sealed partial class CallJson : JsonSerializerContext;

/// <summary>Body of <c>call.started</c>.</summary>
public sealed record CallStarted(Guid CallId, Guid ShopId, string Status, string Direction, long Version);

/// <summary>Body of <c>call.status_changed</c>.</summary>
public sealed record CallStatusChanged(Guid CallId, Guid ShopId, string From, string To, long Version);

/// <summary>Body of <c>call.turn_added</c>: which turn and whose, never what was said.</summary>
public sealed record CallTurnAdded(Guid CallId, Guid ShopId, int TurnNo, string Speaker, int TurnCount, long Version);

/// <summary>Body of <c>call.draft_changed</c>: which fields are filled and missing, never with what.</summary>
public sealed record CallDraftChanged(
    Guid CallId, Guid ShopId, string Phase, IReadOnlyList<string> Filled, IReadOnlyList<string> Missing, long Version);

/// <summary>Body of <c>call.ended</c>.</summary>
public sealed record CallEnded(
    Guid CallId, Guid ShopId, string Status, string Outcome, string? EndReason, long? DurationMs, Guid? OrderId,
    int TurnCount, long Version);

/// <summary>Body of <c>call.person_erased</c> and <c>call.erasure_finished</c>.</summary>
public sealed record CallErased(Guid CallId, Guid ShopId, long Version);

/// <summary>Body of <c>task.created</c> and <c>task.changed</c>.</summary>
public sealed record TaskCreated(
    Guid TaskId, string Kind, Guid CallId, Guid ShopId, string Reason, string Status, long Version);

/// <summary>Body of <c>alert.raised</c>.</summary>
public sealed record AlertRaised(Guid AlertId, string Kind, long Count, long Version);
