using Platform.Testing;

namespace Platform.Architecture;

/// <summary>The style rules the compiler cannot check. No list of exceptions: change the rule or the file.</summary>
public sealed class TidyTests
{
    private const int FileLinesMax = 300;
    private const int LineLengthMax = 120;

    private static readonly (string Banned, string Instead)[] Words =
    [
        ("DateTime.Now", "take a TimeProvider"),
        ("DateTime.UtcNow", "take a TimeProvider"),
        ("DateTimeOffset.UtcNow", "take a TimeProvider"),
        ("DateTimeOffset.Now", "take a TimeProvider"),
        ("Thread.Sleep", "await the thing itself"),
        ("#region", "make it a second file"),
        ("TODO", "do it, or open an issue and name it"),
    ];

    // Grain code runs on its activation's own scheduler, on which time belongs to timers.
    private static readonly (string Banned, string Instead)[] GrainWords =
    [
        ("Task.Delay", "use a grain timer"),
        ("ConfigureAwait(false)", "stay on the grain's scheduler"),
        ("#if ", "grain code is the same on both runtimes"),
    ];

    [Fact]
    public void Every_source_file_is_tidy()
    {
        var files = Repository.CSharpFiles().Where(path => Path.GetFileName(path) != "TidyTests.cs");
        var complaints = string.Join('\n', files.SelectMany(Complaints));

        Assert.True(complaints == "", complaints);
    }

    [Fact]
    public void The_web_apps_files_are_short_too()
    {
        var files = new[] { "*.ts", "*.tsx", "*.css" }.SelectMany(pattern => Repository.Files(pattern, "src"));
        // How long a line is, is the formatter's business there.
        var complaints = string.Join('\n', files
            .Where(path => File.ReadLines(path).Count() > FileLinesMax)
            .Select(path => $"{Path.GetRelativePath(Repository.Root, path)}: over {FileLinesMax} lines"));

        Assert.True(complaints == "", complaints);
    }

    [Fact]
    public void Domain_folders_have_names_of_the_domain()
    {
        string[] banned = ["Services", "Helpers", "Managers", "Common", "Utils", "Misc"];
        var complaints = Repository.CSharpFiles()
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => path.Split(Path.DirectorySeparatorChar).Intersect(banned).Any());

        Assert.Empty(complaints);
    }

    private static IEnumerable<string> Complaints(string path)
    {
        foreach (var complaint in TooLong(path))
            yield return complaint;

        var name = Path.GetRelativePath(Repository.Root, path);
        var words = name.StartsWith("src/Grains", StringComparison.Ordinal) ? [.. Words, .. GrainWords] : Words;
        foreach (var (number, line) in File.ReadAllLines(path).Index())
        {
            foreach (var (banned, instead) in words.Where(word => line.Contains(word.Banned, StringComparison.Ordinal)))
                yield return $"{name}:{number + 1}: {banned}: {instead}";
        }
    }

    private static IEnumerable<string> TooLong(string path)
    {
        var name = Path.GetRelativePath(Repository.Root, path);
        var lines = File.ReadAllLines(path);
        if (lines.Length > FileLinesMax)
            yield return $"{name}: {lines.Length} lines, at most {FileLinesMax}";

        foreach (var (number, line) in lines.Index().Where(line => line.Item.Length > LineLengthMax))
            yield return $"{name}:{number + 1}: {line.Length} columns, at most {LineLengthMax}";
    }
}
