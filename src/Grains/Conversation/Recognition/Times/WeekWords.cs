using System.Text.RegularExpressions;
using NodaTime;

namespace Platform.Conversation;

/// <summary>Hears weeks and months, and their parts: "early next week", "this weekend", "the end of the
/// month".</summary>
internal static partial class WeekWords
{
    private const int EdgeDays = 5;

    public static Days? Find(string text, LocalDate today)
    {
        if (InMonth.Match(text) is { Success: true } named)
            return Named(named, today);
        var match = Week.Match(text);
        if (!match.Success)
            return null;
        var isNext = match.Groups["which"].Value.EndsWith("next", StringComparison.Ordinal);
        var edge = match.Groups["edge"].Value.Split(' ')[0];
        var (first, last) = match.Groups["what"].Value switch
        {
            "weekend" => Weekend(today, isNext),
            "month" => Month(today, isNext, edge),
            _ => OfWeek(today, match.Groups["later"].Success ? 2 : isNext ? 1 : 0, edge),
        };
        return new Days(first < today ? today : first, last < today ? today : last, match);
    }

    // "The first week of April", "sometime in May": the coming one.
    private static Days Named(Match match, LocalDate today)
    {
        var month = DayWords.MonthOf(match.Groups["month"].Value);
        var ahead = (month - today.Month + 12) % 12;
        var edge = match.Groups["edge"].Value.Split(' ')[0];
        var (first, last) = Month(today.PlusMonths(ahead), isNext: false, edge switch
        {
            "first" => "early",
            "last" => "late",
            _ => edge,
        });
        return new Days(first < today ? today : first, last < today ? today : last, match);
    }

    private static (LocalDate First, LocalDate Last) Weekend(LocalDate today, bool isNext)
    {
        var monday = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var saturday = today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Saturday));
        if (today.DayOfWeek == IsoDayOfWeek.Sunday && !isNext)
            return (today, today);
        return isNext && saturday < monday
            ? (saturday.PlusWeeks(1), saturday.PlusDays(8))
            : (saturday, saturday.PlusDays(1));
    }

    // A coming week is meant as a working week, the present one lasts until Sunday.
    private static (LocalDate First, LocalDate Last) OfWeek(LocalDate today, int ahead, string edge)
    {
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusWeeks(ahead);
        var friday = monday.PlusDays(4);
        return edge switch
        {
            "end" => today > friday && ahead == 0 ? (friday.PlusWeeks(1), friday.PlusWeeks(1)) : (friday, friday),
            "late" or "later" => (monday.PlusDays(3), friday),
            "middle" or "mid" => (monday.PlusDays(2), monday.PlusDays(2)),
            "" => (monday, ahead == 0 ? monday.PlusDays(6) : friday),
            _ => (monday, monday.PlusDays(1)),
        };
    }

    private static (LocalDate First, LocalDate Last) Month(LocalDate today, bool isNext, string edge)
    {
        var first = new LocalDate(today.Year, today.Month, 1).PlusMonths(isNext ? 1 : 0);
        var last = first.PlusMonths(1).PlusDays(-1);
        return edge switch
        {
            "last" => (last, last),
            "first" => FirstDay(first, today),
            "end" or "late" or "later" => (last.PlusDays(1 - EdgeDays), last),
            "middle" or "mid" => (first.PlusDays(14), first.PlusDays(14 + EdgeDays)),
            "" => (first, last),
            _ => (first, first.PlusDays(EdgeDays - 1)),
        };
    }

    private static (LocalDate First, LocalDate Last) FirstDay(LocalDate first, LocalDate today) =>
        first < today ? (first.PlusMonths(1), first.PlusMonths(1)) : (first, first);

    [GeneratedRegex(@"\b(?:(?:the )?(?<edge>first week|last week|early|late|beginning|start|end|middle|mid)(?: of| in)?"
        + "|in|during) (?<month>" + DayWords.MonthName + @")\b(?! \d)")]
    private static partial Regex InMonth { get; }

    [GeneratedRegex(@"\b(?:the )?(?:(?<edge>last day of|first(?: day)? of(?= (?:the|next) month)|end of|early(?: "
        + @"in)?|late(?:r)?(?: in)?|beginning of|start of|first part of"
        + @"|middle of|mid) )?(?:(?<later>week after next)|(?:(?<which>next|this|the|over the|during the|sometime this"
        + @"|sometime next|any day next|any day this) )?(?:coming )?(?<what>weekend|(?<=next |this |of the )week"
        + @"|(?<=next |this |of the )month))\b")]
    private static partial Regex Week { get; }
}
