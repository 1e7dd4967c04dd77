namespace Platform.Embedded.Tests;

/// <summary>The public surface is a part of Orleans'. Whoever adds to it shows it in a diff; that Orleans has it is
/// said by a test that runs there.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_surface_is_the_reviewed_one()
    {
        var now = typeof(IGrain).Assembly.GetExportedTypes()
            .SelectMany(Surface.Declared)
            .Order(StringComparer.Ordinal)
            .ToList();

        if (Environment.GetEnvironmentVariable("WRITE_SURFACE") == "1")
            File.WriteAllLines(Surface.ListPath, now);
        Assert.Equal(File.ReadAllLines(Surface.ListPath), now);
    }
}
