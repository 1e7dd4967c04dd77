using System.Diagnostics;
using Platform.Testing;

namespace Platform.Architecture;

/// <summary>What takes a protecting line away shows nothing once the line has moved on.</summary>
public sealed class MutantTests
{
    [Fact]
    public void Every_patch_of_a_mutant_applies_to_the_sources()
    {
        var patches = Repository.Files("*.patch", "tests").ToList();
        Assert.NotEmpty(patches);

        Assert.Equal("", string.Join('\n', patches.Select(Complaint).Where(complaint => complaint is not null)));
    }

    [Fact]
    public void Every_mutant_of_the_simulation_stands_in_its_table()
    {
        var table = File.ReadAllText(Repository.PathOf("docs/reliability.md"));

        var missing = Repository.Files("*.patch", "tests/Simulation/Mutants")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !table.Contains($"| {name} ", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static string? Complaint(string patch)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
            ArgumentList = { "apply", "--check", patch },
        };
        using var git = Process.Start(start)!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? null : $"{Path.GetFileName(patch)}: {said}";
    }
}
