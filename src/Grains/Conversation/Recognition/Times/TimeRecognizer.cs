using System.Text.RegularExpressions;
using NodaTime;

namespace Platform.Conversation;

/// <summary>Hears when the caller wants it and turns it into dates and hours of the shop's zone. A wall time that the
/// clocks skip moves forward, one that happens twice is the first.</summary>
internal static partial class TimeRecognizer
{
    private const int TextMax = 100;
    private static readonly LocalTime DayStart = new(8, 0);
    private static readonly LocalTime DayEnd = new(18, 0);

    public static DraftTime? Find(Utterance u, bool isAwaited, ShopContext shop, DraftTime? known)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(shop.TimeZone) ?? DateTimeZone.Utc;
        var now = Instant.FromDateTimeOffset(shop.Now).InZone(zone);
        var text = Upcoming(u.Free());
        if (!isAwaited && Hello.Match(text) is { Success: true } hello)
            text = Blot(text, hello);
        if (Soon(u, text, isAwaited, now) is { } soon)
            return soon;
        var latest = AfterCorrection(text);
        var days = DayWords.Find(latest, now.Date) ?? DayWords.Find(text, now.Date);
        // "We're moving out this month": a month is no appointment; which day it shall be is asked.
        if (!isAwaited && days is { } vague && vague.Said.Value.EndsWith("month", StringComparison.Ordinal))
            days = null;
        if (days is { } start && After.IsMatch(text[..start.Said.Index]))
            days = From(start, now.Date);
        else if (days is { } limit && Before.Match(text[..limit.Said.Index]) is { Success: true } before)
            days = Until(limit, now.Date, isIncluded: before.Value.StartsWith("by", StringComparison.Ordinal));
        var rest = days is { } found ? Blot(text, found.Said) : text;
        var isPartOfDay = days is { Said.Value: "tonight" or "this morning" or "this afternoon" or "this evening" };
        var hours = HourWords.Find(u, AfterCorrection(isPartOfDay ? text : rest), isAwaited)
            ?? HourWords.Find(u, isPartOfDay ? text : rest, isAwaited);
        if (days is null && hours is null)
            return Flexible(u, text, isAwaited);
        var span = Cover(u, days, hours);
        u.Take(span);
        var said = u.Slice(span);
        var (from, to) = Resolve(days, hours, now, known, zone);
        return new DraftTime(said.Length > TextMax ? said[..TextMax] : said, At(from, zone), At(to, zone));
    }

    /// <summary>Whether the words mean that no time would be too soon.</summary>
    public static bool IsAtOnce(string said) => AtOnce.IsMatch(Utterance.Of(said).Text);

    // "It broke this morning", "since Monday": times that lie in the past are no wishes.
    private static string Upcoming(string text)
    {
        foreach (Match match in Past.Matches(text))
            text = Blot(text, match);
        foreach (Match match in Busy.Matches(text))
            text = Blot(text, match);
        foreach (Match match in Excepted.Matches(text))
            text = Blot(text, match);
        return text;
    }

    // "Thursday, no wait, Friday": what comes after the correction counts.
    private static string AfterCorrection(string text)
    {
        var marker = Marker.Matches(text).LastOrDefault();
        return marker is null ? text
            : new string('~', marker.Index + marker.Length) + text[(marker.Index + marker.Length)..];
    }

    // "Before the weekend", "by Friday": from today until then.
    private static Days Until(Days limit, LocalDate today, bool isIncluded)
    {
        var last = isIncluded ? limit.First : limit.First.PlusDays(-1);
        return new Days(today, last < today ? today : last, limit.Said);
    }

    // "After Wednesday", said on a Wednesday: after today.
    private static Days From(Days start, LocalDate today)
    {
        var isToday = start.First == today.PlusWeeks(1) && !start.Said.Value.Contains("next", StringComparison.Ordinal);
        var first = (isToday ? today : start.Last).PlusDays(1);
        return new Days(first, first, start.Said);
    }

    private static string Blot(string text, Capture part) =>
        text.Remove(part.Index, part.Length).Insert(part.Index, new string('~', part.Length));

    private static DraftTime? Soon(Utterance u, string text, bool isAwaited, ZonedDateTime now)
    {
        var match = InHours.Match(text);
        if (match.Success)
        {
            var count = SpokenNumber.Value(match.Groups["n"].Value)
                ?? (match.Groups["n"].Value is "half an" ? 0
                : match.Groups["n"].Value.StartsWith("couple", StringComparison.Ordinal) ? 2 : 1);
            var minutes = count == 0 ? 30 : match.Groups["unit"].Value.StartsWith('h') ? count * 60 : count;
            u.Take(u.SpanOf(match));
            var at = now.PlusMinutes(minutes).ToDateTimeOffset();
            return new DraftTime(u.Slice(u.SpanOf(match)), at, at);
        }

        // "I'm at the store right now" tells where somebody is.
        match = AtOnce.Match(isAwaited ? text : Whereabouts.Replace(text, found => new string('~', found.Length)));
        if (!match.Success || DayWords.Find(text, now.Date) is not null)
            return null;
        var from = now.ToDateTimeOffset();
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute));
        return new DraftTime(u.Slice(u.SpanOf(match)), from, from.AddHours(2));
    }

    private static DraftTime? Flexible(Utterance u, string text, bool isAwaited)
    {
        var match = Anytime.Match(text);
        return match.Success && isAwaited ? new DraftTime(u.Slice(u.SpanOf(match))) : null;
    }

    private static Span Cover(Utterance u, Days? days, Hours? hours)
    {
        var day = days is { } found ? u.SpanOf(found.Said) : (Span?)null;
        if (day is null || hours is null)
            return day ?? hours!.Value.Said;
        var from = Math.Min(day.Value.From, hours.Value.Said.From);
        var to = Math.Max(day.Value.To, hours.Value.Said.To);
        var isClose = to - from <= day.Value.To - day.Value.From + hours.Value.Said.To - hours.Value.Said.From + 4;
        return isClose && u.IsFree(new Span(from, to)) ? new Span(from, to) : day.Value;
    }

    private static (LocalDateTime From, LocalDateTime To) Resolve(
        Days? days, Hours? hours, ZonedDateTime now, DraftTime? known, DateTimeZone zone)
    {
        var from = hours?.From ?? DayStart;
        var to = hours?.To ?? DayEnd;
        if (days is { } said)
        {
            // A new day for a time that is already known keeps the hours.
            if (hours is null && known is { From: { } oldFrom, To: { } oldTo }
                && oldTo - oldFrom < TimeSpan.FromHours(9))
            {
                (from, to) = (Local(oldFrom, zone).TimeOfDay, Local(oldTo, zone).TimeOfDay);
            }

            var start = said.First + from;
            if (said.First == now.Date && hours is null && start < now.LocalDateTime)
                start = now.LocalDateTime;
            return (start, Later(start, said.Last + to));
        }

        var day = known?.From is { } date ? Local(date, zone).Date : now.Date;
        if (day + to <= now.LocalDateTime)
            day = day.PlusDays(1);
        return (day + from, day + to);
    }

    private static LocalDateTime Later(LocalDateTime a, LocalDateTime b) => a > b ? a : b;

    private static LocalDateTime Local(DateTimeOffset at, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;

    private static DateTimeOffset At(LocalDateTime local, DateTimeZone zone) =>
        zone.AtLeniently(local).ToDateTimeOffset();

    private const string DayWord =
        "today|yesterday|this morning|this afternoon|this evening|last night|tonight|monday|tuesday|wednesday"
        + "|thursday|friday|saturday|sunday|the weekend|this week|morning|night";

    [GeneratedRegex(@"\b(?:no wait|wait no|i mean|i meant|scratch that|no sorry|sorry|actually|or rather|make (?:it"
        + @"|that)"
        + @"|let's say|better"
        + @"|instead|wait|no)\b(?=.*\w)")]
    private static partial Regex Marker { get; }

    [GeneratedRegex(@"(?<!\bday )\bafter(?: the)? ?$")]
    private static partial Regex After { get; }

    [GeneratedRegex(@"(?<!\b(?:come|stop|swing|drop|pass|be) )\b(?:before|by)(?: the)? ?$")]
    private static partial Regex Before { get; }

    [GeneratedRegex(@"^(?:hi |hello |hey )?(?:morning|afternoon|evening)\b(?! (?:is|would|works|please|at|if|or"
        + @"|around|between))")]
    private static partial Regex Hello { get; }

    // A word of the past, then a day, with no request in between.
    [GeneratedRegex(
        @"\b(?:since|stopped|broke|started|died|quit|went|noticed|happened|been|came|was|were|burst|failed|called"
        + @"|last|woke|found|tripped|(?:got|has|had)(?! to\b))\b"
        + @"(?:(?! (?:come|send|need|want|can|could|schedule|someone|somebody|please|available|for|appointment|on|by"
        + @"|is|get)\b) [\w']+){0,7}? (?:" + DayWord + @")\b"
        + @"|\bgood (?:morning|afternoon|evening)\b|\bhow are you (?:doing )?(?:today|this \w+)\b"
        + @"|\byesterday(?: \w+)?\b|\blast (?:night|week|\w+day)\b|\b(?:every|all) (?:morning|night|day|week"
        + @"|afternoon|evening)\b|\b(?:day|night) and (?:day|night)\b")]
    private static partial Regex Past { get; }

    // "I have bridge on Monday, so Tuesday": a day on which it does not suit, when another one follows.
    [GeneratedRegex(
        @"\b(?:i have|i've got|we have|we've got|i'm (?:busy|away|out|working)|can't (?:do|make)|not (?:free|home))\b"
        + @"(?:(?! (?:so|but|then|how|time|off|free|open)\b) [\w']+){0,4}? (?:on )?(?:" + DayWord + @")\b"
        + @"(?=.*\b(?:" + DayWord + @"|tomorrow|next week)\b)")]
    private static partial Regex Busy { get; }

    // "Any day but Friday": the day that it must not be.
    [GeneratedRegex(@"\b(?:not|except(?: for)?|anything but|(?<=\bany ?(?:time|day) )but|other than|apart from)(?: "
        + @"on)? (?:"
        + DayWord + @"|tomorrow)\b")]
    private static partial Regex Excepted { get; }

    [GeneratedRegex(@"\b(?:in|within)(?: the next)?(?: about| around| like)? (?:a |the next )?(?<n>\d{1,3}|half an|an"
        + @"|couple of|couple|a) ?(?<unit>hours?|minutes?)\b|\b(?<n>\d{1,3}|an) (?<unit>hours?|minutes?) from now\b"
        + @"|\bwithin the (?<unit>hour)(?<n>)\b")]
    private static partial Regex InHours { get; }

    /// <summary>"That's right now" is a yes, and no hurry.</summary>
    internal const string Rightly =
        @"\b(?:that's|that is|it's|it is|everything's|everything is|all|looks|sounds) ";

    [GeneratedRegex(@"\b(?:(?<!" + Rightly + @")right now|right away|asap|a s a p|(?:as )?soon as (?:(?:\w+ "
        + @"){0,2}possible"
        + @"|(?:[\w']+ ){1,3}can|someone's free"
        + @"|you're able)"
        + @"|immediately|at once|straight away|the sooner the better|soonest|earliest (?:available|possible|you have)"
        + @"|first available|(?:this|right this) (?:very )?(?:second|minute|instant|moment))\b"
        + @"|(?<=^|come |out |here |help |over |it |like |well )now(?: please| if \w+ can)?$")]
    private static partial Regex AtOnce { get; }

    [GeneratedRegex(@"\b(?:i'm|im|i am|we're|we are|he's|she's|it's|its) (?!in need)(?:at|in|on|out|outside|inside|here"
        + @"|standing|sitting|waiting|home|cold|freezing)\b(?: [\w']+){0,4}? right now\b")]
    private static partial Regex Whereabouts { get; }

    [GeneratedRegex(@"\b(?:any ?time|whenever|any day|flexible|doesn't matter|don't care|no preference|i'm open"
        + @"|up to you|at your convenience|no rush|don't know|not sure)\b.*$")]
    private static partial Regex Anytime { get; }
}
