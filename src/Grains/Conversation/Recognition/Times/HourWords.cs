using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Platform.Conversation;

/// <summary>A time of day: from and to are equal for a point in time.</summary>
internal readonly record struct Hours(LocalTime From, LocalTime To, Span Said, bool IsPart);

/// <summary>Hears times of day: "at three thirty", "between 2 and 4", "half past ten", "afternoon".</summary>
internal static partial class HourWords
{
    private const int DayStart = 8;
    private const int DayEnd = 18;

    private const string Hour =
        @"(?:(?:half past|half|quarter past|quarter after|quarter to|quarter till|quarter of"
        + @"|(?:5|10|20|25)(?: minutes)? (?:past|after)|(?:20|25|\d{1,2}(?= minutes)) (?:minutes )?to) )?"
        + @"(?:\d{1,2}:\d\d|\d{1,2} [0-5]\d(?= (?:am|pm|a m|p m)\b)|(?:[1-9]|1[0-2]) [0-5][05](?! ?\d)|\d{1,4})"
        + @"(?: oclock| ish)?(?: (?:am|pm|a m|p m))?(?![\w:/])"
        + "|noon(?: ?ish)?|midday|midnight|lunchtime|lunch";

    public static Hours? Find(Utterance u, string text, bool isAwaited)
    {
        var part = Part.Match(text);
        var hint = part.Success ? part.Groups["part"].Value : "";
        if (Between(u, text, hint, isAwaited) is { } between)
            return between;
        if (Point(u, text, hint, isAwaited) is { } point)
            return point;
        if (!part.Success)
            return null;
        var (from, to) = Window(part.Groups["part"].Value, part.Groups["when"].Value);
        return new Hours(from, to, u.SpanOf(part), IsPart: true);
    }

    private static Hours? Between(Utterance u, string text, string hint, bool isAwaited)
    {
        foreach (Match match in Range.Matches(text))
        {
            var isMarked = match.Groups["lead"].Success || isAwaited || Marked.IsMatch(match.Value);
            var last = Read(match.Groups["to"].Value, hint);
            if (!isMarked || last is not { } to)
                continue;
            var own = Marked.IsMatch(match.Groups["from"].Value);
            var meridiem = Meridiem.Match(match.Groups["to"].Value).Value;
            var first = Read(match.Groups["from"].Value + (own ? "" : " " + meridiem), hint);
            if (first >= to)
                first = Read(match.Groups["from"].Value, "morning") ?? first;
            if (first is { } from && from > to && to.Hour < 12)
                to = to.PlusHours(12);
            if (first is { } start && start < to)
                return new Hours(start, to, u.SpanOf(match), IsPart: false);
        }

        return null;
    }

    private static Hours? Point(Utterance u, string text, string hint, bool isAwaited)
    {
        foreach (Match match in At.Matches(text))
        {
            var said = match.Groups["hour"].Value;
            var lead = match.Groups["lead"].Value;
            var isMarked = Marked.IsMatch(said) || Named.IsMatch(said) || said.Contains(':', StringComparison.Ordinal)
                || lead.Length > 0;
            if (!isMarked && !(isAwaited && said.Length <= 4))
                continue;
            if (Read(said, hint) is not { } time)
                continue;
            var (from, to) = lead switch
            {
                "after" or "any time after" or "anytime after" or "from" or "past" or "later than" or "not before"
                    or "no earlier than" or "not earlier than" or "not until" =>
                    (time, time < new LocalTime(17, 0) ? new LocalTime(DayEnd, 0) : new LocalTime(21, 0)),
                "before" or "by" or "until" or "no later than" or "earlier than" =>
                    (time > new LocalTime(DayStart, 0) ? new LocalTime(DayStart, 0) : time, time),
                _ => (time, time),
            };
            return new Hours(from, to, u.SpanOf(match), IsPart: false);
        }

        return null;
    }

    private static (LocalTime From, LocalTime To) Window(string part, string when) => (part, when) switch
    {
        ("first thing" or "first thing in the morning", _) => (new LocalTime(8, 0), new LocalTime(10, 0)),
        ("morning", "early") => (new LocalTime(8, 0), new LocalTime(10, 0)),
        ("morning", "late") => (new LocalTime(10, 0), new LocalTime(12, 0)),
        ("morning", _) => (new LocalTime(8, 0), new LocalTime(12, 0)),
        ("afternoon", "early") => (new LocalTime(12, 0), new LocalTime(15, 0)),
        ("afternoon", "late") => (new LocalTime(15, 0), new LocalTime(17, 0)),
        ("afternoon", _) => (new LocalTime(12, 0), new LocalTime(17, 0)),
        ("end of the day" or "end of day", _) => (new LocalTime(15, 0), new LocalTime(18, 0)),
        _ => (new LocalTime(17, 0), new LocalTime(20, 0)),
    };

    /// <summary>The hour of a working day that a bare number means, or null.</summary>
    public static int? WorkingHour(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour is >= 1 and <= 12
            ? Shift(hour, "", "")
            : null;

    private static LocalTime? Read(string said, string hint)
    {
        said = said.Trim();
        if (Named.IsMatch(said))
            return said == "midnight" ? LocalTime.Midnight : new LocalTime(12, 0);
        var minutes = Minutes.Match(said);
        said = said[minutes.Length..];
        var digits = Clock.Match(said);
        var text = digits.Groups["h"].Value;
        var minute = digits.Groups["m"].Success ? int.Parse(digits.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var hour = int.Parse(text, CultureInfo.InvariantCulture);
        if (text.Length > 2)
            (hour, minute) = (hour / 100, hour % 100);
        minute = said.StartsWith("half", StringComparison.Ordinal) ? 30
            : said.StartsWith("quarter past", StringComparison.Ordinal)
            || said.StartsWith("quarter after", StringComparison.Ordinal) ? 15
            : minute;
        if (hour > 23 || minute > 59)
            return null;
        var time = new LocalTime(Shift(hour, Meridiem.Match(said).Value, hint), minute);
        if (minutes.Success)
        {
            var count = int.Parse(minutes.Groups["n"].Value, CultureInfo.InvariantCulture);
            return time.PlusMinutes(minutes.Value.EndsWith("to ", StringComparison.Ordinal) ? -count : count);
        }

        return said.StartsWith("quarter t", StringComparison.Ordinal)
            || said.StartsWith("quarter of", StringComparison.Ordinal)
            ? time.PlusMinutes(-15)
            : time;
    }

    // Without am or pm the hours of a working day are meant.
    private static int Shift(int hour, string meridiem, string hint)
    {
        if (hour is 0 or > 12)
            return hour;
        var isMorning = meridiem.StartsWith('a')
            || (meridiem.Length == 0 && hint is "morning" or "first thing" && hour != 12);
        var isEvening = meridiem.StartsWith('p')
            || (meridiem.Length == 0 && hint is "afternoon" or "evening" or "night" or "tonight"
            && !(hint == "afternoon" && hour is > 7 and < 12));
        return isMorning ? hour % 12
            : isEvening ? hour % 12 + 12
            : hour is >= 7 and <= 11 ? hour
            : hour % 12 + 12;
    }

    [GeneratedRegex(
        @"\b(?:(?<when>early|late|later)(?: in the)? |in the |this )?(?<part>first thing(?: in the morning)?|morning"
        + @"|afternoon|evening|tonight|night|end of (?:the )?day)s?\b")]
    private static partial Regex Part { get; }

    [GeneratedRegex(@"\b(?:(?<lead>between|from) )?(?<from>" + Hour + @")(?: oclock)? (?:and|to|till|til|until"
        + @"|through|or) (?<to>" + Hour + @")\b")]
    private static partial Regex Range { get; }

    [GeneratedRegex(
        @"\b(?:(?<lead>any ?time after|no later than|later than|not before|no(?:t)? earlier than|not until|earlier than"
        + @"|at|around|about|by|before|after|until|from|past|say) (?:about |around |say |like )?)?"
        + @"(?<hour>" + Hour + @")\b(?! (?:hours?|days?|weeks?|months?|minutes?|years?|bed\w*|bath\w*|rooms?|people"
        + @"|windows?|units?|times|of|percent|feet|foot|square|th|st|dollars|bucks|more)\b| or \d)")]
    private static partial Regex At { get; }

    [GeneratedRegex(@"(?:am|pm|a m|p m)$")]
    private static partial Regex Meridiem { get; }

    [GeneratedRegex(@"^(?<n>\d{1,2})(?: minutes)? (?:past|after|to) ")]
    private static partial Regex Minutes { get; }

    [GeneratedRegex(@"(?:am|pm|a m|p m)$|oclock|ish|^half|^quarter|(?:past|after|to) \d")]
    private static partial Regex Marked { get; }

    [GeneratedRegex(@"^(?:noon(?: ?ish)?|midday|midnight|lunchtime|lunch)$")]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"(?<h>\d{1,4})(?:[: ](?<m>[0-5]\d))?")]
    private static partial Regex Clock { get; }
}
