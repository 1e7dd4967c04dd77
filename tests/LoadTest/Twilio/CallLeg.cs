using System.Globalization;

namespace Platform.LoadTest.Twilio;

/// <summary>One call as the provider knows it: its id, its two ends, and the number of the next status event.</summary>
internal sealed class CallLeg(TimeProvider clock, string accountSid, string from, string to)
{
    private readonly long _began = clock.GetTimestamp();
    private int _sequence = -1;

    /// <summary><c>CA</c> and 32 hexadecimal digits.</summary>
    public string CallSid { get; } = $"CA{Guid.NewGuid():N}";

    /// <summary>The caller's number.</summary>
    public string From { get; } = from;

    /// <summary>The number that was dialled.</summary>
    public string To { get; } = to;

    /// <summary>Whole seconds since it began, at least one.</summary>
    public int Seconds => Math.Max(1, (int)clock.GetElapsedTime(_began).TotalSeconds);

    /// <summary>What every webhook of the call carries.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form(string status) =>
    [
        new("CallSid", CallSid), new("AccountSid", accountSid), new("From", From), new("To", To),
        new("CallStatus", status), new("ApiVersion", "2010-04-01"), new("Direction", "inbound"),
    ];

    /// <summary>A status event, numbered and timed; the final one also tells the duration, in seconds and
    /// minutes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StatusForm(string status)
    {
        var form = new List<KeyValuePair<string, string>>(Form(status))
        {
            new("SequenceNumber", Interlocked.Increment(ref _sequence).ToString(CultureInfo.InvariantCulture)),
            new("Timestamp", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)),
            new("CallbackSource", "call-progress-events"),
        };
        if (status is "completed" or "busy" or "no-answer" or "failed" or "canceled")
        {
            form.Add(new("CallDuration", Seconds.ToString(CultureInfo.InvariantCulture)));
            form.Add(new("Duration", ((Seconds + 59) / 60).ToString(CultureInfo.InvariantCulture)));
        }

        return form;
    }
}
