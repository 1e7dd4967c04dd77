using System.Collections.Immutable;
using Platform.Shops;
using PhoneNumber = Platform.Phones.PhoneNumber;

namespace Platform.Sites.Extraction;

/// <summary>What one place of a page says, before it is compared with the others.</summary>
internal sealed record Finding(CandidateKind Kind, string Value, string Page, CandidateSource Source)
{
    public ImmutableArray<OpeningHours> Hours { get; init; } = [];

    public long? PriceMinor { get; init; }

    public string? Currency { get; init; }

    public int? Minutes { get; init; }
}

/// <summary>Takes down what a page says, and leaves out what cannot be meant.</summary>
internal sealed class Findings(string page)
{
    private const int NameLengthMax = 80;
    private const int AddressLengthMax = 200;
    private const int FindingsMax = 500;

    public List<Finding> All { get; } = [];

    public void Name(string? text, CandidateSource source) => Short(CandidateKind.Name, text, NameLengthMax, source);

    public void Address(string? text, CandidateSource source) =>
        Short(CandidateKind.Address, text, AddressLengthMax, source);

    public void Phone(string? text, string country, CandidateSource source)
    {
        var number = text?.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) == true ? text[4..] : text;
        if (PhoneNumber.TryRead(number is null ? null : Uri.UnescapeDataString(number), country) is { } e164)
            Add(new(CandidateKind.Phone, e164, page, source));
    }

    public void Email(string? text, CandidateSource source)
    {
        var address = text?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true ? text[7..] : text;
        address = Uri.UnescapeDataString(address?.Split('?')[0] ?? "").Trim();
        if (address.Length is > 5 and <= NameLengthMax && address.Split('@') is [{ Length: > 0 }, { Length: > 3 } host]
            && host.Contains('.', StringComparison.Ordinal) && !address.Any(char.IsWhiteSpace))
        {
            Add(new(CandidateKind.Email, address.ToLowerInvariant(), page, source));
        }
    }

    public void Hours(IEnumerable<OpeningHours> hours, CandidateSource source)
    {
        var days = hours.Distinct().OrderBy(day => ((int)day.Day + 6) % 7).ThenBy(day => day.Opens).ToImmutableArray();
        if (days.Length is > 0 and <= SiteExtraction.HoursMax)
            Add(new(CandidateKind.Hours, "", page, source) { Hours = days });
    }

    public void Service(string? text, (long Minor, string Currency)? price, int? minutes, CandidateSource source)
    {
        var name = Clean(text);
        if (name.Length < 2 || name.Length > NameLengthMax || !name.Any(char.IsLetter))
            return;
        Add(new(CandidateKind.Service, name, page, source)
        {
            PriceMinor = price?.Minor,
            Currency = price?.Currency,
            Minutes = minutes,
        });
    }

    /// <summary>Without the dots, dashes and bullets that lists have around names.</summary>
    public static string Clean(string? text) =>
        HtmlElement.OneLine(text ?? "").Trim(' ', '.', '…', '·', '•', ':', '-', '–', '—', '|', '*', ',', '/', '(');

    private void Short(CandidateKind kind, string? text, int lengthMax, CandidateSource source)
    {
        var line = HtmlElement.OneLine(text ?? "");
        if (line.Length > 1 && line.Length <= lengthMax && line.Any(char.IsLetter))
            Add(new(kind, line, page, source));
    }

    private void Add(Finding finding)
    {
        if (All.Count < FindingsMax)
            All.Add(finding);
    }
}
