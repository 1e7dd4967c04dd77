using System.Text;
using Platform.Calls.Twilio;
using Platform.Calls.Webhooks;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Calls.ElevenLabs;

/// <summary>Applies what a hosted agent reports to the call it was held on.</summary>
internal sealed class ElevenLabsIntake(IGrainFactory grains, Shopkeeper shops)
{
    public const string Provider = "elevenlabs";

    /// <summary>Applies a message at once, or later from the spool.</summary>
    public async Task<IntakeResult> ApplyAsync(SpooledWebhook webhook)
    {
        if (PostCall.Read(Encoding.UTF8.GetBytes(webhook.Body)) is not { } sent)
            return IntakeResult.Malformed;

        var id = CallOf(sent);
        var call = grains.GetGrain<ICallSessionGrain>(GrainKey.Of(webhook.AccountId, id));
        var known = (await call.Find()).Value?.Call;
        var shopId = known?.ShopId ?? await shops.FindShopAsync(webhook.AccountId, sent.OurNumber);
        if (shopId is null)
        {
            await shops.AlertUnknownNumberAsync(webhook.AccountId, sent.OurNumber);
            return IntakeResult.UnknownNumber;
        }

        var isOwn = sent.CallSid is null && known?.Provider is null or Provider;
        var report = new CallReport(
            shopId.Value,
            known?.Provider ?? (sent.CallSid is null ? Provider : TwilioReports.Provider),
            known?.ProviderCallId ?? sent.CallSid ?? sent.ConversationId,
            Event(sent, isOwn),
            new Webhook(
                WebhookId(webhook), webhook.AccountId, id, Provider, webhook.Path, webhook.ReceivedAt,
                WebhookVerdict.Verified, LatencyMs: null, Status: null, Short(webhook.Body)));
        await call.TakeTranscript(
            report, sent.Turns.IsDefault ? [] : sent.Turns,
            new Command(webhook.AccountId, new Actor(ActorKind.Provider, Provider), "calls.report"));
        return IntakeResult.Applied;
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

    // Of a call that the telephony provider reports itself, the hosted agent knows nothing better.
    private static CallEvent Event(PostCall sent, bool isOwn)
    {
        var isInbound = sent.Direction != CallDirection.Outbound;
        var endedAt = sent.StartedAt.AddMilliseconds(sent.DurationMs ?? 0);
        return new CallEvent
        {
            Status = isOwn && sent.Type != PostCall.Audio ? sent.End : null,
            At = new CallMoment(endedAt, IsExact: true),
            DurationMs = isOwn ? sent.DurationMs : null,
            Direction = isOwn ? sent.Direction : null,
            From = isOwn ? (isInbound ? sent.TheirNumber : sent.OurNumber) : null,
            To = isOwn ? (isInbound ? sent.OurNumber : sent.TheirNumber) : null,
            HostedAgent = new HostedAgentReport(
                sent.ConversationId, sent.DurationMs, sent.TerminationReason, sent.HasFailed,
                sent.Type == PostCall.Audio),
        };
    }
}
