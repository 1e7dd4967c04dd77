using System.Collections.Immutable;

namespace Platform.Live;

/// <summary>One event of the log, as stored.</summary>
/// <param name="Position">Dense and in commit order, over all accounts.</param>
/// <param name="AccountId">Whose it is; null for the platform's own.</param>
/// <param name="Kind">For example <c>order.placed</c>.</param>
/// <param name="Subject">For example <c>orders/{id}</c>.</param>
/// <param name="Topics">Further topics that hear it.</param>
/// <param name="At">When it was committed, UTC.</param>
/// <param name="Actor">Who caused it, as <c>kind:id</c>.</param>
/// <param name="TraceId">W3C trace id, or null.</param>
/// <param name="Body">JSON object, snake_case, without personal data.</param>
[GenerateSerializer, Immutable, Alias("Platform.LogEntry")]
public sealed record LogEntry(
    [property: Id(0)] long Position,
    [property: Id(1)] Guid? AccountId,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Subject,
    [property: Id(4)] ImmutableArray<string> Topics,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] string Actor,
    [property: Id(7)] string? TraceId,
    [property: Id(8)] string Body);
