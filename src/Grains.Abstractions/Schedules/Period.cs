namespace Platform.Schedules;

/// <summary>One period of recurring work: a local day.</summary>
/// <param name="Day">The day's name in its zone.</param>
/// <param name="FromAt">Its first instant, UTC.</param>
/// <param name="UntilAt">The first instant after it, UTC: 23, 24 or 25 hours later as a rule.</param>
/// <param name="ScheduledAt">When its work is to be done, UTC; never before it is over.</param>
[GenerateSerializer, Immutable, Alias("Platform.Period")]
public sealed record Period(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] DateTimeOffset FromAt,
    [property: Id(2)] DateTimeOffset UntilAt,
    [property: Id(3)] DateTimeOffset ScheduledAt);

/// <summary>Which periods there are. Each begins where the one before ended, whatever becomes of clocks and zones,
/// so that no instant is left out and none is counted twice.</summary>
public static class PeriodRules
{
    /// <summary>A shop that is older than this when its work begins starts so many days ago.</summary>
    public const int BackfillDaysMax = 400;

    // No zone is further ahead, and all change at quarters of an hour.
    private static readonly TimeSpan OffsetMax = TimeSpan.FromHours(15);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The first instant of a local day. Where clocks skip midnight the day begins later, where they show it
    /// twice it begins with the first.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => InstantOf(day, TimeOnly.MinValue, zone);

    /// <summary>The period that begins where everything so far was done: the first day after the last one that is not
    /// over by then. After a shop has moved to another zone it is shorter or longer once.</summary>
    /// <param name="lastDay">The last day that was done; null before the first one.</param>
    /// <param name="throughAt">Everything before this was done.</param>
    /// <param name="zone">The zone as it is now.</param>
    /// <param name="time">The local time of the next day at which its work is to be done.</param>
    public static Period Next(DateOnly? lastDay, DateTimeOffset throughAt, TimeZoneInfo zone, TimeOnly time)
    {
        var day = DayOf(throughAt, zone);
        if (lastDay is { } last && day <= last)
            day = last.AddDays(1);
        while (StartOf(day.AddDays(1), zone) <= throughAt)
            day = day.AddDays(1);

        // No time of the next day is before its beginning, also where clocks skip or repeat it.
        return new(
            day, throughAt, StartOf(day.AddDays(1), zone), InstantOf(day.AddDays(1), time, zone));
    }

    /// <summary>The periods whose time has come, the oldest first.</summary>
    public static IEnumerable<Period> Due(
        DateOnly? lastDay, DateTimeOffset throughAt, TimeZoneInfo zone, TimeOnly time, DateTimeOffset now)
    {
        for (var next = Next(lastDay, throughAt, zone, time); next.ScheduledAt <= now;)
        {
            yield return next;
            next = Next(next.Day, next.UntilAt, zone, time);
        }
    }

    /// <summary>The periods that have begun and are not done: the days that are read live. The last one is
    /// today.</summary>
    public static IEnumerable<Period> Open(
        DateOnly? lastDay, DateTimeOffset throughAt, TimeZoneInfo zone, TimeOnly time, DateTimeOffset now)
    {
        for (var next = Next(lastDay, throughAt, zone, time); next.FromAt <= now;)
        {
            yield return next;
            next = Next(next.Day, next.UntilAt, zone, time);
        }
    }

    /// <summary>Where the work of something that was made at a time begins.</summary>
    public static DateTimeOffset First(DateTimeOffset madeAt, TimeZoneInfo zone, DateTimeOffset now)
    {
        var oldest = DayOf(now, zone).AddDays(-BackfillDaysMax);
        var day = DayOf(madeAt < now ? madeAt : now, zone);
        return StartOf(day > oldest ? day : oldest, zone);
    }

    // The first instant at which clocks show that time or a later one: a time that they skip is the end of the gap, one
    // that they show twice is the earlier. Asked of instants, which have one local time each, since a zone can also
    // move for good, by a whole day even, and then knows nothing of a gap.
    private static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        var at = new DateTimeOffset(local, TimeSpan.Zero) - OffsetMax;
        while (TimeZoneInfo.ConvertTime(at, zone).DateTime < local)
            at += Step;
        return at;
    }
}
