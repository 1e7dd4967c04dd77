using System.Text;
using Microsoft.AspNetCore.Mvc;
using Platform.Calls.Twilio;
using Platform.Calls.Webhooks;
using Platform.Images;
using Platform.Shops;

namespace Platform.Calls.ElevenLabs;

/// <summary>The webhook of the hosted agents' provider. The body goes to a file while it is hashed, so that its size
/// costs no memory; nothing is parsed before the signature is right. The secret that fits says whose it is.</summary>
internal sealed partial class ElevenLabsEndpoint(
    Credentials credentials, ElevenLabsIntake intake, IBlobStore blobs, WebhookSpool spool,
    WebhookRecorder recorder, CallsOptions options, TimeProvider clock, ILogger<ElevenLabsEndpoint> logger)
    : IDisposable
{
    /// <summary>Half an hour of speech; only this route takes so much.</summary>
    public const long BodyBytesMax = 64 * 1024 * 1024;

    private const string Path = "/webhooks/elevenlabs";
    private const string SignatureHeader = "ElevenLabs-Signature";
    private const int AtOnceMax = 8;

    private static readonly TimeSpan PlacePatience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(AtOnceMax, AtOnceMax);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(Path, (HttpContext http, ElevenLabsEndpoint me) => me.RunAsync(http))
        .WithTags("Webhooks").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));

    public void Dispose() => _places.Dispose();

    private async Task<IResult> RunAsync(HttpContext http)
    {
        var receivedAt = clock.GetUtcNow();
        var header = http.Request.Headers[SignatureHeader].ToString();
        if (ElevenLabsSignature.Parse(header) is not { } signature)
            return Refuse(WebhookVerdict.SignatureMissing, receivedAt);
        if (!signature.IsTimely(receivedAt))
            return Refuse(WebhookVerdict.TooOld, receivedAt);
        if (await credentials.FindAsync(ProviderKind.ElevenLabs, null, http.RequestAborted) is not { } found)
            return WebhookAnswers.Later(http);
        if (found.Count == 0)
            return Refuse(WebhookVerdict.CredentialsMissing, receivedAt);
        if (!await _places.WaitAsync(PlacePatience, http.RequestAborted))
            return WebhookAnswers.Later(http);

        try
        {
            await using var body = Temporary();
            var signer = await ReceiveAsync(http, body, signature, found);
            return signer is null
                ? Refuse(WebhookVerdict.SignatureWrong, receivedAt)
                : await BelievedAsync(http, body, signer.AccountId, receivedAt);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<IResult> BelievedAsync(
        HttpContext http, FileStream body, Guid accountId, DateTimeOffset receivedAt)
    {
        body.Position = 0;
        await using var audio = Temporary();
        var rest = AudioCutter.Cut(body, audio);
        if (rest is null || PostCall.Read(rest, receivedAt) is not { } sent)
            return Refuse(WebhookVerdict.Malformed, receivedAt, accountId);

        var text = Encoding.UTF8.GetString(rest).Replace("\0", "", StringComparison.Ordinal);
        if (sent.Type == PostCall.Audio && audio.Length > 0)
            text = PostCall.WithRecording(text, await blobs.PutAsync(audio, http.RequestAborted));
        var webhook = new SpooledWebhook(
            ElevenLabsIntake.Provider, accountId, Path, receivedAt, $"{sent.Type}/{sent.ConversationId}", text,
            WasTurnedAway: false);
        var result = await ApplyOrSpoolAsync(webhook, sent);
        if (result is null)
            return WebhookAnswers.Later(http);
        var callId = ElevenLabsIntake.CallOf(sent);
        recorder.Record(
            Received(
                result == IntakeResult.UnknownNumber ? WebhookVerdict.UnknownNumber : WebhookVerdict.Verified,
                StatusCodes.Status200OK, receivedAt, accountId, ElevenLabsIntake.WebhookId(webhook), callId,
                ElevenLabsIntake.Short(text)),
            callId);
        return Results.Ok();
    }

    private async Task<IntakeResult?> ApplyOrSpoolAsync(SpooledWebhook webhook, PostCall sent)
    {
        try
        {
            return await intake.ApplyAsync(webhook).WaitAsync(options.ReportPatience, clock);
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            LogSpooled(ElevenLabsIntake.CallOf(sent), e.GetType().Name);
            return spool.TryAdd(webhook) ? IntakeResult.Spooled : null;
        }
    }

    private static async Task<Credential?> ReceiveAsync(
        HttpContext http, FileStream body, ElevenLabsSignature signature, IReadOnlyList<Credential> found)
    {
        var hashes = found.Select(credential => signature.Start(credential.Secret)).ToArray();
        try
        {
            var buffer = new byte[64 * 1024];
            for (var read = 1; read > 0;)
            {
                read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted);
                foreach (var hash in hashes)
                    hash.AppendData(buffer, 0, read);
                await body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
            }

            await body.FlushAsync(http.RequestAborted);
            Credential? signer = null;
            foreach (var (index, hash) in hashes.Index())
                signer = signature.Matches(hash) ? found[index] : signer;
            return signer;
        }
        finally
        {
            foreach (var hash in hashes)
                hash.Dispose();
        }
    }

    private FileStream Temporary()
    {
        var folder = System.IO.Path.Combine(options.DataDirectory, "incoming");
        Directory.CreateDirectory(folder);
        return new FileStream(
            System.IO.Path.Combine(folder, Guid.CreateVersion7().ToString("N")), FileMode.CreateNew,
            FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
    }

    private IResult Refuse(WebhookVerdict verdict, DateTimeOffset receivedAt, Guid? accountId = null)
    {
        var status = verdict == WebhookVerdict.Malformed
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status403Forbidden;
        LogRefused(verdict);
        recorder.Record(
            Received(verdict, status, receivedAt, accountId, Guid.CreateVersion7(), null, ""), namedCallId: null);
        return WebhookAnswers.Refused(status);
    }

    private Webhook Received(
        WebhookVerdict verdict, int status, DateTimeOffset receivedAt, Guid? accountId, Guid id, Guid? callId,
        string body) => new(
        id, accountId, callId, ElevenLabsIntake.Provider, Path, receivedAt, verdict,
        Math.Max(0, (clock.GetUtcNow() - receivedAt).TotalMilliseconds), status, body);

    [LoggerMessage(3171, LogLevel.Warning, "Refused a webhook of ElevenLabs: {Verdict}")]
    private partial void LogRefused(WebhookVerdict verdict);

    [LoggerMessage(3172, LogLevel.Warning, "Call {CallId}: a report waits in the spool, {Failure}")]
    private partial void LogSpooled(Guid callId, string failure);
}
