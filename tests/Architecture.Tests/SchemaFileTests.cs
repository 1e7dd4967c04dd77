using Platform.Testing;

namespace Platform.Architecture;

/// <summary>Two branches may each take the next number: no program starts with both.</summary>
public sealed class SchemaFileTests
{
    [Theory]
    [InlineData("sql")]
    [InlineData("sql/orleans")]
    public void Every_file_of_the_schema_has_a_number_of_its_own(string folder)
    {
        var files = Directory.GetFiles(Repository.PathOf(folder), "*.sql").Select(path => Path.GetFileName(path)!);
        var shared = files.GroupBy(name => name[..4]).Where(same => same.Count() > 1)
            .Select(same => string.Join(" and ", same.Order(StringComparer.Ordinal)));

        Assert.Empty(shared);
    }
}
