using System.Collections.Concurrent;
using Platform.Accounts;

namespace Platform.Http;

/// <summary>Marks a route that needs Idempotency-Key, or takes one, for the OpenAPI document.</summary>
internal sealed record NeedsKey(bool IsRequired);

/// <summary>Marks a route that needs If-Match, for the OpenAPI document.</summary>
internal sealed record NeedsVersion;

/// <summary>What a route demands of its command headers.</summary>
internal static class CommandConventions
{
    // Commands of this process that are being executed, by principal, route and key. Across nodes the object's grain
    // decides: both commands reach the same one, because its id follows from the key.
    private static readonly ConcurrentDictionary<string, byte> InFlight = new(StringComparer.Ordinal);

    /// <summary>The route creates: 400 without a key, 409 while the same key is being executed.</summary>
    public static RouteHandlerBuilder CreatesWithKey(this RouteHandlerBuilder route) =>
        route.WithKey(isRequired: true);

    /// <summary>The route creates for clients that may not know of keys: without one, each request is its
    /// own.</summary>
    public static RouteHandlerBuilder CreatesWithOptionalKey(this RouteHandlerBuilder route) =>
        route.WithKey(isRequired: false);

    private static RouteHandlerBuilder WithKey(this RouteHandlerBuilder route, bool isRequired) =>
        route.WithMetadata(new NeedsKey(isRequired)).AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var key = CommandHeaders.ReadKey(http.Request.Headers["Idempotency-Key"].ToString());
            if (key is null)
            {
                return isRequired
                    ? Problems.Of(
                        400, "idempotency-key-missing", "Send Idempotency-Key with your own id of this command.")
                    : await next(context);
            }

            var running = $"{Caller.Of(http)?.Actor}\n{http.Request.Method} {http.Request.Path}\n{key}";
            if (!InFlight.TryAdd(running, 0))
                return Problems.Of(409, "idempotency-key-in-flight", "The first request has not been answered yet.");
            try
            {
                return await next(context);
            }
            finally
            {
                InFlight.TryRemove(running, out _);
            }
        });

    /// <summary>The route changes: 428 without If-Match. Whether it matches, the object's grain decides.</summary>
    public static RouteHandlerBuilder ChangesWithVersion(this RouteHandlerBuilder route) =>
        route.WithMetadata(new NeedsVersion()).AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Headers.IfMatch.Count > 0
                ? await next(context)
                : Problems.Of(428, "if-match-missing", "Send If-Match with the version you have read."));
}
