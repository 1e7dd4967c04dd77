using System.Net.Mime;
using System.Text;
using Platform.Calls.Webhooks;
using Platform.Shops;

namespace Platform.Calls.Twilio;

/// <summary>A request of Twilio, judged.</summary>
/// <param name="Verdict">Whether it is believed; null when the secrets could not be learned now.</param>
/// <param name="AccountId">Whose secret signed it; for a forged one whose account it pretends to come from, if that is
/// one tenant's alone.</param>
/// <param name="Form">What it says.</param>
/// <param name="Body">The same as it was received.</param>
/// <param name="Path">Where it was sent to.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IdempotencyToken">The provider's id of this webhook, the same for its repeats, or null.</param>
internal sealed record TwilioRequest(
    WebhookVerdict? Verdict,
    Guid? AccountId,
    RawForm Form,
    string Body,
    string Path,
    DateTimeOffset ReceivedAt,
    string? IdempotencyToken);

/// <summary>Reads Twilio's requests and believes those that are signed with a secret of the account that they name.
/// Fails closed: no secret, no belief.</summary>
internal sealed class TwilioGate(Credentials credentials, CallsOptions options, TimeProvider clock)
{
    /// <summary>Larger bodies are refused; real ones have a few kilobytes.</summary>
    public const int BodyBytesMax = 64 * 1024;

    private const string SignatureHeader = "X-Twilio-Signature";
    private const string IdempotencyHeader = "I-Twilio-Idempotency-Token";

    public async Task<TwilioRequest> JudgeAsync(HttpContext http)
    {
        var receivedAt = clock.GetUtcNow();
        var body = await ReadAsync(http);
        var isForm = IsForm(http.Request);
        var form = isForm ? RawForm.Parse(body) : RawForm.ParseJson(body);
        var judged = new TwilioRequest(
            WebhookVerdict.Malformed, null, form ?? RawForm.Empty, Clean(body), http.Request.Path, receivedAt,
            Header(http, IdempotencyHeader));
        if (form is null)
            return judged;
        if (Header(http, SignatureHeader) is not { } signature)
            return judged with { Verdict = WebhookVerdict.SignatureMissing };

        var url = SignedUrl.Of(options.PublicBaseUrl, http.Request);
        return await JudgeAsync(
            judged,
            form["AccountSid"],
            credential => isForm
                ? TwilioSignature.Signs(signature, credential.Secret, url, form.Pairs)
                : TwilioSignature.SignsBody(signature, credential.Secret, url, body),
            http.RequestAborted);
    }

    /// <summary>Whether the upgrade to a WebSocket is signed with a secret of this account at the provider.</summary>
    public async Task<bool> SignsUpgradeAsync(HttpContext http, Guid accountId, string accountSid)
    {
        var url = SignedUrl.OfWebSocket(options.PublicBaseUrl, http.Request);
        return Header(http, SignatureHeader) is { } signature
            && await credentials.FindAsync(ProviderKind.Twilio, accountSid, http.RequestAborted) is { } found
            && found.Any(credential => credential.AccountId == accountId
                && TwilioSignature.Signs(signature, credential.Secret, url, []));
    }

    private async Task<TwilioRequest> JudgeAsync(
        TwilioRequest request, string? accountSid, Func<Credential, bool> signs, CancellationToken cancellationToken)
    {
        if (accountSid is null)
            return request with { Verdict = WebhookVerdict.CredentialsMissing };

        var found = await credentials.FindAsync(ProviderKind.Twilio, accountSid, cancellationToken);
        if (found is null)
            return request with { Verdict = null };
        if (found.Count == 0)
            return request with { Verdict = WebhookVerdict.CredentialsMissing };

        var signer = found.FirstOrDefault(signs);
        var owners = found.Select(credential => credential.AccountId).Distinct().ToArray();
        return signer is null
            ? request with
            {
                Verdict = WebhookVerdict.SignatureWrong,
                AccountId = owners.Length == 1 ? owners[0] : null,
            }
            : request with { Verdict = WebhookVerdict.Verified, AccountId = signer.AccountId };
    }

    private static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private static bool IsForm(HttpRequest request) =>
        request.ContentType is null
        || (ContentTypeOf(request.ContentType) is { } type
            && type.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase));

    private static string? ContentTypeOf(string header) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(header, out var type) ? type.MediaType : null;

    private static string? Header(HttpContext http, string name) =>
        http.Request.Headers.TryGetValue(name, out var values) && values.Count == 1 && values[0] is { Length: > 0 } text
            ? text
            : null;

    // What the database can keep as text.
    private static string Clean(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= Webhook.BodyLengthMax ? text : text[..Webhook.BodyLengthMax];
    }
}
