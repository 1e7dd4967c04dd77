using System.Reflection;

namespace Platform.Conformance;

/// <summary>What others can use of a type, a line a member.</summary>
public static class Surface
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The reviewed list: what Embedded has of Orleans.</summary>
    public static string ListPath { get; } = Testing.Repository.PathOf("src/Embedded/OrleansSurface.txt");

    /// <summary>The type and the members that it declares itself.</summary>
    public static IEnumerable<string> Declared(Type type) => Lines(type, type.GetMembers(
        Everything | BindingFlags.DeclaredOnly));

    /// <summary>The type and all that it has, of its own or of those that it derives from.</summary>
    public static IEnumerable<string> Whole(Type type) => Lines(type, type.GetMembers(
        Everything | BindingFlags.FlattenHierarchy));

    private static IEnumerable<string> Lines(Type type, IEnumerable<MemberInfo> members) =>
        members.Where(member => member is not TypeInfo && IsVisible(member))
            .Select(member => $"{type.FullName}: {member}")
            .Distinct()
            .Prepend($"{type.FullName}");

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => IsVisible(property.GetMethod ?? property.SetMethod!),
        _ => false,
    };
}
