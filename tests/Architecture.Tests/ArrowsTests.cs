using System.Xml.Linq;
using Platform.Testing;

namespace Platform.Architecture;

/// <summary>Which project may know which. The drawing is the rule; docs/architecture.md explains it.</summary>
public sealed class ArrowsTests
{
    [Fact]
    public void Projects_know_each_other_as_drawn()
    {
        const string expected =
            """
            ApiHost -> Grains.Abstractions, Silo
            Embedded -> -
            Grains.Abstractions -> -
            Grains -> Grains.Abstractions
            Silo -> Grains, Storage
            Storage -> Grains.Abstractions
            """;

        Assert.Equal(expected, Drawn());
    }

    [Fact]
    public void Only_the_program_of_the_api_knows_the_silo()
    {
        // The other files of ApiHost ask grains through their interfaces, wherever these live.
        var knowing = Repository.Files("*.cs", "src/ApiHost")
            .Where(path => Path.GetFileName(path) != "Program.cs")
            .Where(path => File.ReadLines(path).Any(line => line.Contains("Platform.Silo", StringComparison.Ordinal)));

        Assert.Empty(knowing);
    }

    [Theory]
    [InlineData("src/Grains", "Npgsql")]
    [InlineData("src/Grains", "Microsoft.AspNetCore")]
    [InlineData("src/Grains.Abstractions", "Npgsql")]
    [InlineData("src/Grains.Abstractions", "Microsoft.AspNetCore")]
    [InlineData("src/Embedded", "Platform.Commits")]
    [InlineData("src/Embedded", "Platform.Orders")]
    [InlineData("src/Embedded", "Platform.Live")]
    [InlineData("src/Storage", "Microsoft.AspNetCore")]
    public void A_floor_does_not_use_what_belongs_to_another(string floor, string foreign)
    {
        var using_ = Repository.Files("*.cs", floor)
            .Where(path => File.ReadLines(path).Any(line =>
                line.StartsWith($"using {foreign}", StringComparison.Ordinal)));

        Assert.Empty(using_);
    }

    private static string Drawn() =>
        string.Join('\n', Repository.Files("*.csproj", "src").Select(path =>
        {
            var known = XDocument.Load(path).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
                .Order(StringComparer.Ordinal);
            var list = string.Join(", ", known);
            return $"{Path.GetFileNameWithoutExtension(path)} -> {(list == "" ? "-" : list)}";
        }));
}
