using System.Collections.Immutable;

namespace Platform.Calls;

/// <summary>Merges providers' reports. Pure, and made only of operations that do not care for order or repeats
/// (smallest, largest, union), so every permutation of the same reports gives the same facts.</summary>
internal static class CallMerge
{
    public static CallFacts Apply(CallFacts facts, CallEvent report) => facts with
    {
        Queued = Moment(facts.Queued, report, CallStatus.Queued),
        Initiated = Moment(facts.Initiated, report, CallStatus.Initiated),
        Ringing = Moment(facts.Ringing, report, CallStatus.Ringing),
        Answered = Join(Moment(facts.Answered, report, CallStatus.InProgress), report.AnsweredAt),
        Ends = report.Status is { } status && IsEnd(status) ? AddEnd(facts.Ends, End(report, status)) : facts.Ends,
        From = First(facts.From, report.From),
        To = First(facts.To, report.To),
        Direction = Smallest(facts.Direction, report.Direction),
        PriceMicros = Largest(facts.PriceMicros, report.PriceMicros),
        PriceUnit = First(facts.PriceUnit, report.PriceUnit),
        Relay = Last(facts.Relay, report.Relay),
        HostedAgent = Join(facts.HostedAgent, report.HostedAgent),
        WasTurnedAway = facts.WasTurnedAway || report.WasTurnedAway,
    };

    /// <summary>Where the call stands: the furthest that was reported. An end is the furthest of all.</summary>
    public static CallStatus Status(CallFacts facts) =>
        Chosen(facts) is { } end ? end.Status
        : facts.Answered is not null ? CallStatus.InProgress
        : facts.Ringing is not null ? CallStatus.Ringing
        : facts.Initiated is not null ? CallStatus.Initiated
        : CallStatus.Queued;

    /// <summary>The end that counts: of contradicting ones, the one that the provider reported last.</summary>
    public static CallEnd? Chosen(CallFacts facts) =>
        facts.Ends.MaxBy(end => (end.Sequence, end.Status));

    /// <summary>The earliest moment that is known of the call.</summary>
    public static DateTimeOffset StartedAt(CallFacts facts) =>
        new[] { facts.Queued, facts.Initiated, facts.Ringing, facts.Answered }
            .Concat(facts.Ends.Select(end => (CallMoment?)end.At))
            .OfType<CallMoment>()
            .Select(moment => moment.At)
            .Concat(facts.Relay is { } relay ? [relay.At] : [])
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch)
            .Min();

    /// <summary>Who called, from the best source there is.</summary>
    public static string? From(CallFacts facts) => facts.From ?? facts.HostedAgent?.From;

    /// <summary>Who was called, from the best source there is.</summary>
    public static string? To(CallFacts facts) => facts.To ?? facts.HostedAgent?.To;

    public static CallDirection Direction(CallFacts facts) =>
        facts.Direction ?? facts.HostedAgent?.Direction ?? CallDirection.Inbound;

    /// <summary>How long it took, from the best source there is.</summary>
    public static long? DurationMs(CallFacts facts) =>
        Chosen(facts)?.DurationMs
        ?? facts.Ends.Max(end => end.DurationMs)
        ?? facts.HostedAgent?.DurationMs;

    public static bool IsEnd(CallStatus status) => status >= CallStatus.Completed;

    private static CallMoment? Moment(CallMoment? known, CallEvent report, CallStatus kind) =>
        Join(known, report.Status == kind ? report.At : null);

    // The provider's own time is worth more than when we heard of it; of equals the earlier one, since a repeat is
    // later.
    private static CallMoment? Join(CallMoment? known, CallMoment? reported) =>
        known is null || reported is null ? known ?? reported
        : known.IsExact != reported.IsExact ? (known.IsExact ? known : reported)
        : known.At <= reported.At ? known
        : reported;

    private static CallEnd End(CallEvent report, CallStatus status) =>
        new(status, report.Sequence, report.At, report.DurationMs, report.SipCode);

    private static ImmutableArray<CallEnd> AddEnd(ImmutableArray<CallEnd> ends, CallEnd reported)
    {
        var known = ends.FirstOrDefault(end => end.Status == reported.Status);
        if (known is null)
            return [.. ends.Add(reported).OrderBy(end => end.Status)];

        var joined = new CallEnd(
            known.Status,
            Math.Max(known.Sequence, reported.Sequence),
            Join(known.At, reported.At)!,
            Largest(known.DurationMs, reported.DurationMs),
            Largest(known.SipCode, reported.SipCode));
        return joined == known ? ends : ends.Replace(known, joined);
    }

    private static RelayEnd? Last(RelayEnd? known, RelayEnd? reported) =>
        known is null || (reported is not null && Key(reported).CompareTo(Key(known)) > 0) ? reported : known;

    private static (DateTimeOffset, long, string) Key(RelayEnd end) =>
        (end.At, end.DurationMs ?? -1, end.SessionStatus);

    private static HostedAgentReport? Join(HostedAgentReport? known, HostedAgentReport? reported) =>
        known is null || reported is null ? known ?? reported : new HostedAgentReport(
            First(known.ConversationId, reported.ConversationId)!,
            Largest(known.DurationMs, reported.DurationMs),
            First(known.TerminationReason, reported.TerminationReason),
            known.HasFailed || reported.HasFailed,
            known.HasAudio || reported.HasAudio,
            First(known.From, reported.From),
            First(known.To, reported.To),
            Smallest(known.Direction, reported.Direction));

    private static string? First(string? known, string? reported) =>
        string.IsNullOrEmpty(reported) ? known
        : known is null || string.CompareOrdinal(reported, known) < 0 ? reported
        : known;

    private static T? Largest<T>(T? known, T? reported)
        where T : struct, IComparable<T> =>
        known is null ? reported : reported is null || known.Value.CompareTo(reported.Value) >= 0 ? known : reported;

    private static CallDirection? Smallest(CallDirection? known, CallDirection? reported) =>
        known is null ? reported : reported is null || known <= reported ? known : reported;
}
