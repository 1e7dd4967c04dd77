using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Migrations;

/// <summary>One numbered file of <c>sql/</c>, as it was built into this program.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const int NumberLength = 4;

    /// <summary>SHA-256 of the text, in hexadecimal. Line endings do not count.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All files of one folder that the program has, in order.</summary>
    /// <param name="folder">Such as <c>sql/</c>; what lies in folders below belongs to other sequences.</param>
    /// <exception cref="InvalidOperationException">Two files have the same number.</exception>
    public static IReadOnlyList<Migration> Embedded(string folder = MigrationSequence.PlatformFolder)
    {
        var assembly = typeof(Migration).Assembly;
        return Ordered(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && !name[folder.Length..].Contains('/'))
            .Select(name => Read(assembly, folder, name)));
    }

    /// <summary>The migrations in the order of their numbers.</summary>
    /// <exception cref="InvalidOperationException">Two have the same number.</exception>
    public static IReadOnlyList<Migration> Ordered(IEnumerable<Migration> migrations)
    {
        Migration[] ordered = [.. migrations.OrderBy(migration => migration.Number)];
        foreach (var (first, second) in ordered.Zip(ordered.Skip(1)))
        {
            if (first.Number == second.Number)
                throw new InvalidOperationException($"{first.Name} and {second.Name} have the same number.");
        }

        return ordered;
    }

    private static Migration Read(Assembly assembly, string folder, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var name = resource[folder.Length..];
        return new(int.Parse(name.AsSpan(0, NumberLength), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
