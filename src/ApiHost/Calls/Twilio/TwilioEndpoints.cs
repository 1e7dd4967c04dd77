using Microsoft.AspNetCore.Mvc;
using Platform.Calls.Relay;
using Platform.Calls.Webhooks;

namespace Platform.Calls.Twilio;

/// <summary>Twilio's webhooks: public, signed, and never dead air: whatever breaks, a caller hears a
/// sentence.</summary>
internal sealed partial class TwilioEndpoints(
    TwilioGate gate, CallIntake intake, Shopkeeper shops, WebhookSpool spool, WebhookRecorder recorder,
    RelayLinks links, CallerPatience patience, CallsOptions options, TimeProvider clock,
    ILogger<TwilioEndpoints> logger)
{
    private const string NotHere = "Sorry, this number is not in service. Goodbye.";
    private const string CallYouBack =
        "Sorry, we can't take your call right now. We have noted your number and will call you back. Goodbye.";

    private const string TryLater = "Sorry, we can't take your call right now. Please try again in a few minutes.";
    private const string Goodbye = "Thank you for calling. Goodbye.";
    private const string CutOff = "Sorry, we were cut off for a moment.";
    private const int ResumesMax = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks/twilio").WithTags("Webhooks").AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(TwilioGate.BodyBytesMax));
        webhooks.MapPost("/voice", (HttpContext http, TwilioEndpoints me) => me.VoiceAsync(http));
        webhooks.MapPost("/status", (HttpContext http, TwilioEndpoints me) => me.StatusAsync(http));
        webhooks.MapPost("/relay-ended", (HttpContext http, TwilioEndpoints me) => me.RelayEndedAsync(http));
        // A WebSocket over HTTP/1.1 begins with GET, over HTTP/2 with CONNECT.
        webhooks.MapMethods("/relay/{token}", ["GET", "CONNECT"],
            (string token, HttpContext http, RelayEndpoint relay) => relay.RunAsync(token, http));
    }

    private async Task<IResult> VoiceAsync(HttpContext http)
    {
        var request = await gate.JudgeAsync(http);
        if (request.Verdict is null)
            return Say(TryLater); // Nobody can say whether it is genuine: nothing is done, and nobody hears dead air.
        if (request.Verdict != WebhookVerdict.Verified || TwilioReports.CallSid(request.Form) is not { } callSid)
            return Refuse(request);

        try
        {
            var call = await patience.WaitAsync(intake.OpenAsync(request, callSid), request.ReceivedAt);
            if (call is null)
                return await UnknownNumberAsync(request);
            Record(request, WebhookVerdict.Verified, StatusCodes.Status200OK);
            return call.Call.Erasure is null
                ? Xml(Connect(call.Call, request.Form["AccountSid"]!, call.Call.Talk!.LastSaid))
                : Say(Goodbye);
        }
        catch (Exception e) when (IsPassing(e))
        {
            LogTurnedAway(CallId.Of(TwilioReports.Provider, callSid), e.GetType().Name);
            var isKept = spool.TryAdd(CallIntake.Spooled(request, wasTurnedAway: true));
            return Say(isKept ? CallYouBack : TryLater);
        }
    }

    private async Task<IResult> StatusAsync(HttpContext http)
    {
        var request = await gate.JudgeAsync(http);
        if (request.Verdict is null)
            return Later(http);
        if (request.Verdict != WebhookVerdict.Verified || TwilioReports.CallSid(request.Form) is null)
            return Refuse(request);

        var report = CallIntake.Spooled(request, wasTurnedAway: false);
        var result = await ApplyOrSpoolAsync(report);
        if (result is null)
            return Later(http);
        var verdict = result == IntakeResult.UnknownNumber ? WebhookVerdict.UnknownNumber : WebhookVerdict.Verified;
        Record(request, verdict, StatusCodes.Status204NoContent);
        return Results.NoContent();
    }

    private async Task<IResult> RelayEndedAsync(HttpContext http)
    {
        var request = await gate.JudgeAsync(http);
        if (request.Verdict is null)
            return Say(Goodbye);
        if (request.Verdict != WebhookVerdict.Verified || TwilioReports.CallSid(request.Form) is not { } callSid)
            return Refuse(request);

        var isApplied = await ApplyOrSpoolAsync(CallIntake.Spooled(request, wasTurnedAway: false));
        Record(request, WebhookVerdict.Verified, StatusCodes.Status200OK);
        if (isApplied != IntakeResult.Applied)
            return Say(Goodbye);

        try
        {
            var call = (await intake.Call(request.AccountId!.Value, callSid).Find()
                .WaitAsync(options.VoicePatience, clock)).Value;
            return call is not null && MayResume(request.Form, call)
                ? Xml(Connect(call.Call, request.Form["AccountSid"]!, $"{CutOff} {call.Call.Talk!.LastSaid}"))
                : Xml(TwiML.HangUp());
        }
        catch (Exception e) when (IsPassing(e))
        {
            return Say(Goodbye);
        }
    }

    // Applied, or on disk, or (null) neither: then the provider must try again.
    private async Task<IntakeResult?> ApplyOrSpoolAsync(SpooledWebhook report)
    {
        try
        {
            return await intake.ApplyAsync(report).WaitAsync(options.ReportPatience, clock);
        }
        catch (Exception e) when (IsPassing(e))
        {
            LogSpooled(e.GetType().Name);
            return spool.TryAdd(report) ? IntakeResult.Spooled : null;
        }
    }

    // Only a connection that broke is taken up again; one that either side ended is over.
    private static bool MayResume(RawForm form, CallView call) =>
        string.Equals(form["SessionStatus"], "failed", StringComparison.OrdinalIgnoreCase)
        && call.Summary.EndedAt is null
        && call.Call is { HasAgentHungUp: false, Talk: not null, Erasure: null, RelayNo: <= ResumesMax };

    private string Connect(Call call, string accountSid, string greeting) => TwiML.Connect(new RelayConnection(
        links.SocketUrl(call, accountSid, clock.GetUtcNow()),
        $"{options.PublicBaseUrl.TrimEnd('/')}/webhooks/twilio/relay-ended",
        greeting,
        Language: "en-US",
        [new("call_id", call.Id.ToString("D"))]));

    private async Task<IResult> UnknownNumberAsync(TwilioRequest request)
    {
        Record(request, WebhookVerdict.UnknownNumber, StatusCodes.Status200OK);
        await shops.AlertUnknownNumberAsync(request.AccountId!.Value, request.Form["To"])
            .WaitAsync(options.VoicePatience, clock);
        return Say(NotHere);
    }

    private IResult Refuse(TwilioRequest request)
    {
        var verdict = request.Verdict == WebhookVerdict.Verified ? WebhookVerdict.Malformed : request.Verdict!.Value;
        var status = verdict == WebhookVerdict.Malformed && request.AccountId is not null
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status403Forbidden;
        LogRefused(request.Path, verdict);
        Record(request, verdict, status);
        return WebhookAnswers.Refused(status);
    }

    private void Record(TwilioRequest request, WebhookVerdict verdict, int status)
    {
        var named = TwilioReports.CallSid(request.Form) is { } callSid
            ? CallId.Of(TwilioReports.Provider, callSid)
            : (Guid?)null;
        var isBelieved = verdict is WebhookVerdict.Verified or WebhookVerdict.UnknownNumber;
        var webhook = new Webhook(
            // A forged one must not reach the row of the genuine one that it copies.
            isBelieved
                ? CallIntake.WebhookId(CallIntake.Spooled(request, wasTurnedAway: false))
                : Guid.CreateVersion7(),
            request.AccountId,
            isBelieved ? named : null,
            TwilioReports.Provider, request.Path, request.ReceivedAt, verdict,
            Math.Max(0, (clock.GetUtcNow() - request.ReceivedAt).TotalMilliseconds), status, request.Body);
        recorder.Record(webhook, named);
    }

    private static IResult Later(HttpContext http) => WebhookAnswers.Later(http);

    private static bool IsPassing(Exception e) => WebhookAnswers.IsPassing(e);

    private static IResult Say(string text) => Xml(TwiML.SayAndHangUp(text));

    private static IResult Xml(string twiml) => Results.Text(twiml, TwiML.ContentType, System.Text.Encoding.UTF8);

    [LoggerMessage(3121, LogLevel.Warning, "Refused {Path}: {Verdict}")]
    private partial void LogRefused(string path, WebhookVerdict verdict);

    [LoggerMessage(3122, LogLevel.Error, "Call {CallId} could not be taken: {Failure}")]
    private partial void LogTurnedAway(Guid callId, string failure);

    [LoggerMessage(3123, LogLevel.Warning, "A report waits in the spool: {Failure}")]
    private partial void LogSpooled(string failure);
}
