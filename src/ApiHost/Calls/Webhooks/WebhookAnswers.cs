using Platform.Commits;
using Platform.Http;

namespace Platform.Calls.Webhooks;

/// <summary>What providers are answered when there is nothing to say.</summary>
internal static class WebhookAnswers
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>403 for what is not believed, 400 for what cannot be read. Says no more: a forger learns
    /// nothing.</summary>
    public static IResult Refused(int status) => status == StatusCodes.Status400BadRequest
        ? Problems.Of(400, "malformed-request", "This webhook cannot be read.")
        : Problems.Of(403, "webhook-refused", "This request is not signed by a provider's account that is known here.");

    /// <summary>503: not applied and not kept.</summary>
    public static IResult Later(HttpContext http)
    {
        http.SetRetryAfter(RetryAfter);
        return Problems.Of(503, "temporarily-unavailable", "The report could not be kept; send it again.");
    }

    /// <summary>Whether it is only now that it does not work.</summary>
    public static bool IsPassing(Exception e) =>
        e is StorageUnavailableException or TimeoutException or OperationCanceledException
        || (e is OrleansException and not CommitRefusedException);
}
