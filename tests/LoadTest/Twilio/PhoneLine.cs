using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace Platform.LoadTest.Twilio;

/// <summary>What the platform told the provider to do with a call.</summary>
/// <param name="RelayUrl">Where the conversation goes on, or null when the call was refused.</param>
/// <param name="Greeting">What the caller hears first.</param>
/// <param name="Action">Asked when the relay session ends.</param>
/// <param name="Parameters">Handed to the session.</param>
internal sealed record CallPlan(
    Uri? RelayUrl, string Greeting, Uri? Action, IReadOnlyDictionary<string, string> Parameters);

/// <summary>The provider's webhooks of one telephone line, signed.</summary>
internal sealed class PhoneLine(HttpClient http, Uri publicUrl, string accountSid, RequestSigner signer)
{
    /// <summary>The provider's account that the line belongs to.</summary>
    public string AccountSid { get; } = accountSid;

    /// <summary>Signs the upgrade of a relay session.</summary>
    public string SignUpgrade(Uri url) => signer.Sign(url.OriginalString);

    /// <summary>Asks what to do with a call that comes in.</summary>
    public async Task<CallPlan> RingAsync(CallLeg leg, CancellationToken cancellationToken)
    {
        var body = await PostAsync("/webhooks/twilio/voice", leg.Form("ringing"), cancellationToken);
        var response = XDocument.Parse(body).Root!;
        var connect = response.Element("Connect");
        if (connect?.Element("ConversationRelay") is not { } relay)
            return new CallPlan(null, response.Element("Say")?.Value ?? "", null, new Dictionary<string, string>());

        return new CallPlan(
            new Uri(relay.Attribute("url")!.Value),
            relay.Attribute("welcomeGreeting")?.Value ?? "",
            connect.Attribute("action") is { } action ? new Uri(publicUrl, action.Value) : null,
            relay.Elements("Parameter").ToDictionary(
                parameter => parameter.Attribute("name")!.Value, parameter => parameter.Attribute("value")!.Value));
    }

    /// <summary>Tells how the call is.</summary>
    public Task TellAsync(CallLeg leg, string status, CancellationToken cancellationToken) =>
        PostAsync("/webhooks/twilio/status", leg.StatusForm(status), cancellationToken);

    /// <summary>Asks what comes after the relay session.</summary>
    public Task RelayEndedAsync(CallLeg leg, Uri action, string sessionId, CancellationToken cancellationToken) =>
        PostAsync(
            action.PathAndQuery,
            [
                .. leg.Form("in-progress"),
                new("SessionId", sessionId),
                new("SessionStatus", "ended"),
                new("SessionDuration", leg.Seconds.ToString(CultureInfo.InvariantCulture)),
            ],
            cancellationToken);

    private async Task<string> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form),
        };
        request.Headers.Add("X-Twilio-Signature", signer.Sign(new Uri(publicUrl, path).ToString(), form));
        using var answer = await http.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent
            ? body
            : throw new HttpRequestException($"{path} answered {(int)answer.StatusCode}: {body}");
    }
}
