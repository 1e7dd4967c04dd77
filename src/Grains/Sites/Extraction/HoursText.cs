using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Shops;

namespace Platform.Sites.Extraction;

/// <summary>Reads opening hours: <c>Mo-Fr 09:00-17:00</c>, <c>Monday to Friday 9am – 5:30pm</c>. Pure.</summary>
internal static partial class HoursText
{
    private static readonly TimeOnly LastMinute = new(23, 59);

    /// <summary>The days that a text names; a range is all of its days.</summary>
    public static List<DayOfWeek> Days(string text)
    {
        var days = new List<DayOfWeek>();
        if (EveryDay().IsMatch(text))
            return [.. Enum.GetValues<DayOfWeek>()];
        var end = -1;
        foreach (Match match in DayNames().Matches(text))
        {
            var day = Day(match.Value);
            if (days.Count > 0 && Ranges().IsMatch(text[end..match.Index]))
            {
                for (var next = days[^1]; next != day;)
                    days.Add(next = Next(next));
            }
            else
            {
                days.Add(day);
            }

            end = match.Index + match.Length;
        }

        return [.. days.Distinct()];
    }

    /// <summary>The spans of time that a text names.</summary>
    public static List<(TimeOnly Opens, TimeOnly Closes)> Spans(string text)
    {
        var spans = new List<(TimeOnly, TimeOnly)>();
        foreach (Match match in SpansOfTime().Matches(text))
        {
            var (half, otherHalf) = (match.Groups["half"].Value, match.Groups["half2"].Value);
            // "9-5": a bare hour beside a price or a year is no time of day.
            if (half == "" && otherHalf == "" && !match.Value.Contains(':', StringComparison.Ordinal)
                && !HasOnlyTimes(text))
            {
                continue;
            }

            var closes = Time(match.Groups["hour2"].Value, match.Groups["minute2"].Value, otherHalf);
            var opens = Time(match.Groups["hour"].Value, match.Groups["minute"].Value, half);
            if (opens is not { } from || closes is not { } to)
                continue;
            if (half == "" && otherHalf.StartsWith('p') && from < new TimeOnly(12, 0) && from.AddHours(12) < to)
                from = from.Hour < 7 ? from.AddHours(12) : from;
            if (otherHalf == "" && to <= from && to.Hour is > 0 and < 12)
                to = to.AddHours(12);
            if (to == TimeOnly.MinValue)
                to = LastMinute;
            if (from < to)
                spans.Add((from, to));
        }

        return spans;
    }

    /// <summary>A line that says days and hours, or none.</summary>
    public static ImmutableArray<OpeningHours> Read(string line)
    {
        var found = ImmutableArray.CreateBuilder<OpeningHours>();
        // "Mon-Fri 9-17, Sat 10-14": each part begins where days begin after a time.
        foreach (var part in Parts(line))
        {
            var days = Days(part);
            foreach (var (opens, closes) in Spans(part))
                found.AddRange(days.Select(day => new OpeningHours(day, opens, closes)));
        }

        return found.ToImmutable();
    }

    /// <summary>A day by its name or schema.org's address of it.</summary>
    public static DayOfWeek? DayOf(string text) => Days(text[(text.LastIndexOf('/') + 1)..]) is [var day] ? day : null;

    /// <summary>A time as schema.org writes it: 09:00, 09:00:00.</summary>
    public static TimeOnly? TimeOf(string text) =>
        text.Trim() is "24:00" or "24:00:00" ? LastMinute
        : TimeOnly.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var time) ? time
        : null;

    private static IEnumerable<string> Parts(string line)
    {
        var from = 0;
        var hasTime = false;
        foreach (Match match in DayNames().Matches(line))
        {
            hasTime = line.AsSpan(from, match.Index - from).IndexOfAnyInRange('0', '9') >= 0;
            if (!hasTime)
                continue;
            yield return line[from..match.Index];
            from = match.Index;
        }

        yield return line[from..];
    }

    private static bool HasOnlyTimes(string text) => !text.AsSpan().ContainsAny("$€£");

    private static TimeOnly? Time(string hour, string minute, string half)
    {
        var hours = int.Parse(hour, CultureInfo.InvariantCulture);
        var minutes = minute == "" ? 0 : int.Parse(minute, CultureInfo.InvariantCulture);
        if (half != "" && hours is 0 or > 12)
            return null;
        if (half.StartsWith('p') && hours < 12)
            hours += 12;
        if (half.StartsWith('a') && hours == 12)
            hours = 0;
        return hours == 24 && minutes == 0 ? TimeOnly.MinValue
            : hours < 24 && minutes < 60 ? new TimeOnly(hours, minutes)
            : null;
    }

    private static DayOfWeek Day(string name) => name[..2].ToLowerInvariant() switch
    {
        "mo" => DayOfWeek.Monday,
        "tu" => DayOfWeek.Tuesday,
        "we" => DayOfWeek.Wednesday,
        "th" => DayOfWeek.Thursday,
        "fr" => DayOfWeek.Friday,
        "sa" => DayOfWeek.Saturday,
        _ => DayOfWeek.Sunday,
    };

    private static DayOfWeek Next(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % 7);

    [GeneratedRegex(
        @"\b(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:nesday)?s?|thu(?:r(?:s(?:day)?)?)?s?|fri(?:day)?s?"
        + @"|sat(?:urday)?s?|sun(?:day)?s?|mo|tu|we|th|fr|sa|su)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayNames();

    [GeneratedRegex(
        @"\b(?:daily|every ?day|7 days a week|all week)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EveryDay();

    [GeneratedRegex(
        @"^\.?\s*(?:-|–|—|to|through|thru|until)\s*$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ranges();

    [GeneratedRegex(
        @"\b(?<hour>[0-9]{1,2})(?:[:.](?<minute>[0-9]{2}))?\s?(?<half>a|p)?\.?(?:m\b\.?)?\s?(?:-|–|—|to|until)\s?"
        + @"(?<hour2>[0-9]{1,2})(?:[:.](?<minute2>[0-9]{2}))?(?:\s?(?<half2>a|p)\.?m\b)?",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpansOfTime();
}
