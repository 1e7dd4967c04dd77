using Platform.Shops;

namespace Platform.Sites.Extraction;

/// <summary>What a page says in plain words: links to call and to write, its address, price lists and opening hours.
/// Pure.</summary>
internal static class PlainFindings
{
    private const int LineLengthMax = 160;
    private const int NameWordsMax = 8;
    private const int TextLengthMax = 200;

    // A name this many lines before its price still belongs to it: between them stands how long it takes.
    private const int NameAwayMax = 2;

    // What begins so is an offer to come, no service.
    private static readonly string[] NoService =
        ["save", "gift", "free", "total", "only", "up to", "over", "tip", "deposit", "get", "copyright", "©"];

    public static void Read(HtmlElement page, string shopCurrency, string country, Findings findings)
    {
        foreach (var element in page.All())
        {
            if (element is { Name: "a" } && element["href"] is { } link)
            {
                if (link.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
                    findings.Phone(link, country, CandidateSource.Text);
                else if (link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
                    findings.Email(link, CandidateSource.Text);
            }
            else if (element is { Name: "address" } && element.Words(TextLengthMax) is { } words
                && words.Any(char.IsAsciiDigit))
            {
                findings.Address(words, CandidateSource.Text);
            }
            else if (element is { Name: "meta" } && element["property"] == "og:site_name")
            {
                findings.Name(element["content"], CandidateSource.Text);
            }
        }

        var lines = page.Lines().Select(line => line.Length <= LineLengthMax ? line : "").ToList();
        Hours(lines, findings);
        Prices(lines, shopCurrency, findings);
    }

    private static void Hours(List<string> lines, Findings findings)
    {
        var hours = new List<OpeningHours>();
        List<DayOfWeek> days = [];
        foreach (var line in lines)
        {
            var read = HoursText.Read(line);
            if (read.Length > 0)
            {
                // The first that a page says of a day counts: a second list of hours is another place's.
                hours.AddRange(read.Where(found => hours.All(known => known.Day != found.Day)).ToList());
                days = [];
                continue;
            }

            // "Monday" in one line, "9 – 5" in the next.
            var spans = days.Count > 0 ? HoursText.Spans(line) : [];
            foreach (var day in days.Where(day => hours.All(known => known.Day != day)).ToList())
                hours.AddRange(spans.Select(span => new OpeningHours(day, span.Opens, span.Closes)));
            days = HoursText.Days(line);
        }

        findings.Hours(hours, CandidateSource.Text);
    }

    private static void Prices(List<string> lines, string shopCurrency, Findings findings)
    {
        var (name, away) = ("", 0);
        int? minutes = null;
        foreach (var line in lines)
        {
            var prices = PriceText.Find(line, shopCurrency);
            var duration = DurationText.Find(line);
            if (prices.Count > 0)
            {
                var from = 0;
                foreach (var price in WithoutRanges(line, prices))
                {
                    var before = NameIn(line, from, price.At, duration);
                    var behind = from == 0 && before == "" ? NameIn(line, price.End, line.Length, duration) : "";
                    var said = before != "" ? before : behind != "" ? behind : away <= NameAwayMax ? name : "";
                    if (IsService(said))
                    {
                        findings.Service(
                            said, (price.Minor, price.Currency), duration?.Minutes ?? (before == "" ? minutes : null),
                            CandidateSource.Text);
                    }

                    from = price.End;
                }

                (name, away, minutes) = ("", 0, null);
            }
            else if (duration is not null && NameIn(line, 0, line.Length, duration) == "")
            {
                (away, minutes) = (away + 1, duration.Minutes);
            }
            else if (line.Any(char.IsLetter))
            {
                (name, away, minutes) = (NameIn(line, 0, line.Length, duration), 0, duration?.Minutes);
            }
        }
    }

    // "$45 – $60" is from $45.
    private static IEnumerable<Price> WithoutRanges(string line, List<Price> prices)
    {
        for (var i = 0; i < prices.Count; i++)
        {
            var between = i == 0 ? "x" : line[prices[i - 1].End..prices[i].At].Trim();
            if (between is not ("-" or "–" or "—" or "to" or "/"))
                yield return prices[i];
        }
    }

    private static string NameIn(string line, int from, int to, Duration? duration)
    {
        var text = duration is not null && duration.At >= from && duration.End <= to
            ? $"{line[from..duration.At]} {line[duration.End..to]}"
            : line[from..to];
        var name = Findings.Clean(text.Replace("()", "", StringComparison.Ordinal)
            .Replace("( )", "", StringComparison.Ordinal));
        foreach (var word in new[] { " from", " starting at", " starts at", " approx", "from", "+", ")" })
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
                && (word != ")" || !name.Contains('(', StringComparison.Ordinal)))
            {
                name = Findings.Clean(name[..^word.Length]);
            }
        }

        return name;
    }

    private static bool IsService(string name) =>
        name.Length > 2 && name.Count(c => c == ' ') < NameWordsMax && name.Any(char.IsLetter)
        && !NoService.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
