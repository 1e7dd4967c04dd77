using Platform.Testing;

namespace Platform.Architecture;

/// <summary>What a build takes from outside is pinned, and no file of ours names where it was fetched from.</summary>
public sealed class LockFileTests
{
    [Fact]
    public void Every_project_has_a_lock_file_of_the_embedded_runtime()
    {
        var without = Repository.Files("*.csproj", "src", "tests")
            .Select(path => Path.Combine(Path.GetDirectoryName(path)!, "packages.Embedded.lock.json"))
            .Where(path => !File.Exists(path));

        Assert.Empty(without);
    }

    [Fact]
    public void The_web_apps_lock_file_names_no_registry()
    {
        foreach (var path in Repository.Files("package-lock.json", "src", "tests"))
            Assert.DoesNotContain("\"resolved\"", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_stand_only_in_the_central_list_and_are_sorted()
    {
        var versioned = Repository.Files("*.csproj", "src", "tests")
            .Where(path => File.ReadLines(path).Any(line =>
                line.Contains("PackageReference", StringComparison.Ordinal)
                && line.Contains("Version=", StringComparison.Ordinal)));
        Assert.Empty(versioned);

        var names = File.ReadLines(Repository.PathOf("Directory.Packages.props"))
            .Where(line => line.Contains("PackageVersion Include", StringComparison.Ordinal))
            .Select(line => line.Split('"')[1])
            .ToList();
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }
}
