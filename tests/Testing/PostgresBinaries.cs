namespace Platform.Testing;

/// <summary>Where Debian keeps PostgreSQL's server programs.</summary>
public static class PostgresBinaries
{
    private const int MajorVersionMin = 15;

    /// <summary>The directory of the newest installed version.</summary>
    /// <exception cref="InvalidOperationException">None is installed.</exception>
    public static string Find() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.GetDirectories("/usr/lib/postgresql")
                .Where(path => int.TryParse(Path.GetFileName(path), out var major) && major >= MajorVersionMin)
                .Select(path => Path.Combine(path, "bin"))
                .Where(path => File.Exists(Path.Combine(path, "initdb")))
                .Order()
                .LastOrDefault() is { } found
            ? found
            : throw new InvalidOperationException($"PostgreSQL {MajorVersionMin} or newer is not installed.");
}
