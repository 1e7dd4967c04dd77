using System.Globalization;

namespace Platform.Schedules;

/// <summary>Which periods there are, also where clocks skip an hour or show it twice.</summary>
public sealed class PeriodRulesTests
{
    private static readonly TimeOnly Two = new(2, 0);

    [Theory]
    // zone, day, begins (UTC), hours, to be done (UTC)
    [InlineData("UTC", "2026-03-08", "2026-03-08T00:00Z", 24, "2026-03-09T02:00Z")]
    [InlineData("America/New_York", "2026-03-07", "2026-03-07T05:00Z", 24, "2026-03-08T07:00Z")] // At 03:00
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00Z", 23, "2026-03-09T06:00Z")]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00Z", 25, "2026-11-02T07:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-27T23:00Z", 24, "2026-03-29T01:00Z")] // At 03:00
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00Z", 23, "2026-03-30T00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24", "2026-10-23T22:00Z", 24, "2026-10-25T00:00Z")] // The first 02:00
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00Z", 25, "2026-10-26T01:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-05", "2026-04-04T11:00Z", 25, "2026-04-05T14:00Z")]
    [InlineData("Pacific/Auckland", "2026-09-27", "2026-09-26T12:00Z", 23, "2026-09-27T13:00Z")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00Z", 23, "2026-03-09T06:00Z")] // Midnight is skipped.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00Z", 25, "2026-11-02T07:00Z")] // Midnight comes twice.
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00Z", 23, "2026-04-24T23:00Z")] // Midnight is skipped.
    [InlineData("Africa/Cairo", "2026-10-29", "2026-10-28T21:00Z", 25, "2026-10-30T00:00Z")] // Twice midnight.
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z", 24, "2011-12-30T10:00Z")] // 30th skipped.
    [InlineData("Asia/Kathmandu", "2026-05-01", "2026-04-30T18:15Z", 24, "2026-05-01T20:15Z")]
    public void A_day_begins_and_ends_with_its_own_midnights(
        string zone, string day, string from, int hours, string scheduled)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var start = PeriodRules.StartOf(date, Zone(zone));

        var period = PeriodRules.Next(date.AddDays(-1), start, Zone(zone), Two);

        Assert.Equal(date, period.Day);
        Assert.Equal(At(from), period.FromAt);
        Assert.Equal(TimeSpan.FromHours(hours), period.UntilAt - period.FromAt);
        Assert.Equal(At(scheduled), period.ScheduledAt);
        Assert.Equal(TimeSpan.Zero, period.ScheduledAt.Offset);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Europe/London")]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Havana")]
    [InlineData("Africa/Cairo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    public void Days_follow_each_other_without_a_gap_for_years(string name)
    {
        var zone = Zone(name);
        var begin = PeriodRules.StartOf(new(2010, 1, 1), zone);
        var now = At("2027-01-02T12:00Z");
        var (last, through) = ((DateOnly?)null, begin);
        foreach (var period in PeriodRules.Due(null, begin, zone, Two, now))
        {
            Assert.Equal(through, period.FromAt);
            Assert.True(period.UntilAt > period.FromAt && period.ScheduledAt >= period.UntilAt, $"{period}");
            Assert.True(last is null || period.Day > last, $"{period}");
            // Whatever lies in it is of its day.
            Assert.Equal(period.Day, PeriodRules.DayOf(period.FromAt, zone));
            Assert.Equal(period.Day, PeriodRules.DayOf(period.UntilAt.AddSeconds(-1), zone));
            (last, through) = (period.Day, period.UntilAt);
        }

        Assert.True(now - through < TimeSpan.FromHours(28), $"{through}");
    }

    [Theory]
    [InlineData("America/New_York", "Pacific/Auckland")]
    [InlineData("Pacific/Auckland", "America/New_York")]
    [InlineData("Pacific/Kiritimati", "Pacific/Pago_Pago")]
    [InlineData("Pacific/Pago_Pago", "Pacific/Kiritimati")]
    [InlineData("Europe/Berlin", "Asia/Kathmandu")]
    public void A_shop_that_moves_to_another_zone_loses_and_repeats_nothing(string before, string after)
    {
        var last = new DateOnly(2026, 6, 10);
        var through = PeriodRules.StartOf(last.AddDays(1), Zone(before));

        var first = PeriodRules.Next(last, through, Zone(after), Two);
        var second = PeriodRules.Next(first.Day, first.UntilAt, Zone(after), Two);

        Assert.Equal(through, first.FromAt);
        Assert.True(first.Day > last && first.UntilAt > first.FromAt, $"{first}");
        Assert.Equal(PeriodRules.StartOf(second.Day, Zone(after)), second.FromAt);
        Assert.Equal(first.Day.AddDays(1), second.Day);
    }

    [Fact]
    public void After_thirty_days_each_day_is_due_once_and_in_order()
    {
        var zone = Zone("America/New_York");
        var last = new DateOnly(2026, 2, 20);
        var due = PeriodRules.Due(
            last, PeriodRules.StartOf(last.AddDays(1), zone), zone, Two, At("2026-03-23T06:00Z")).ToList();

        Assert.Equal(Enumerable.Range(1, 30).Select(last.AddDays), due.Select(period => period.Day));
        Assert.Equal((30 * 24) - 1, due.Sum(period => (period.UntilAt - period.FromAt).TotalHours));
    }

    [Fact]
    public void A_day_is_due_at_its_time_and_not_before()
    {
        var zone = Zone("America/New_York");
        var start = PeriodRules.StartOf(new(2026, 6, 10), zone);

        Assert.Empty(PeriodRules.Due(null, start, zone, Two, At("2026-06-11T05:59:59Z")));
        Assert.Single(PeriodRules.Due(null, start, zone, Two, At("2026-06-11T06:00Z")));
        // Until then both yesterday and today are open.
        Assert.Equal(2, PeriodRules.Open(null, start, zone, Two, At("2026-06-11T05:59:59Z")).Count());
    }

    [Theory]
    [InlineData("2026-06-10T03:00Z", "2026-06-09T04:00Z")] // Still the ninth over there.
    [InlineData("2020-01-01T00:00Z", "2025-05-06T04:00Z")] // No further back than 400 days.
    [InlineData("2027-01-01T00:00Z", "2026-06-10T04:00Z")] // Made by a clock that was ahead.
    public void Work_begins_with_the_day_since_which_there_is_some(string since, string first) =>
        Assert.Equal(
            At(first), PeriodRules.First(At(since), Zone("America/New_York"), At("2026-06-10T12:00Z")));

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
