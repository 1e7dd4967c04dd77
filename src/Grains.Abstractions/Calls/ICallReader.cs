using Platform.Live;

namespace Platform.Calls;

/// <summary>Lists an account's calls and what belongs to them.</summary>
public interface ICallReader
{
    /// <summary>Calls, the last started first.</summary>
    Task<Snapshot<IReadOnlyList<CallView>>> ListAsync(
        Guid accountId, CallFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>A call's turns after a number, in order.</summary>
    Task<Snapshot<IReadOnlyList<CallTurn>>> TurnsAsync(
        Guid accountId, Guid callId, int afterTurn, int limit, CancellationToken cancellationToken);

    /// <summary>Webhooks, the last received first; of one call, with some verdicts, or all.</summary>
    Task<Snapshot<IReadOnlyList<Webhook>>> WebhooksAsync(
        Guid accountId, WebhookFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Tasks by when they are due.</summary>
    Task<Snapshot<IReadOnlyList<VersionedTask>>> TasksAsync(
        Guid accountId, TaskFilter filter, CallCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>Alerts, the last raised first.</summary>
    Task<Snapshot<IReadOnlyList<Alert>>> AlertsAsync(
        Guid accountId, CallCursor? after, int limit, CancellationToken cancellationToken);
}

/// <summary>Where a page ended.</summary>
public sealed record CallCursor(DateTimeOffset At, Guid Id);

/// <summary>Which calls; what is empty or null does not restrict.</summary>
public sealed record CallFilter(
    IReadOnlyList<CallStatus> Statuses,
    IReadOnlyList<CallOutcome> Outcomes,
    IReadOnlyList<Guid> ShopIds,
    IReadOnlyList<CallDirection> Directions,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Text);

/// <summary>Which tasks; what is empty or null does not restrict.</summary>
/// <param name="IsLastFirst">The last due come first.</param>
public sealed record TaskFilter(
    IReadOnlyList<TaskState> Statuses, Guid? ShopId = null, Guid? CallId = null, bool IsLastFirst = false);

/// <summary>Which webhooks; what is empty or null does not restrict.</summary>
public sealed record WebhookFilter(Guid? CallId, IReadOnlyList<WebhookVerdict> Verdicts, Guid? ShopId = null);
