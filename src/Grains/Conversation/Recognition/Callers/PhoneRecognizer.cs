using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Digits that were meant as a telephone number.</summary>
/// <param name="Digits">What was said.</param>
/// <param name="E164">The number when it is complete.</param>
internal sealed record HeardPhone(string Digits, string? E164);

/// <summary>Hears telephone numbers: digits in any grouping, spoken or typed, or "this number".</summary>
internal static partial class PhoneRecognizer
{
    private const int DigitsMax = 15;
    private const int NationalDigits = 10;
    private const int LocalDigits = 7;

    /// <summary>The number when it is complete: E.164, North American when no country was said.</summary>
    public static string? ToE164(string digits, bool isInternational) =>
        isInternational && digits.Length is >= 8 and <= DigitsMax && digits[0] != '0' ? "+" + digits
        : digits.Length == NationalDigits && digits[0] is not ('0' or '1') ? "+1" + digits
        : digits.Length == NationalDigits + 1 && digits[0] == '1' ? "+" + digits
        : null;

    public static HeardPhone? Find(Utterance u, bool isAwaited, string? callerNumber)
    {
        HeardPhone? found = null;
        for (var i = 0; i < u.Words.Count; i++)
        {
            if (u.IsTaken(i) || !u.Words[i].IsNumber)
                continue;
            var end = Run(u, i, isAwaited, out var digits);
            var heard = Judge(u, new Span(i, end), digits, isAwaited);
            if (heard is not null)
            {
                found = Joined(found, heard); // The last one counts: people correct themselves.
                u.Take(new Span(i, end));
            }

            i = end - 1;
        }

        return found ?? FromCaller(u, isAwaited, callerNumber);
    }

    // "… 0188, no, 0189": the end is said again. "555 0188, area code 212": the beginning comes later.
    private static HeardPhone Joined(HeardPhone? before, HeardPhone heard)
    {
        if (before is null || heard.E164 is not null)
            return heard;
        var digits = before.E164 is not null && heard.Digits.Length is 4 or LocalDigits
            ? before.Digits[..^heard.Digits.Length] + heard.Digits
            : before.Digits.Length == LocalDigits && heard.Digits.Length == 3 ? heard.Digits + before.Digits
            : heard.Digits;
        return new HeardPhone(digits, ToE164(digits, isInternational: false));
    }

    private static int Run(Utterance u, int from, bool isAwaited, out string digits)
    {
        var run = new StringBuilder(u.Words[from].Text);
        var at = from + 1;
        for (; at < u.Words.Count && !u.IsTaken(at) && run.Length < DigitsMax; at++)
        {
            var text = u.Words[at].Text;
            var nextIsNumber = at + 1 < u.Words.Count && u.Words[at + 1].IsNumber;
            if (u.Words[at].IsNumber && !StartsStreet(u, at))
                run.Append(text);
            else if (nextIsNumber && isAwaited && text is "to" or "too" or "for")
                run.Append(text == "for" ? '4' : '2');
            else if (!nextIsNumber || text is not ("dash" or "hyphen" or "then" or "space"))
                break;
        }

        digits = run.ToString();
        return at;
    }

    private static HeardPhone? Judge(Utterance u, Span span, string digits, bool isAwaited)
    {
        if (digits.Length < 3 || StartsStreet(u, span.To - 1))
            return null;
        var raw = u.Slice(span);
        var before = span.From > 0 ? u.Words[span.From - 1].Text : "";
        var isInternational = raw.StartsWith('+') || before == "plus"
            || (span.From > 0 && u.Raw[..u.Words[span.From].Start].TrimEnd('(').EndsWith('+'));
        var e164 = ToE164(digits, isInternational);
        if (e164 is not null)
            return new HeardPhone(digits, e164);
        var isMeant = isAwaited || Cue.IsMatch(u.Text[..Math.Max(0, OffsetOf(u, span.From))]);
        var isPart = isAwaited ? digits.Length is 3 or 4 or 6 or LocalDigits : digits.Length == LocalDigits;
        return isMeant && isPart && before is not ("at" or "apartment" or "unit" or "suite")
            ? new HeardPhone(digits, null) : null;
    }

    private static HeardPhone? FromCaller(Utterance u, bool isAwaited, string? callerNumber)
    {
        var text = u.Free();
        var match = ThisNumber.Match(text);
        if (!match.Success && isAwaited)
            match = ThisOne.Match(text);
        if (!match.Success || callerNumber is null || NotThis.IsMatch(text))
            return null;
        u.Take(u.SpanOf(match));
        return new HeardPhone(callerNumber, callerNumber);
    }

    private static bool StartsStreet(Utterance u, int number)
    {
        for (var i = number + 1; i < u.Words.Count && i <= number + 4; i++)
        {
            if (u.Words[i].IsNumber || u.Words[i - 1].Break)
                return false;
            if (Places.IsStreetType(u.Words[i].Text))
                return true;
        }

        return false;
    }

    private static int OffsetOf(Utterance u, int word) => u.Words.Take(word).Sum(before => before.Text.Length + 1);

    [GeneratedRegex(@"\b(phone|number|cell|mobile|telephone|call me|call|reach|text|contact|digits|landline)\b")]
    private static partial Regex Cue { get; }

    [GeneratedRegex(
        @"\b(this|the same|same|current|my current) (phone |cell |telephone |mobile )?(number|phone|line|cell)\b"
        + @"|\b(number|one|phone|line) (that )?(i'm|i am|im|i) (am )?(now )?(calling|calling you|called|phoning"
        + @"|using)( you)?( from| on| with| in)?\b"
        + @"|\b(on|at|to|from|use|with) this (one|number|phone)\b|\bthis (one|number) (is|works|will|should|would)\b"
        + @"|\b(number|one|phone) (that )?(shows|showing|showed|appears|popped|comes)( up)?\b"
        + @"|\bcaller id\b|\b(the|a|whatever) (number|one) you (see|have|got)\b|\bwhere i'm calling from\b"
        + @"|\bcall (me )?back here\b")]
    private static partial Regex ThisNumber { get; }

    // Said about a number when a number was asked for.
    [GeneratedRegex(@"\b(this|same|that) (one|number|phone|cell|line)\b|^(the )?same$|\bonly (have|got|phone|number"
        + @"|one)\b"
        + @"|\b(one|phone) (we're|you're|i'm) (on|talking|speaking)\b|\bwhat you(?:'ve| have)? (?:got|see)\b"
        + @"|\beither (?:one|is|works)\b|^either$|^i guess$|^for now|^(?:just )?use (?:it|this)\b")]
    private static partial Regex ThisOne { get; }

    [GeneratedRegex(@"\b(not|isn't|don't|anything but|instead of|other than) (?:\w+ )?(?:this|that|the same)\b")]
    private static partial Regex NotThis { get; }
}
