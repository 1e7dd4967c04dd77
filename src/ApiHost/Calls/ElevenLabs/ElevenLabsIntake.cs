using System.Text;
using Platform.Calls.Twilio;
using Platform.Calls.Webhooks;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;

namespace Platform.Calls.ElevenLabs;

/// <summary>Applies what a hosted agent reports to the call it was held on.</summary>
internal sealed class ElevenLabsIntake(IGrainFactory grains, Shopkeeper shops, ICallRecordings recordings)
{
    public const string Provider = "elevenlabs";

    /// <summary>Applies a message at once, or later from the spool.</summary>
    public async Task<IntakeResult> ApplyAsync(SpooledWebhook webhook)
    {
        if (PostCall.Read(Encoding.UTF8.GetBytes(webhook.Body), webhook.ReceivedAt) is not { } sent)
            return IntakeResult.Malformed;
        return sent.Type == PostCall.Audio
            ? await TakeRecordingAsync(webhook, sent)
            : await TakeReportAsync(webhook, sent);
    }

    public static Guid WebhookId(SpooledWebhook webhook) =>
        CallId.WebhookOf(Provider, $"{webhook.AccountId:N}/{webhook.DedupeKey}");

    public static string Short(string body) =>
        body.Length <= Webhook.BodyLengthMax ? body : body[..Webhook.BodyLengthMax];

    /// <summary>Our call: the telephone call that carried the conversation, the one it was started for, or its
    /// own.</summary>
    public static Guid CallOf(PostCall sent) =>
        sent.CallSid is { } sid ? CallId.Of(TwilioReports.Provider, sid)
        : sent.CallId ?? CallId.Of(Provider, sent.ConversationId);

    private async Task<IntakeResult> TakeReportAsync(SpooledWebhook webhook, PostCall sent)
    {
        var id = CallOf(sent);
        var known = await FindAsync(webhook.AccountId, id);
        var shopId = known?.ShopId ?? await shops.FindShopAsync(webhook.AccountId, sent.OurNumber);
        if (shopId is null)
        {
            await shops.AlertUnknownNumberAsync(webhook.AccountId, sent.OurNumber);
            return IntakeResult.UnknownNumber;
        }

        var isErased = known?.IsSilenced == true;
        var isRecorded = await AssignAsync(webhook, sent, id, isErased);
        var after = await ReportAsync(webhook, sent, id, shopId.Value, known, isRecorded);
        // Erased in between: whoever erased did not find it.
        if (after.IsSilenced && !isErased)
            await AssignAsync(webhook, sent, id, isErased: true);
        return IntakeResult.Applied;
    }

    // It names nothing but the conversation, so it may have to wait for the report that says which call that was.
    private async Task<IntakeResult> TakeRecordingAsync(SpooledWebhook webhook, PostCall sent)
    {
        if (sent.Recording is not { } sha256)
            return IntakeResult.Applied;
        var kept = await recordings.KeepAsync(
            webhook.AccountId, ConversationOf(sent), sha256, webhook.ReceivedAt, CancellationToken.None);
        var id = kept ?? CallOf(sent);
        if (await FindAsync(webhook.AccountId, id) is not { } known)
            return IntakeResult.Applied;

        var isRecorded = await AssignAsync(webhook, sent, id, known.IsSilenced);
        await ReportAsync(webhook, sent, id, known.ShopId, known, isRecorded);
        return IntakeResult.Applied;
    }

    private async Task<Call?> FindAsync(Guid accountId, Guid id) =>
        (await grains.GetGrain<ICallSessionGrain>(GrainKey.Of(accountId, id)).Find()).Value?.Call;

    private Task<bool> AssignAsync(SpooledWebhook webhook, PostCall sent, Guid callId, bool isErased) =>
        recordings.AssignAsync(
            webhook.AccountId, ConversationOf(sent), callId, isErased, webhook.ReceivedAt, CancellationToken.None);

    private async Task<Call> ReportAsync(
        SpooledWebhook webhook, PostCall sent, Guid id, Guid shopId, Call? known, bool isRecorded)
    {
        var report = new CallReport(
            shopId,
            known?.Provider ?? (sent.CallSid is null ? Provider : TwilioReports.Provider),
            known?.ProviderCallId ?? sent.CallSid ?? sent.ConversationId,
            Event(sent, isRecorded),
            new Webhook(
                WebhookId(webhook), webhook.AccountId, id, Provider, webhook.Path, webhook.ReceivedAt,
                WebhookVerdict.Verified, LatencyMs: null, Status: null, Short(webhook.Body)));
        var view = await grains.GetGrain<ICallSessionGrain>(GrainKey.Of(webhook.AccountId, id)).TakeTranscript(
            report, sent.Turns.IsDefault ? [] : sent.Turns,
            new Command(
                webhook.AccountId, new Actor(ActorKind.Provider, Provider), "calls.report", TraceId: RequestTrace.Id));
        return view.Call;
    }

    private static Guid ConversationOf(PostCall sent) => CallId.ConversationOf(Provider, sent.ConversationId);

    // The telephony provider may report the call too, or never: its own times and numbers count more than these. A
    // recording says nothing of the call.
    private static CallEvent Event(PostCall sent, bool isRecorded)
    {
        var isInbound = sent.Direction != CallDirection.Outbound;
        return new CallEvent
        {
            Status = sent.Type is PostCall.Transcription or PostCall.InitiationFailure ? sent.End : null,
            At = new CallMoment(sent.StartedAt.AddMilliseconds(sent.DurationMs ?? 0), IsExact: false),
            AnsweredAt = sent.Type == PostCall.Transcription ? new CallMoment(sent.StartedAt, IsExact: false) : null,
            HostedAgent = new HostedAgentReport(
                sent.ConversationId, sent.DurationMs, sent.TerminationReason, sent.HasFailed, isRecorded,
                isInbound ? sent.TheirNumber : sent.OurNumber, isInbound ? sent.OurNumber : sent.TheirNumber,
                sent.Direction),
        };
    }
}
