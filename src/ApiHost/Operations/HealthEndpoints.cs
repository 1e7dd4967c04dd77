namespace Platform.Operations;

/// <summary>One thing that was looked at.</summary>
public sealed record HealthCheckAnswer(string Status, string? Detail, double? LatencyMs);

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Status"><c>ok</c>, or <c>unavailable</c> with status 503.</param>
/// <param name="Runtime">Where the grains live: <c>Embedded</c> or <c>Orleans</c>.</param>
/// <param name="RuntimeReason">Why that one was taken.</param>
public sealed record HealthAnswer(
    string Status,
    string Runtime,
    string RuntimeReason,
    string Version,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, HealthCheckAnswer> Checks);

/// <summary>Whether the process answers, and whether it can work.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Operations").AllowAnonymous();
        // Asks nobody: a process that waits for its database is alive and must not be restarted.
        group.MapGet("/alive", () => TypedResults.Text("alive"));
        group.MapGet("/health", HealthAsync);
    }

    private static async Task<IResult> HealthAsync(
        IStorageHealth storage, RuntimeInfo runtime, StartTime started, TimeProvider clock, HttpContext http)
    {
        var check = await DatabaseAsync(storage, clock, http.RequestAborted);
        var answer = new HealthAnswer(
            check.Status, runtime.Name, runtime.Reason, runtime.Version, started.At,
            new Dictionary<string, HealthCheckAnswer>(StringComparer.Ordinal) { ["database"] = check });
        return TypedResults.Json(answer, statusCode: check.Status == "ok" ? 200 : 503);
    }

    private static async Task<HealthCheckAnswer> DatabaseAsync(
        IStorageHealth storage, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var started = clock.GetTimestamp();
        try
        {
            var found = await storage.CheckAsync(deadline.Token);
            return found.IsReachable
                ? new HealthCheckAnswer(
                    "ok", $"{found.Migrations} migrations, the last is {found.LastMigration}",
                    Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2))
                : new HealthCheckAnswer("unavailable", "The database does not answer.", LatencyMs: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckAnswer("unavailable", "The database does not answer in time.", LatencyMs: null);
        }
    }
}

/// <summary>When this process started.</summary>
internal sealed record StartTime(DateTimeOffset At);
