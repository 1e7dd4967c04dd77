using Platform.Commits;

namespace Platform.Calls;

/// <summary>What a provider sent, as it was received. Personal data; kept for <see cref="Retention"/>.</summary>
/// <param name="Id">The same for each repeat.</param>
/// <param name="AccountId">Whose it is; null when its signature names nobody.</param>
/// <param name="CallId">The call it is about, or null.</param>
/// <param name="Provider">Who is said to have sent it.</param>
/// <param name="Path">Where it was sent to.</param>
/// <param name="ReceivedAt">When the first one came, UTC.</param>
/// <param name="Verdict">Whether it was believed.</param>
/// <param name="LatencyMs">From its arrival until it was applied, or answered when nothing was applied.</param>
/// <param name="Status">The HTTP status that was answered, or null while it is not.</param>
/// <param name="Body">At most <see cref="BodyLengthMax"/> characters.</param>
[GenerateSerializer, Immutable, Alias("Platform.Webhook")]
public sealed record Webhook(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid? AccountId,
    [property: Id(2)] Guid? CallId,
    [property: Id(3)] string Provider,
    [property: Id(4)] string Path,
    [property: Id(5)] DateTimeOffset ReceivedAt,
    [property: Id(6)] WebhookVerdict Verdict,
    [property: Id(7)] double? LatencyMs,
    [property: Id(8)] int? Status,
    [property: Id(9)] string Body) : IRow
{
    public const int BodyLengthMax = 16 * 1024;

    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);
}

/// <summary>Whether a webhook was believed, and if not, why not.</summary>
public enum WebhookVerdict
{
    Verified = 1,
    SignatureMissing = 2,
    SignatureWrong = 3,
    CredentialsMissing = 4,
    TooOld = 5,
    Malformed = 6,

    /// <summary>Signed rightly, for a number that rings in none of the signer's shops.</summary>
    UnknownNumber = 7,
}

/// <summary>A webhook to be written down beside its answer.</summary>
/// <param name="Webhook">What was received.</param>
/// <param name="NamedCallId">The call that its body names, whether or not it was believed; null when it names
/// none.</param>
public sealed record ReceivedWebhook(Webhook Webhook, Guid? NamedCallId);

/// <summary>Keeps webhooks beside the ones that calls keep themselves: forged ones, and what was answered.</summary>
public interface IWebhookLog
{
    /// <summary>Adds these, or the answer's latency and status to those that are there. Of a call whose caller was
    /// erased no body is kept.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task WriteAsync(IReadOnlyList<ReceivedWebhook> webhooks, CancellationToken cancellationToken);

    /// <summary>Deletes what was received before.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
