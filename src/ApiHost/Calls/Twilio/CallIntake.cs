using System.Text;
using Platform.Calls.Webhooks;
using Platform.Commits;
using Platform.Conversation;
using Platform.Http;
using Platform.Ids;

namespace Platform.Calls.Twilio;

/// <summary>What became of a report.</summary>
internal enum IntakeResult
{
    Applied = 1,
    UnknownNumber = 2,
    Malformed = 3,

    /// <summary>It waits on disk.</summary>
    Spooled = 4,
}

/// <summary>Applies what Twilio reports to the call it is about: at once, or later from the spool.</summary>
internal sealed class CallIntake(
    IGrainFactory grains, Shopkeeper shops, IConversationAgent agent)
{
    /// <summary>A call rings: opens its conversation. Answers the call, or null when the number rings
    /// nowhere.</summary>
    public async Task<CallView?> OpenAsync(TwilioRequest request, string callSid)
    {
        var accountId = request.AccountId!.Value;
        if (await shops.FindShopAsync(accountId, request.Form["To"]) is not { } shopId
            || await shops.ContextAsync(accountId, shopId, request.Form["From"]) is not { } shop)
        {
            return null;
        }

        var spooled = Spooled(request, wasTurnedAway: false);
        return await Call(accountId, callSid).Open(Report(spooled, request.Form, callSid, shopId), agent.Open(shop),
            Command(accountId));
    }

    /// <summary>Merges any other report into its call.</summary>
    public async Task<IntakeResult> ApplyAsync(SpooledWebhook webhook)
    {
        if (RawForm.Read(Encoding.UTF8.GetBytes(webhook.Body)) is not { } form
            || TwilioReports.CallSid(form) is not { } callSid)
        {
            return IntakeResult.Malformed;
        }

        // A call that is known stays with its shop, whatever became of the number since.
        var call = Call(webhook.AccountId, callSid);
        var shopId = (await call.Find()).Value?.Call.ShopId
            ?? await shops.FindShopAsync(webhook.AccountId, TwilioReports.OurNumber(form));
        if (shopId is null)
        {
            await shops.AlertUnknownNumberAsync(webhook.AccountId, TwilioReports.OurNumber(form));
            return IntakeResult.UnknownNumber;
        }

        await call.Report(Report(webhook, form, callSid, shopId.Value), Command(webhook.AccountId));
        return IntakeResult.Applied;
    }

    /// <summary>A request as it can wait. What the caller was told makes it another report: the one without the
    /// apology may still have been applied.</summary>
    public static SpooledWebhook Spooled(TwilioRequest request, bool wasTurnedAway) => new(
        TwilioReports.Provider, request.AccountId!.Value, request.Path, request.ReceivedAt,
        TwilioReports.DedupeKey(request.Path, request.Form, request.IdempotencyToken)
            + (wasTurnedAway ? "/turned-away" : ""),
        request.Body, wasTurnedAway);

    public static Guid WebhookId(SpooledWebhook webhook) =>
        CallId.WebhookOf(webhook.Provider, $"{webhook.AccountId:N}/{webhook.Path}/{webhook.DedupeKey}");

    public ICallSessionGrain Call(Guid accountId, string callSid) =>
        grains.GetGrain<ICallSessionGrain>(GrainKey.Of(accountId, CallId.Of(TwilioReports.Provider, callSid)));

    private static Command Command(Guid accountId) =>
        new(
            accountId, new Actor(ActorKind.Provider, TwilioReports.Provider), "calls.report", TraceId: RequestTrace.Id);

    private static CallReport Report(SpooledWebhook webhook, RawForm form, string callSid, Guid shopId) => new(
        shopId,
        TwilioReports.Provider,
        callSid,
        TwilioReports.Read(form, webhook.ReceivedAt, webhook.WasTurnedAway),
        new Webhook(
            WebhookId(webhook), webhook.AccountId, CallId.Of(TwilioReports.Provider, callSid), webhook.Provider,
            webhook.Path, webhook.ReceivedAt, WebhookVerdict.Verified, LatencyMs: null, Status: null, webhook.Body));
}
