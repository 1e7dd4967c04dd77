using System.Reflection;

namespace Platform.Conformance;

/// <summary>Embedded's surface is held against a list by a test of its own; here the list is held against
/// Orleans.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void Orleans_has_every_type_and_member_that_Embedded_has()
    {
        var own = Directory.EnumerateFiles(AppContext.BaseDirectory, "Orleans.*.dll")
            .Select(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)))
            .SelectMany(assembly => assembly.GetExportedTypes());
        var there = own.SelectMany(Surface.Whole).ToHashSet();

        var missing = string.Join('\n', File.ReadLines(Surface.ListPath).Where(line => !there.Contains(line)));
        Assert.True(missing == "", missing);
    }
}
