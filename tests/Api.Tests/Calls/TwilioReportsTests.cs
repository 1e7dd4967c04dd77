using System.Text;
using Platform.Calls.Twilio;

namespace Platform.Calls;

public sealed class TwilioReportsTests
{
    private const string Sid = "CA0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("queued", CallStatus.Queued)]
    [InlineData("initiated", CallStatus.Initiated)]
    [InlineData("ringing", CallStatus.Ringing)]
    [InlineData("RINGING", CallStatus.Ringing)]
    [InlineData("in-progress", CallStatus.InProgress)]
    [InlineData("completed", CallStatus.Completed)]
    [InlineData("busy", CallStatus.Busy)]
    [InlineData("no-answer", CallStatus.NoAnswer)]
    [InlineData("failed", CallStatus.Failed)]
    [InlineData("canceled", CallStatus.Cancelled)]
    [InlineData("telepathy", null)]
    [InlineData(null, null)]
    public void Every_word_of_the_provider_has_one_of_ours(string? word, CallStatus? status) =>
        Assert.Equal(status, TwilioReports.StatusOf(word));

    [Fact]
    public void A_final_report_is_read_whole()
    {
        var report = TwilioReports.Read(
            Form(
                "CallStatus=completed&SequenceNumber=3&Timestamp=Mon%2C+09+Mar+2026+14%3A59%3A30+%2B0000"
                + "&CallDuration=61&Duration=2&From=%2B15550100&To=%2B15550199&Direction=inbound"
                + "&SipResponseCode=200&Price=-0.0085&PriceUnit=USD"),
            Now);

        Assert.Equal(CallStatus.Completed, report.Status);
        Assert.Equal((3, 61_000L, 200), (report.Sequence, report.DurationMs!.Value, report.SipCode!.Value));
        Assert.Equal(new CallMoment(Now.AddSeconds(-30), IsExact: true), report.At);
        Assert.Equal(("+15550100", "+15550199"), (report.From, report.To));
        Assert.Equal((CallDirection.Inbound, -8_500L, "USD"),
            (report.Direction!.Value, report.PriceMicros!.Value, report.PriceUnit));
    }

    [Theory]
    [InlineData("Duration=2", 120_000L)]
    [InlineData("CallDuration=0", 0L)]
    [InlineData("CallDuration=-1", null)]
    [InlineData("CallDuration=x&Duration=", null)]
    public void Seconds_and_minutes_are_told_apart(string form, long? milliseconds) =>
        Assert.Equal(milliseconds, TwilioReports.Read(Form(form), Now).DurationMs);

    [Theory]
    [InlineData("From=sip%3Aalice%40example.com&To=client%3Abob")]
    [InlineData("From=12345&To=")]
    [InlineData("Timestamp=yesterday&SequenceNumber=-3&SipResponseCode=9999&Price=free&Direction=sideways")]
    [InlineData("SequenceNumber=99999999999999999999&Price=1e30")]
    public void Odd_values_break_nothing(string form)
    {
        var report = TwilioReports.Read(Form(form), Now);

        Assert.Equal(-1, report.Sequence);
        Assert.Equal(new CallMoment(Now, IsExact: false), report.At);
        Assert.Null(report.PriceMicros);
    }

    [Theory]
    [InlineData("CallSid=" + Sid, true)]
    [InlineData("CallSid=XX0123456789abcdef0123456789abcdef", false)]
    [InlineData("CallSid=CA0123456789abcdef0123456789abcdeg", false)]
    [InlineData("CallSid=CA01", false)]
    [InlineData("", false)]
    public void A_call_has_an_id_of_the_providers_form(string form, bool isOne) =>
        Assert.Equal(isOne ? Sid : null, TwilioReports.CallSid(Form(form)));

    [Fact]
    public void Our_number_is_the_called_one_unless_we_call()
    {
        Assert.Equal("+2", TwilioReports.OurNumber(Form("From=%2B1&To=%2B2&Direction=inbound")));
        Assert.Equal("+1", TwilioReports.OurNumber(Form("From=%2B1&To=%2B2&Direction=outbound-api")));
    }

    [Fact]
    public void A_repeat_has_the_same_key_and_a_later_status_another()
    {
        var ringing = Form($"CallSid={Sid}&CallStatus=ringing&SequenceNumber=1&CallbackSource=call-progress-events");
        var ended = Form($"CallSid={Sid}&CallStatus=completed&SequenceNumber=3&CallbackSource=call-progress-events");

        Assert.Equal(Key(ringing), Key(ringing));
        Assert.NotEqual(Key(ringing), Key(ended));
        Assert.NotEqual(
            Key(Form($"CallSid={Sid}&CallStatus=ringing")), Key(Form($"CallSid={Sid}&CallStatus=completed")));
        Assert.Equal(
            TwilioReports.DedupeKey("/status", ringing, "token-1"),
            TwilioReports.DedupeKey("/status", ended, "token-1"));
    }

    private static string Key(RawForm form) => TwilioReports.DedupeKey("/status", form, idempotencyToken: null);

    private static RawForm Form(string text) => RawForm.Parse(Encoding.ASCII.GetBytes(text))!;
}
