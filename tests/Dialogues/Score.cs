using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>One field of one dialogue: what was meant and what was taken down.</summary>
public sealed record FieldScore(string Field, string Meant, string Got)
{
    public bool IsRight => string.Equals(Meant, Got, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Compares drafts with what callers meant.</summary>
public static partial class Score
{
    public static IReadOnlyList<FieldScore> Of(Draft draft, Meant meant)
    {
        var scores = new List<FieldScore>();
        void Add(string field, string? expected, string? got)
        {
            if (expected is not null)
                scores.Add(new FieldScore(field, expected, got ?? ""));
        }

        Add("intent", meant.Intent?.ToString(), draft.Intent.ToString());
        Add("category", meant.Category?.ToString(), draft.ServiceCategory?.ToString());
        Add("label", meant.Label, draft.ServiceLabel);
        Add("name", meant.Name, draft.CustomerName);
        Add("phone", meant.Phone, draft.CustomerPhone);
        Add("line1", Street(meant.Line1), Street(draft.Address?.Line1 ?? draft.Address?.Raw));
        Add("unit", meant.Unit, draft.Address?.Line2);
        Add("city", meant.City, draft.Address?.City);
        Add("zip", meant.Zip, draft.Address?.PostalCode);
        Add("email", meant.Email, draft.Email);
        Add("from", meant.From, Local(draft.RequestedTime?.From));
        Add("to", meant.To, Local(draft.RequestedTime?.To));
        Add("priority", meant.Priority?.ToString(), draft.Priority.ToString());
        Add("lines", meant.Lines, string.Join(", ", draft.Lines.Select(line => $"{line.Quantity} {line.Name}")));
        Add("phase", meant.Phase?.ToString(), draft.Phase.ToString());
        return scores;
    }

    /// <summary>The share of right values for each field and of whole drafts, and the misses.</summary>
    public static ScoreTable Table(IEnumerable<(string Dialogue, IReadOnlyList<FieldScore> Fields)> dialogues)
    {
        var all = dialogues.ToList();
        var shares = all.SelectMany(dialogue => dialogue.Fields)
            .GroupBy(field => field.Field)
            .ToDictionary(group => group.Key, group =>
                (Right: group.Count(field => field.IsRight), All: group.Count()));
        shares["whole draft"] = (all.Count(dialogue => dialogue.Fields.All(field => field.IsRight)), all.Count);
        var misses = all.SelectMany(dialogue => dialogue.Fields.Where(field => !field.IsRight)
            .Select(field => $"{dialogue.Dialogue}: {field.Field} meant '{field.Meant}' got '{field.Got}'"));
        return new ScoreTable(shares, [.. misses]);
    }

    private static string? Street(string? line) =>
        line is null ? null : StreetWord.Replace(line.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal),
            match => match.Value switch
        {
            "st" => "street",
            "ave" => "avenue",
            "rd" => "road",
            "dr" => "drive",
            "ln" => "lane",
            "blvd" => "boulevard",
            "ct" => "court",
            "pl" => "place",
            "hwy" => "highway",
            "pkwy" => "parkway",
            var word => word,
        });

    private static string? Local(DateTimeOffset? at) =>
        at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b[a-z]+\b")]
    private static partial Regex StreetWord { get; }
}

/// <summary>Shares of right fields.</summary>
public sealed record ScoreTable(IReadOnlyDictionary<string, (int Right, int All)> Shares, IReadOnlyList<string> Misses)
{
    public double Share(string field) => Shares.TryGetValue(field, out var share) ? (double)share.Right / share.All : 1;

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (field, (right, all)) in Shares)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{field,-12} {right,4}/{all,-4} {100.0 * right / all,6:0.0} %");
        }

        return text.ToString();
    }
}
