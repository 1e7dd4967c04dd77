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

    private static readonly string[] Ordinals =
        ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            + "fifteenth "
        + "sixteenth seventeenth eighteenth nineteenth twentieth").Split(' ');

    public static Days? Find(string text, LocalDate today)
    {
        foreach (var read in (Func<string, LocalDate, Days?>[])[Relative, Ahead, Dated, OnWeekday, Weeks])
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
            "day after tomorrow" => today.PlusDays(2),
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
        var day = Array.IndexOf(Ordinals, number) is >= 0 and var ordinal ? ordinal + 1
            : number.StartsWith("thirt", StringComparison.Ordinal) ? 30
            : int.Parse(string.Concat(number.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
        var name = match.Groups["month"].Value;
        var month = name.Length == 0 ? 0
            : char.IsAsciiDigit(name[0]) ? int.Parse(name, CultureInfo.InvariantCulture)
            : Array.FindIndex(Months, candidate => candidate.StartsWith(name[..3], StringComparison.Ordinal)) + 1;
        return OnDate(day, month, today) is { } date ? new Days(date, date, match) : null;
    }

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
        var isNext = match.Groups["which"].Value == "next"
            || match.Value.EndsWith("next week", StringComparison.Ordinal);
        var nextWeek = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var day = isNext && coming < nextWeek ? coming.PlusWeeks(1) : coming;
        return new Days(day, day, match);
    }

    private static Days? Weeks(string text, LocalDate today)
    {
        var match = Week.Match(text);
        if (!match.Success)
            return null;
        var monday = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var saturday = today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Saturday));
        var isNext = match.Groups["which"].Value.EndsWith("next", StringComparison.Ordinal);
        return match.Groups["what"].Value switch
        {
            "weekend" when today.DayOfWeek == IsoDayOfWeek.Sunday && !isNext => new Days(today, today, match),
            "weekend" when isNext && saturday < monday => new Days(saturday.PlusWeeks(1), saturday.PlusDays(8), match),
            "weekend" => new Days(saturday, saturday.PlusDays(1), match),
            "month" => new Days(monday, today.PlusMonths(1), match),
            _ when match.Groups["end"].Success =>
                Only(today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Friday)).PlusWeeks(isNext ? 1 : 0), match),
            _ when isNext => new Days(monday, monday.PlusDays(4), match),
            _ => new Days(today, monday.PlusDays(-1), match),
        };
    }

    private static Days Only(LocalDate day, Capture said) => new(day, day, said);

    private static LocalDate Coming(string weekday, LocalDate today)
    {
        if (weekday == "tomorrow")
            return today.PlusDays(1);
        var day = Array.FindIndex(Weekdays, name => name.StartsWith(weekday[..3], StringComparison.Ordinal)) + 1;
        return day == 0 ? today : today.With(DateAdjusters.Next((IsoDayOfWeek)day));
    }

    [GeneratedRegex(@"\b(?:the )?(?<word>day after tomorrow|tomorrow|today|tonight|this (?:morning|afternoon|evening)"
        + @"|later on|end of (?:the )?day)\b")]
    private static partial Regex Near { get; }

    [GeneratedRegex(
        @"\bin (?:about |around )?(?:a |another )?(?<n>\d{1,3}|couple of|couple|a|an) ?(?<unit>days?|weeks?|months?)\b"
        + @"|\b(?<n>\d{1,3}|a|couple of) (?<unit>days?|weeks?|months?) from (?<from>now|today|tomorrow|monday|tuesday"
        + @"|wednesday|thursday|friday|saturday|sunday)\b")]
    private static partial Regex InDays { get; }

    private const string MonthName =
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun"
        + "|jul|aug|sept|sep|oct|nov|dec";

    private const string DayNumber =
        @"\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
        + @"|thirteenth|fourteenth|"
        + "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|20 ?first|20 ?second|20 ?third"
        + "|thirty first";

    [GeneratedRegex(
        @"\b(?<month>" + MonthName + @") (?:the )?(?<day>" + DayNumber + @")\b(?!:)"
        + @"|\b(?:the )?(?<day>" + DayNumber + @") (?:of )?(?<month>" + MonthName + @")\b"
        + @"|\b(?<month>\d{1,2})/(?<day>\d{1,2})(?:/\d{2,4})?\b"
        + @"|\b(?:on |for |by )?the (?<day>\d{1,2}(?:st|nd|rd|th)|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
        + @"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
        + @"|thirtieth)\b(?! floor| street| avenue| unit)")]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"\b(?:(?<which>next|this|this coming|coming|on) )?(?<day>monday|tuesday|wednesday|thursday"
        + @"|friday|saturday|sunday|tues|wed|thurs|fri)\b(?: (?:of )?next week)?")]
    private static partial Regex Weekday { get; }

    [GeneratedRegex(@"\b(?<end>end of )?(?:(?<which>next|this|the|over the|during the|later this|sometime this"
        + @"|sometime next|any day next) )?(?:coming )?(?<what>weekend|(?<=next |this |of the )week|(?<=next "
        + @"|this )month)\b")]
    private static partial Regex Week { get; }
}
