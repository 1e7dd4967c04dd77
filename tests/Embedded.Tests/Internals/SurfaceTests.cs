using System.Reflection;

namespace Platform.Embedded.Tests;

/// <summary>The public surface is a part of Orleans'. Whoever adds to it shows it in a diff.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_surface_is_the_reviewed_one()
    {
        var path = Path.Combine(Testing.Repository.Root, "src/Embedded/OrleansSurface.txt");
        var now = Surface();

        if (Environment.GetEnvironmentVariable("WRITE_SURFACE") == "1")
            File.WriteAllLines(path, now);
        Assert.Equal(File.ReadAllLines(path), now);
    }

    private static List<string> Surface() =>
        [.. typeof(IGrain).Assembly.GetExportedTypes()
            .SelectMany(type => Members(type).Select(member => $"{type.FullName}: {member}")
                .Prepend($"{type.FullName}"))
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
                | BindingFlags.DeclaredOnly)
            .Where(member => member is not TypeInfo && IsVisible(member))
            .Select(member => member.ToString()!)
            .Distinct();

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => IsVisible(property.GetMethod ?? property.SetMethod!),
        _ => false,
    };
}
