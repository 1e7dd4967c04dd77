namespace Platform.Commits;

/// <summary>Travels with every call that changes something: for whom, by whom, and the caller's own id of the
/// command, made before the first try, so that a repeated try is answered and not executed again.</summary>
/// <param name="AccountId">The account it is done for.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Operation">What is asked, for example <c>orders.place</c>. A key is unique within its
/// operation.</param>
/// <param name="Key">The caller's id of this command (Idempotency-Key, <c>{call}/place</c>), or null for none.</param>
/// <param name="RequestHash">Hash of the request, so that the same key with another body is refused.</param>
/// <param name="TraceId">W3C trace id, or null.</param>
[GenerateSerializer, Immutable, Alias("Platform.Command")]
public sealed record Command(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] Actor Actor,
    [property: Id(2)] string Operation,
    [property: Id(3)] string? Key = null,
    [property: Id(4)] string RequestHash = "",
    [property: Id(5)] string? TraceId = null)
{
    /// <summary>A command of the platform itself, repeated safely under its key.</summary>
    public static Command BySystem(Guid accountId, string operation, string key) =>
        new(accountId, Actor.System, operation, key);
}
