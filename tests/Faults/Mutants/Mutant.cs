using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults.Mutants;

/// <summary>A copy of the product with one protecting line changed by a patch file, built beside the checkout. A run
/// that holds on it proves nothing. The copy is made once; each mutant builds what its patch touches.</summary>
internal sealed class Mutant : IDisposable
{
    private static readonly Lazy<Task<string>> Copy = new(CopyAsync);

    private readonly string _root;
    private readonly string _patch;

    private Mutant(string root, string patch) => (_root, _patch) = (root, patch);

    /// <summary>The mutant's API assembly.</summary>
    public string Binary =>
        Path.Combine(_root, "src", "ApiHost", "bin", "Embedded", "Release", "net10.0", "Platform.ApiHost.dll");

    /// <summary>Applies the patch, whose path is given from the checkout, and builds.</summary>
    public static async Task<Mutant> BuildAsync(string patch)
    {
        var root = await Copy.Value;
        var path = Repository.PathOf(patch);
        await RunAsync(root, $"git apply '{path}'");
        var mutant = new Mutant(root, path);
        try
        {
            await RunAsync(
                root, "dotnet build src/ApiHost -c Release -v q -clp:ErrorsOnly -p:TreatWarningsAsErrors=false");
            return mutant;
        }
        catch
        {
            mutant.Dispose();
            throw;
        }
    }

    /// <summary>Fails when the patch does not apply to the sources as they are.</summary>
    public static Task CheckAsync(string patch) =>
        RunAsync(Repository.Root, $"git apply --check '{Repository.PathOf(patch)}'");

    /// <inheritdoc/>
    public void Dispose() => RunAsync(_root, $"git apply -R '{_patch}'").GetAwaiter().GetResult();

    private static async Task<string> CopyAsync()
    {
        var root = Directory.CreateTempSubdirectory("platform-mutant-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        await RunAsync(
            Repository.Root,
            "tar cf - --exclude=bin --exclude=obj --exclude=node_modules --exclude=dist"
            + $" src sql Directory.* .editorconfig | tar xf - -C '{root}'");
        await RunAsync(root, "git init -q"); // So that patches apply here, and not to what is around.
        return root;
    }

    private static async Task RunAsync(string directory, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{command} 2>&1"])
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
