using FsCheck;
using FsCheck.Fluent;
using static Platform.Calls.SampleCalls;

namespace Platform.Calls;

public sealed class CallMergeTests
{
    private static readonly CallEvent[] Ordinary =
    [
        Event(CallStatus.Initiated, 0, 0),
        Event(CallStatus.Ringing, 1, 1),
        Event(CallStatus.InProgress, 2, 4),
        Event(CallStatus.Completed, 3, 64) with { DurationMs = 60_000 },
    ];

    private static readonly CallEvent[] Busy =
    [
        Event(CallStatus.Queued, -1, 0, isExact: false),
        Event(CallStatus.Initiated, 0, 1),
        Event(CallStatus.Ringing, 1, 2),
        Event(CallStatus.Busy, 2, 9) with { SipCode = 486 },
    ];

    private static readonly CallEvent[] Contradicting =
    [
        Event(CallStatus.Ringing, -1, 3, isExact: false),
        Event(CallStatus.Ringing, 1, 1),
        Event(CallStatus.InProgress, 2, 4),
        Event(CallStatus.Failed, 3, 10),
        Event(CallStatus.Completed, 4, 12) with { DurationMs = 8_000 },
        Event(CallStatus.Completed, 4, 12) with { PriceMicros = -8_500, PriceUnit = "USD", Sequence = 5 },
    ];

    private static readonly CallEvent[] Hosted =
    [
        Event(CallStatus.Initiated, 0, 1),
        Event(CallStatus.InProgress, 2, 5),
        Event(CallStatus.Completed, 3, 66) with { DurationMs = 61_000 },
        HostedCall,
    ];

    public static TheoryData<string> Stories =>
        [nameof(Ordinary), nameof(Busy), nameof(Contradicting), nameof(Hosted)];

    // To the second, and by another clock than the telephony provider's.
    private static CallEvent HostedCall => new()
    {
        Status = CallStatus.Completed,
        At = new CallMoment(Start.AddSeconds(42), IsExact: false),
        AnsweredAt = new CallMoment(Start, IsExact: false),
        HostedAgent = new HostedAgentReport(
            "conv_1", 42_000, "client ended", HasFailed: false, HasAudio: false, "+15550000", "+15550001",
            CallDirection.Outbound),
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Every_order_of_the_reports_makes_the_same_row(string story)
    {
        var reports = Story(story);
        var expected = Row(After(reports));

        var orders = 0;
        foreach (var order in Permutations(reports))
        {
            Assert.Equal(expected, Row(After(order)));
            Assert.Equal(expected, Row(After([.. order, .. order.Reverse()])));
            orders++;
        }

        Assert.Equal(Enumerable.Range(1, reports.Length).Aggregate((a, b) => a * b), orders);
    }

    [Fact]
    public void Any_reports_with_repeats_in_any_order_make_the_same_row()
    {
        var events = ArbMap.Default.ArbFor<(byte Status, byte Sequence, byte Second, bool Exact, byte Duration)[]>();
        var property = Prop.ForAll(events, ArbMap.Default.ArbFor<int>(), (drawn, seed) =>
        {
            var reports = drawn.Take(8).Select(Drawn).ToArray();
            var mixed = reports.Concat(reports).ToArray();
            new Random(seed).Shuffle(mixed);
            return Merged(reports) == Merged(mixed);
        });

        property.Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void A_call_says_what_the_furthest_report_says()
    {
        var summary = CallSummaries.Of(After(Ordinary.Reverse()));

        Assert.Equal(CallStatus.Completed, summary.Status);
        Assert.Equal(Start, summary.InitiatedAt);
        Assert.Equal(Start.AddSeconds(1), summary.RingingAt);
        Assert.Equal(Start.AddSeconds(4), summary.AnsweredAt);
        Assert.Equal(Start.AddSeconds(64), summary.EndedAt);
        Assert.Equal(60_000, summary.DurationMs);
        Assert.False(summary.HasConflict);
    }

    [Fact]
    public void Of_two_ends_the_later_report_counts_and_the_contradiction_shows()
    {
        var summary = CallSummaries.Of(After(Contradicting));

        Assert.Equal(CallStatus.Completed, summary.Status);
        Assert.True(summary.HasConflict);
        Assert.Equal(-8_500, After(Contradicting).Facts.PriceMicros);
        Assert.Equal("USD", After(Contradicting).Facts.PriceUnit);
    }

    [Fact]
    public void The_providers_own_time_counts_more_than_when_we_heard_of_it()
    {
        var call = After([Event(CallStatus.Ringing, -1, 0, isExact: false), Event(CallStatus.Ringing, 1, 5)]);

        Assert.Equal(Start.AddSeconds(5), CallSummaries.Of(call).RingingAt);
    }

    [Fact]
    public void A_call_that_only_its_hosted_agent_reports_is_told_whole()
    {
        var call = After([HostedCall]);
        var summary = CallSummaries.Of(call);

        Assert.Equal(
            (CallStatus.Completed, CallDirection.Outbound, "+15550000", "+15550001"),
            (summary.Status, summary.Direction, summary.From, summary.To));
        Assert.Equal(
            (Start, Start, Start.AddSeconds(42), 42_000),
            (summary.StartedAt, summary.AnsweredAt!.Value, summary.EndedAt!.Value, summary.DurationMs!.Value));
        Assert.Null(call.DueAt);
        Assert.False(CallRules.IsForgotten(call, Start.AddDays(1)));
    }

    [Fact]
    public void What_the_telephony_provider_reports_counts_more_than_what_a_hosted_agent_does()
    {
        var summary = CallSummaries.Of(After([HostedCall, .. Hosted[..3]]));

        Assert.Equal(
            (CallDirection.Inbound, "+15550100", "+15550199", false),
            (summary.Direction, summary.From, summary.To, summary.HasConflict));
        Assert.Equal(
            (Start.AddSeconds(1), Start.AddSeconds(5), Start.AddSeconds(66), 61_000),
            (summary.StartedAt, summary.AnsweredAt!.Value, summary.EndedAt!.Value, summary.DurationMs!.Value));
    }

    [Theory]
    [InlineData(CallStatus.Busy, CallOutcome.Missed, CallEndReason.DialFailed)]
    [InlineData(CallStatus.NoAnswer, CallOutcome.Missed, CallEndReason.DialFailed)]
    [InlineData(CallStatus.Failed, CallOutcome.Missed, CallEndReason.DialFailed)]
    [InlineData(CallStatus.Cancelled, CallOutcome.Missed, CallEndReason.UserHangup)]
    [InlineData(CallStatus.Completed, CallOutcome.Missed, CallEndReason.UserHangup)]
    public void A_call_in_which_nobody_spoke_was_missed(CallStatus end, CallOutcome outcome, CallEndReason reason)
    {
        var summary = CallSummaries.Of(After([Event(end, 3, 9)]));

        Assert.Equal((end, outcome, reason), (summary.Status, summary.Outcome!.Value, summary.EndReason!.Value));
    }

    private static CallEvent[] Story(string name) => name switch
    {
        nameof(Ordinary) => Ordinary,
        nameof(Busy) => Busy,
        nameof(Hosted) => Hosted,
        _ => Contradicting,
    };

    private static CallEvent Drawn((byte Status, byte Sequence, byte Second, bool Exact, byte Duration) drawn) =>
        Event((CallStatus)(drawn.Status % 9 + 1), drawn.Sequence % 6 - 1, drawn.Second, drawn.Exact) with
        {
            DurationMs = drawn.Duration % 3 == 0 ? null : drawn.Duration * 1000,
            From = drawn.Duration % 2 == 0 ? "" : "+1555010" + drawn.Status % 3,
            Direction = drawn.Duration % 5 == 0 ? null : (CallDirection)(drawn.Sequence % 2 + 1),
            Relay = drawn.Duration % 7 == 0
                ? new RelayEnd("ended", drawn.Second, Start.AddSeconds(drawn.Second))
                : null,
            AnsweredAt = drawn.Duration % 3 == 1 ? new CallMoment(Start.AddSeconds(drawn.Sequence), false) : null,
            HostedAgent = drawn.Duration % 4 == 0
                ? new HostedAgentReport(
                    "conv_1", drawn.Second, "ended", drawn.Exact, drawn.Exact, "+1555020" + drawn.Status % 3,
                    "+1555030" + drawn.Sequence % 3, (CallDirection)(drawn.Second % 2 + 1))
                : null,
        };

    // Without the memory of seen reports: merging alone must not care.
    private static string Merged(IEnumerable<CallEvent> reports) =>
        Row(New() with { Facts = reports.Aggregate(CallFacts.Empty, CallMerge.Apply) });

    private static IEnumerable<CallEvent[]> Permutations(CallEvent[] events)
    {
        if (events.Length <= 1)
        {
            yield return events;
            yield break;
        }

        for (var i = 0; i < events.Length; i++)
        {
            foreach (var rest in Permutations([.. events[..i], .. events[(i + 1)..]]))
                yield return [events[i], .. rest];
        }
    }
}
