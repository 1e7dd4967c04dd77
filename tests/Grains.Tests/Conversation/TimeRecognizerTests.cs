using System.Globalization;
using Platform.Dialogues;

namespace Platform.Conversation;

/// <summary>What callers say on Wednesday, 11 March 2026, 10:00 in New York.</summary>
public sealed class TimeRecognizerTests
{
    [Theory]
    [InlineData("tomorrow afternoon", "03-12 12:00", "03-12 17:00")]
    [InlineData("next tuesday at 3", "03-17 15:00", "03-17 15:00")]
    [InlineData("in two hours", "03-11 12:00", "03-11 12:00")]
    [InlineData("this weekend", "03-14 08:00", "03-15 18:00")]
    [InlineData("on the 21st at noon", "03-21 12:00", "03-21 12:00")]
    [InlineData("friday between 2 and 4", "03-13 14:00", "03-13 16:00")]
    [InlineData("quarter to five tomorrow", "03-12 16:45", "03-12 16:45")]
    [InlineData("9am", "03-12 09:00", "03-12 09:00")]
    [InlineData("monday, no wait, tuesday at ten", "03-17 10:00", "03-17 10:00")]
    [InlineData("three weeks from friday", "04-03 08:00", "04-03 18:00")]
    [InlineData("april 2nd, first thing", "04-02 08:00", "04-02 10:00")]
    [InlineData("before friday", "03-11 10:00", "03-12 18:00")]
    [InlineData("eleven to one on monday", "03-16 11:00", "03-16 13:00")]
    [InlineData("between noon and two tomorrow", "03-12 12:00", "03-12 14:00")]
    [InlineData("friday after five, that's when I'm back", "03-13 17:00", "03-13 21:00")]
    [InlineData("tomorrow at two p m", "03-12 14:00", "03-12 14:00")]
    [InlineData("two weeks from today at ten", "03-25 10:00", "03-25 10:00")]
    [InlineData("it has to be monday at one", "03-16 13:00", "03-16 13:00")]
    [InlineData("the twenty sixth of march", "03-26 08:00", "03-26 18:00")]
    [InlineData("march thirtieth, no, make it friday the twenty seventh at nine", "03-27 09:00", "03-27 09:00")]
    [InlineData("tomorrow but not before ten", "03-12 10:00", "03-12 18:00")]
    [InlineData("not friday, saturday at nine", "03-14 09:00", "03-14 09:00")]
    [InlineData("twenty past three on friday", "03-13 15:20", "03-13 15:20")]
    [InlineData("ten minutes to four tomorrow", "03-12 15:50", "03-12 15:50")]
    [InlineData("tomorrow at ten fifteen", "03-12 10:15", "03-12 10:15")]
    [InlineData("noonish tomorrow", "03-12 12:00", "03-12 12:00")]
    [InlineData("early next week", "03-16 08:00", "03-17 18:00")]
    [InlineData("the week after next on monday", "03-23 08:00", "03-23 18:00")]
    [InlineData("next week thursday", "03-19 08:00", "03-19 18:00")]
    [InlineData("monday week", "03-23 08:00", "03-23 18:00")]
    [InlineData("the beginning of next month", "04-01 08:00", "04-05 18:00")]
    [InlineData("in two or three days", "03-13 08:00", "03-13 18:00")]
    [InlineData("any morning after thursday", "03-13 08:00", "03-13 12:00")]
    [InlineData("after wednesday", "03-12 08:00", "03-12 18:00")]
    [InlineData("the sixteenth, I meant the seventeenth", "03-17 08:00", "03-17 18:00")]
    [InlineData("the last day of this month", "03-31 08:00", "03-31 18:00")]
    [InlineData("the first of next month", "04-01 08:00", "04-01 18:00")]
    [InlineData("the first week of may", "05-01 08:00", "05-05 18:00")]
    [InlineData("sometime in april", "04-01 08:00", "04-30 18:00")]
    [InlineData("monday after next", "03-23 08:00", "03-23 18:00")]
    [InlineData("soon as y'all can", "03-11 10:00", "03-11 12:00")]
    public void Times_are_resolved_in_the_shops_zone(string said, string from, string to)
    {
        var time = TimeRecognizer.Find(Utterance.Of(said), isAwaited: true, SampleShops.Home, known: null);

        Assert.Equal((from, to), (Text(time?.From), Text(time?.To)));
    }

    [Theory]
    [InlineData("it stopped working this morning")]
    [InlineData("it has been leaking since monday")]
    [InlineData("good morning")]
    [InlineData("the noise woke me last night")]
    public void Times_of_the_past_are_no_wishes(string said) =>
        Assert.Null(TimeRecognizer.Find(Utterance.Of(said), isAwaited: false, SampleShops.Home, known: null));

    [Fact]
    public void An_hour_that_the_clocks_skip_moves_forward()
    {
        var shop = SampleShops.Home with { Now = new(2026, 3, 7, 10, 0, 0, TimeSpan.FromHours(-5)) };

        var time = TimeRecognizer.Find(Utterance.Of("tomorrow at 2:30 am"), isAwaited: true, shop, known: null);

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 3, 30, 0, TimeSpan.FromHours(-4)), time?.From);
    }

    [Fact]
    public void The_offset_is_that_of_the_day_which_is_meant()
    {
        var shop = SampleShops.Home with { Now = new(2026, 10, 31, 10, 0, 0, TimeSpan.FromHours(-4)) };

        var time = TimeRecognizer.Find(Utterance.Of("monday at 3 pm"), isAwaited: true, shop, known: null);

        Assert.Equal(new DateTimeOffset(2026, 11, 2, 15, 0, 0, TimeSpan.FromHours(-5)), time?.From);
    }

    [Fact]
    public void An_hour_refines_the_day_that_is_known()
    {
        var day = TimeRecognizer.Find(Utterance.Of("friday"), isAwaited: true, SampleShops.Home, known: null);

        var time = TimeRecognizer.Find(Utterance.Of("at four"), isAwaited: true, SampleShops.Home, day);

        Assert.Equal("03-13 16:00", Text(time?.From));
    }

    private static string? Text(DateTimeOffset? at) => at?.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
