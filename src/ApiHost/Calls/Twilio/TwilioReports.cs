using System.Globalization;

namespace Platform.Calls.Twilio;

/// <summary>Translates Twilio's words into ours. Pure.</summary>
internal static class TwilioReports
{
    public const string Provider = "twilio";

    private const int SidLength = 34;
    private const long MillisecondsPerMinute = 60_000;

    /// <summary>The provider's id of the call: <c>CA</c> and 32 hexadecimal digits; null when it is none.</summary>
    public static string? CallSid(RawForm form) =>
        form["CallSid"] is { Length: SidLength } sid && sid.StartsWith("CA", StringComparison.Ordinal)
        && sid.Skip(2).All(char.IsAsciiHexDigit)
            ? sid
            : null;

    /// <summary>Which of the call's two numbers is ours.</summary>
    public static string? OurNumber(RawForm form) =>
        DirectionOf(form) == CallDirection.Outbound ? form["From"] : form["To"];

    /// <summary>The same for each repeat of a webhook, different for each webhook.</summary>
    public static string DedupeKey(string path, RawForm form, string? idempotencyToken) =>
        idempotencyToken is not null
            ? "token/" + idempotencyToken
            : string.Join(
                '/', form["CallSid"], form["CallbackSource"] ?? path,
                form["SequenceNumber"] ?? form["SessionId"] ?? form["CallStatus"]);

    /// <summary>What a webhook reports.</summary>
    public static CallEvent Read(RawForm form, DateTimeOffset receivedAt, bool wasTurnedAway = false) => new()
    {
        Status = StatusOf(form["CallStatus"]),
        Sequence = Number(form["SequenceNumber"]) is >= 0 and < int.MaxValue and var sequence ? (int)sequence : -1,
        At = DateTimeOffset.TryParseExact(
            form["Timestamp"], "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new CallMoment(at, IsExact: true)
            : ReadLoose(form["Timestamp"]) ?? new CallMoment(receivedAt, IsExact: false),
        From = Short(form["From"]),
        To = Short(form["To"]),
        Direction = DirectionOf(form),
        DurationMs = DurationOf(form),
        SipCode = Number(form["SipResponseCode"]) is >= 100 and < 1000 and var code ? (int)code : null,
        PriceMicros = decimal.TryParse(
            form["Price"], NumberStyles.Float, CultureInfo.InvariantCulture, out var price)
            && Math.Abs(price) < 1_000_000
            ? (long)(price * 1_000_000)
            : null,
        PriceUnit = Short(form["PriceUnit"]),
        Relay = form["SessionStatus"] is { } session
            ? new RelayEnd(
                Short(session)!.ToLowerInvariant(),
                Number(form["SessionDuration"]) is >= 0 and < 100_000 and var seconds ? seconds * 1000 : null,
                receivedAt)
            : null,
        WasTurnedAway = wasTurnedAway,
    };

    /// <summary>The word of a status callback; null for one that is not known.</summary>
    public static CallStatus? StatusOf(string? word) => word?.ToLowerInvariant() switch
    {
        "queued" => CallStatus.Queued,
        "initiated" => CallStatus.Initiated,
        "ringing" => CallStatus.Ringing,
        "in-progress" or "answered" => CallStatus.InProgress,
        "completed" => CallStatus.Completed,
        "busy" => CallStatus.Busy,
        "no-answer" => CallStatus.NoAnswer,
        "failed" => CallStatus.Failed,
        "canceled" => CallStatus.Cancelled,
        _ => null,
    };

    private static CallDirection? DirectionOf(RawForm form) => form["Direction"] switch
    {
        null => null,
        var text when text.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) => CallDirection.Outbound,
        _ => CallDirection.Inbound,
    };

    // CallDuration counts seconds, Duration begun minutes.
    private static long? DurationOf(RawForm form) =>
        Number(form["CallDuration"]) is >= 0 and < 1_000_000 and var seconds ? seconds * 1000
        : Number(form["Duration"]) is >= 0 and < 100_000 and var minutes ? minutes * MillisecondsPerMinute
        : null;

    private static CallMoment? ReadLoose(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at)
            ? new CallMoment(at, IsExact: true)
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Short(string? text) =>
        text is null ? null : text.Replace("\0", "", StringComparison.Ordinal) is var clean && clean.Length <= 200
            ? clean
            : text[..200];
}
