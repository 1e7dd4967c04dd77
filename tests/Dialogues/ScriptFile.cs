using System.Collections.Immutable;
using System.Globalization;
using Platform.Conversation;

namespace Platform.Dialogues;

/// <summary>Reads dialogues from text: <c>## name</c> begins one, <c>shop:</c> names the shop, <c>opening:</c>,
/// <c>name:</c> and so on hold what the caller answers, <c>= field value</c> what was meant.</summary>
public static class ScriptFile
{
    public static IReadOnlyList<CallerScript> Read(string path)
    {
        var scripts = new List<CallerScript>();
        foreach (var block in File.ReadAllText(path)
            .Split("## ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            scripts.Add(Block(block.Split('\n',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        }

        return scripts;
    }

    private static CallerScript Block(string[] lines)
    {
        var shop = SampleShops.Home;
        var said = new Dictionary<Ask, ImmutableArray<string>>();
        var meant = new Meant();
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                meant = With(meant, line[2..]);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var key = line[..colon];
            var text = line[(colon + 1)..].Trim();
            if (key == "shop")
                shop = SampleShops.Named(text);
            else if (key == "withheld")
                shop = shop with { CallerNumber = null };
            else
                Add(said, Enum.Parse<Ask>(key, ignoreCase: true), text);
        }

        return new CallerScript { Name = lines[0], Shop = shop, Lines = said.ToImmutableDictionary(), Meant = meant };
    }

    private static void Add(Dictionary<Ask, ImmutableArray<string>> said, Ask ask, string text) =>
        said[ask] = said.GetValueOrDefault(ask, []).Add(text);

    private static Meant With(Meant meant, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var value = space < 0 ? "" : line[(space + 1)..];
        return (space < 0 ? line : line[..space]) switch
        {
            "intent" => meant with { Intent = Enum.Parse<DraftIntent>(value) },
            "category" => meant with { Category = Enum.Parse<DraftCategory>(value) },
            "label" => meant with { Label = value },
            "name" => meant with { Name = value },
            "phone" => meant with { Phone = value },
            "line1" => meant with { Line1 = value },
            "unit" => meant with { Unit = value },
            "city" => meant with { City = value },
            "zip" => meant with { Zip = value },
            "email" => meant with { Email = value },
            "from" => meant with { From = value },
            "to" => meant with { To = value },
            "priority" => meant with { Priority = Enum.Parse<DraftPriority>(value) },
            "lines" => meant with { Lines = value },
            "phase" => meant with { Phase = Enum.Parse<DraftPhase>(value) },
            var other => throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"Unknown field '{other}'.")),
        };
    }
}
