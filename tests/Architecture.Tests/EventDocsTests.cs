using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Architecture;

/// <summary>Whoever follows the log reads in docs/api.md which kinds of events there are.</summary>
public sealed partial class EventDocsTests
{
    private const string Start = "Event kinds: ";

    [Fact]
    public void The_documented_kinds_of_events_are_those_that_grains_raise()
    {
        var docs = File.ReadAllText(Repository.PathOf("docs/api.md"));
        var listed = docs[docs.IndexOf(Start, StringComparison.Ordinal)..].Split("\n\n")[0];
        var documented = Documented.Matches(listed).Select(match => match.Groups[1].Value).ToHashSet();
        var written = Repository.Files("*.cs", "src/Grains")
            .SelectMany(path => Written.Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.Equal([], written.Where(IsOfAnEventAlone).Except(documented).Order(StringComparer.Ordinal));
        Assert.Equal([], documented.Except(written).Order(StringComparer.Ordinal));
    }

    // Commands of the stock and fields of a customer are written like kinds.
    private static bool IsOfAnEventAlone(string word) =>
        !word.StartsWith("stock.", StringComparison.Ordinal) && !word.StartsWith("customer.", StringComparison.Ordinal);

    [GeneratedRegex(@"`([a-z_]+\.[a-z_]+)`")]
    private static partial Regex Documented { get; }

    [GeneratedRegex(
        @"""((?:account|alert|api_key|call|customer|invitation|invoice|job|member|order|shop|snapshot"
        + @"|stock|task|vendor)\.[a-z_]+)""")]
    private static partial Regex Written { get; }
}
