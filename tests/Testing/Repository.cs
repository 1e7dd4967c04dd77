namespace Platform.Testing;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    /// <summary>Its top folder: the nearest one above the test's binaries that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the top folder.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every C# file that people write, in <c>src</c> and <c>tests</c>.</summary>
    public static IEnumerable<string> CSharpFiles() => Files("*.cs", "src", "tests");

    /// <summary>Files of these folders that match, without what builds and package managers put there.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] folders) =>
        folders
            .Select(folder => PathOf(folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(path => !IsMade(Path.GetRelativePath(Root, path)))
            .Order(StringComparer.Ordinal);

    private static bool IsMade(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "dist");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Platform.sln above {AppContext.BaseDirectory}.");
    }
}
