using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults.Mutants;

/// <summary>A copy of the product with one protecting line changed by a patch file, built beside the checkout. A test
/// that passes on it proves nothing.</summary>
internal sealed class Mutant : IDisposable
{
    private Mutant(string root) => Root = root;

    private string Root { get; }

    /// <summary>The mutant's API assembly.</summary>
    public string Binary =>
        Path.Combine(Root, "src", "ApiHost", "bin", "Embedded", "Release", "net10.0", "Platform.ApiHost.dll");

    /// <summary>Copies the sources, applies the patch of this name and builds.</summary>
    public static async Task<Mutant> BuildAsync(string name)
    {
        var mutant = new Mutant(Directory.CreateTempSubdirectory($"platform-mutant-{name}-").FullName);
        var patch = Repository.PathOf("tests", "Faults", "Mutants", $"{name}.patch");
        await RunAsync(
            Repository.Root,
            "tar cf - --exclude=bin --exclude=obj --exclude=node_modules --exclude=dist"
            + $" src sql Directory.* .editorconfig | tar xf - -C '{mutant.Root}'");
        await RunAsync(mutant.Root, $"patch -p1 --forward < '{patch}'");
        await RunAsync(
            mutant.Root, "dotnet build src/ApiHost -c Release -v q -clp:ErrorsOnly -p:TreatWarningsAsErrors=false");
        return mutant;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static async Task RunAsync(string directory, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command}\n{output}");
    }
}
