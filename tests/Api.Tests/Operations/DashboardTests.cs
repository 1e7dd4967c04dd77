using System.Text.RegularExpressions;
using Platform.Api;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>The dashboard and the alerts under <c>deploy/</c> ask for figures that exist.</summary>
public sealed partial class DashboardTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("grafana/platform.json", 20)]
    [InlineData("prometheus/alerts.yml", 7)]
    public async Task Every_metric_that_a_file_names_is_told(string file, int namedAtLeast)
    {
        var text = await api.Stranger.GetStringAsync(new Uri("/metrics/prometheus", UriKind.Relative));
        var told = Told().Matches(text).Select(type => type.Groups["name"].Value).ToHashSet();
        var asked = await File.ReadAllTextAsync(Repository.PathOf(["deploy", .. file.Split('/')]));
        var named = Named().Matches(asked).Select(name => name.Groups["name"].Value).ToHashSet();

        Assert.True(named.Count >= namedAtLeast, $"Only {named.Count} metrics were found in {file}.");
        Assert.All(named, name => Assert.True(told.Contains(name) || told.Contains(Whole(name)), name));
    }

    // The parts of a histogram belong to it.
    private static string Whole(string name) => Part().Replace(name, "");

    [GeneratedRegex(@"^# TYPE (?<name>\S+)", RegexOptions.Multiline)]
    private static partial Regex Told();

    // Every question has a selector or a range behind its name; labels have neither.
    [GeneratedRegex(@"\b(?<name>(platform|orleans|http|kestrel|signalr|dotnet|db)_[a-z0-9_]+)(?=[\[{])")]
    private static partial Regex Named();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Part();
}
