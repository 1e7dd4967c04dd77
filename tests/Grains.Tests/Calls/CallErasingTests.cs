using Platform.Conversation;
using static Platform.Calls.SampleCalls;

namespace Platform.Calls;

public sealed class CallErasingTests
{
    [Theory]
    [InlineData(CallDirection.Inbound, null, "+15550001")]
    [InlineData(CallDirection.Outbound, "+15550000", null)]
    public void The_callers_number_goes_and_ours_stays_also_where_only_a_hosted_agent_told_them(
        CallDirection direction, string? from, string? to)
    {
        var report = new CallEvent
        {
            Status = CallStatus.Completed,
            At = new CallMoment(Start, IsExact: false),
            HostedAgent = new HostedAgentReport(
                "conv_1", DurationMs: null, "they said so", HasFailed: false, HasAudio: false, "+15550000", "+15550001",
                direction),
        };

        var erased = CallErasing.Begin(After([report]), "asked", Start);

        Assert.Equal((from, to), (CallSummaries.Of(erased).From, CallSummaries.Of(erased).To));
        var agent = erased.Facts.HostedAgent!;
        Assert.Equal(("", null), (agent.ConversationId, agent.TerminationReason));
        Assert.NotNull(erased.ErasingCustomerId);
        // Nor does it come back with a report that comes later.
        var told = CallRules.Merge(erased, Report(report, "again"), Start);
        Assert.Equal((from, to), (CallSummaries.Of(told).From, CallSummaries.Of(told).To));
    }

    [Fact]
    public void When_its_words_go_a_call_keeps_who_called_and_what_came_of_it_and_takes_none_that_come_later()
    {
        var report = new CallEvent
        {
            Status = CallStatus.Completed,
            At = new CallMoment(Start, IsExact: false),
            HostedAgent = new HostedAgentReport(
                "conv_1", DurationMs: null, "they said so", HasFailed: false, HasAudio: false, "+15550000", "+15550001",
                CallDirection.Inbound),
        };
        var draft = new Draft { Intent = DraftIntent.OrderService, CustomerName = "Peter", CustomerPhone = "+1" };
        var call = After([report]) with { Talk = new ConversationState { Draft = draft }, CallerTurnCount = 1 };

        var silenced = CallErasing.Silenced(call, Start.AddDays(365));

        Assert.Equal(CallSummaries.Of(call), CallSummaries.Of(silenced));
        Assert.Equal(CallOutcome.Abandoned, CallSummaries.Of(silenced).Outcome);
        Assert.Equal((null, null), (silenced.Talk!.Draft.CustomerName, silenced.Talk.Draft.CustomerPhone));
        Assert.Equal(("conv_1", null), (
            silenced.Facts.HostedAgent!.ConversationId, silenced.Facts.HostedAgent.TerminationReason));
        var told = CallRules.Merge(silenced, Report(report, "again"), Start);
        Assert.Null(told.Facts.HostedAgent!.TerminationReason);
    }
}
