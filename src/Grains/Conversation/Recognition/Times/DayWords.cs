using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Platform.Conversation;

/// <summary>One or several days, both ends included.</summary>
internal readonly record struct Days(LocalDate First, LocalDate Last, Capture Said);

/// <summary>Hears days: "tomorrow", "next Tuesday", "the 21st", "this weekend".</summary>
internal static partial class DayWords
{
    private static readonly string[] Weekdays = "monday tuesday wednesday thursday friday saturday sunday".Split(' ');

    private static readonly string[] Months =
        "january february march april may june july august september october november december".Split(' ');

    public static Days? Find(string text, LocalDate today)
    {
        foreach (var read in (Func<string, LocalDate, Days?>[])[Ahead, Relative, Dated, OnWeekday, WeekWords.Find])
        {
            if (read(text, today) is { } days)
                return days;
        }

        return null;
    }

    private static Days? Relative(string text, LocalDate today)
    {
        var match = Near.Match(text);
        if (!match.Success)
            return null;
        var day = match.Groups["word"].Value switch
        {
            "day after tomorrow" or "day after" => today.PlusDays(2),
            "tomorrow" => today.PlusDays(1),
            _ => today,
        };
        return new Days(day, day, match);
    }

    // "in three days", "two weeks from now", "a week from Tuesday".
    private static Days? Ahead(string text, LocalDate today)
    {
        var match = InDays.Match(text);
        if (!match.Success)
            return null;
        var count = SpokenNumber.Value(match.Groups["n"].Value)
            ?? (match.Groups["n"].Value is "couple of" or "couple" ? 2 : 1);
        var from = match.Groups["from"].Success ? Coming(match.Groups["from"].Value, today) : today;
        var day = match.Groups["unit"].Value.StartsWith("week", StringComparison.Ordinal) ? from.PlusWeeks(count)
            : match.Groups["unit"].Value.StartsWith("month", StringComparison.Ordinal) ? from.PlusMonths(count)
            : from.PlusDays(count);
        return new Days(day, day, match);
    }

    private static Days? Dated(string text, LocalDate today)
    {
        var match = Date.Match(text);
        if (!match.Success)
            return null;
        var number = match.Groups["day"].Value;
        var day = SpokenOrdinal.Value(number)
            ?? int.Parse(string.Concat(number.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        var name = match.Groups["month"].Value;
        var month = name.Length == 0 ? 0
            : char.IsAsciiDigit(name[0]) ? int.Parse(name, CultureInfo.InvariantCulture)
            : MonthOf(name);
        return OnDate(day, month, today) is { } date ? new Days(date, date, match) : null;
    }

    /// <summary>The number of a month's name, short or long.</summary>
    public static int MonthOf(string name) =>
        Array.FindIndex(Months, candidate => candidate.StartsWith(name[..3], StringComparison.Ordinal)) + 1;

    private static LocalDate? OnDate(int day, int month, LocalDate today)
    {
        if (day is < 1 or > 31 || month > 12)
            return null;
        for (var ahead = 0; ahead < 14; ahead++)
        {
            var first = new LocalDate(today.Year, today.Month, 1).PlusMonths(ahead);
            if ((month == 0 || first.Month == month) && day <= first.Calendar.GetDaysInMonth(first.Year, first.Month)
                && first.PlusDays(day - 1) is var date && date >= today)
            {
                return date;
            }
        }

        return null;
    }

    private static Days? OnWeekday(string text, LocalDate today)
    {
        var match = Weekday.Match(text);
        if (!match.Success)
            return null;
        var coming = Coming(match.Groups["day"].Value, today);
        // "Next Tuesday" is the one in the next calendar week, also when this week's is still to come.
        var nextWeek = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var isNext = match.Groups["which"].Value == "next" || match.Groups["next"].Success;
        var day = match.Groups["later"].Success ? coming.PlusWeeks(coming < nextWeek ? 2 : 1)
            : match.Groups["week"].Success ? coming.PlusWeeks(coming == today.PlusWeeks(1) ? 0 : 1)
            : isNext && coming < nextWeek ? coming.PlusWeeks(1)
            : coming;
        return new Days(day, day, match);
    }

    private static LocalDate Coming(string weekday, LocalDate today)
    {
        if (weekday == "tomorrow")
            return today.PlusDays(1);
        var day = Array.FindIndex(Weekdays, name => name.StartsWith(weekday[..3], StringComparison.Ordinal)) + 1;
        return day == 0 ? today : today.With(DateAdjusters.Next((IsoDayOfWeek)day));
    }

    [GeneratedRegex(@"\b(?:the )?(?<word>day after tomorrow|day after$|tomorrow|today|tonight|this (?:morning"
        + @"|afternoon|evening)"
        + @"|later on|end of (?:the )?day)\b")]
    private static partial Regex Near { get; }

    [GeneratedRegex(
        @"\bin (?:about |around )?(?:a |another )?(?<n>\d{1,3}|couple of|couple|few|a|an)(?: (?:or|to) \d{1,2})?"
        + @" ?(?<unit>days?|weeks?|months?)\b(?! from)"
        + @"|\b(?<n>\d{1,3}|a|couple of) (?<unit>days?|weeks?|months?) from (?<from>now|today|tomorrow|monday|tuesday"
        + @"|wednesday|thursday|friday|saturday|sunday)\b")]
    private static partial Regex InDays { get; }

    /// <summary>Alternatives of a pattern.</summary>
    public const string MonthName =
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun"
        + "|jul|aug|sept|sep|oct|nov|dec";

    private const string SmallOrdinal = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth";

    private const string LargeOrdinal =
        "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
        + "|seventeenth|eighteenth|nineteenth|twentieth|thirtieth";

    private const string DayNumber = @"\d{1,2}(?:st|nd|rd|th)?|" + LargeOrdinal + "|" + SmallOrdinal;

    [GeneratedRegex(
        @"\b(?<month>" + MonthName + @") (?:the )?(?<day>" + DayNumber + @")\b(?!:)"
        + @"|\b(?:the )?(?<day>" + DayNumber + @") (?:of )?(?<month>" + MonthName + @")\b"
        + @"|\b(?<month>\d{1,2})/(?<day>\d{1,2})(?:/\d{2,4})?\b"
        + @"|\b(?:on |for |by )?the (?<day>\d{1,2}(?:st|nd|rd|th)|" + LargeOrdinal
        + @"|fifth|sixth|seventh|eighth|ninth)\b(?! floor| street| avenue| unit)"
        + @"|\b(?:on|by) the (?<day>first|second|third|fourth)\b(?! floor| street| avenue| unit| one| thing| time)")]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"\b(?:(?<which>next|this|this coming|coming|on"
        + @"|(?<later>(?:the )?week after next)(?: on)?|(?<next>next week)(?: on)?) )?"
        + @"(?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|thu|fri)\b"
        + @"(?: (?:of )?(?:(?<next>next week)|(?<later>the week after next|week after next|after next)"
        + @"|(?<week>week)\b))?")]
    private static partial Regex Weekday { get; }
}
