using Platform.Commits;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>Calls and reports for tests: a test names only what it is about.</summary>
internal static class SampleCalls
{
    public const string Sid = "CA00000000000000000000000000000001";

    public static readonly DateTimeOffset Start = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    public static readonly Guid Account = Guid.Parse("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid Shop = Guid.Parse("0198a000-0000-7000-8000-000000000002");
    public static readonly Guid Id = CallId.Of("twilio", Sid);
    public static readonly string Key = GrainKey.Of(Account, Id);

    public static readonly Command Command =
        new(Account, new Actor(ActorKind.Provider, "twilio"), "calls.report");

    public static CallEvent Event(CallStatus status, int sequence, int second, bool isExact = true) => new()
    {
        Status = status,
        Sequence = sequence,
        At = new CallMoment(Start.AddSeconds(second), isExact),
        From = "+15550100",
        To = "+15550199",
        Direction = CallDirection.Inbound,
    };

    public static CallReport Report(CallEvent report, string? dedupeKey = null) => new(
        Shop, "twilio", Sid, report, Received(dedupeKey ?? $"{report.Status}/{report.Sequence}"));

    public static Webhook Received(string dedupeKey) => new(
        CallId.WebhookOf("twilio", dedupeKey), Account, Id, "twilio", "/webhooks/twilio/status", Start,
        WebhookVerdict.Verified, LatencyMs: null, Status: null, "CallSid=" + Sid);

    public static Call New() => CallRules.Create(Key, Report(Event(CallStatus.Ringing, -1, 0)), Start);

    /// <summary>The call after these reports in this order, as its grain would have it.</summary>
    public static Call After(IEnumerable<CallEvent> reports)
    {
        var call = New();
        foreach (var report in reports.Select(report => Report(report)))
        {
            if (!CallRules.HasSeen(call, report.Webhook))
                call = CallRules.Merge(call, report, Start);
        }

        return call;
    }

    /// <summary>The row's columns and its state, but not when it was written.</summary>
    public static string Row(Call call)
    {
        var settled = call with { UpdatedAt = Start };
        var columns = CallTables.Calls.Columns.Select(column => $"{column.Name}={column.Read(settled)}");
        return string.Join('\n', columns)
            + System.Text.Json.JsonSerializer.Serialize(settled, CallJson.Default.Call);
    }
}
