using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Sites.Extraction;

/// <summary>How long something takes, as it stands in a text.</summary>
internal sealed record Duration(int At, int End, int Minutes);

/// <summary>Finds durations: <c>45 min</c>, <c>1 hr 30 min</c>, <c>1.5 hours</c>, and <c>PT1H30M</c>. Pure.</summary>
internal static partial class DurationText
{
    private const int MinutesMax = 24 * 60;

    /// <summary>The first duration of a line, or null.</summary>
    public static Duration? Find(string line)
    {
        foreach (Match match in Durations().Matches(line))
        {
            var hours = Number(match.Groups["hours"].Value);
            var minutes = Number(match.Groups["minutes"].Value) + Number(match.Groups["only"].Value);
            var all = (int)Math.Round((hours * 60) + minutes);
            if (all is > 0 and <= MinutesMax)
                return new(match.Index, match.Index + match.Length, all);
        }

        return null;
    }

    private static double Number(string text) =>
        double.TryParse(
            text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    [GeneratedRegex(
        """
        \bPT(?<hours>[0-9]{1,2})H(?:(?<minutes>[0-9]{1,3})M)?
        |\bPT(?<only>[0-9]{1,3})M
        |\b(?<hours>[0-9]{1,2}(?:[.,][0-9])?)\s?(?:hours?|hrs?|h|std\.?)\b
            (?:\s?(?<minutes>[0-9]{1,2})\s?(?:minutes?|mins?|m)?\b)?
        |\b(?<only>[0-9]{1,3})\s?(?:minutes?|mins?|minuten)\b
        """,
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace
        | RegexOptions.CultureInvariant)]
    private static partial Regex Durations();
}
