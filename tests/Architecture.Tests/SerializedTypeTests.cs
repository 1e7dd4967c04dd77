using System.Reflection;
using System.Runtime.CompilerServices;
using static Platform.Architecture.Complaints;

namespace Platform.Architecture;

/// <summary>What Orleans' code generator says about types that it makes serializers for, those that nobody sends
/// yet among them.</summary>
public sealed class SerializedTypeTests
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    [Fact]
    public void Generated_code_can_reach_them() =>
        // A private nested type and one of a single file are out of its sight.
        None(GrainContracts.Serialized.Where(type =>
            type.IsNestedPrivate || type.IsNestedFamily || type.Name.StartsWith('<')));

    [Fact]
    public void Only_what_keeps_something_of_an_object_has_a_number() =>
        None(
            from type in GrainContracts.Serialized
            from member in type.GetMembers(Own)
            where member.GetCustomAttribute<IdAttribute>() is not null && !Keeps(type, member)
            select $"{type}.{member.Name}");

    [Fact]
    public void Whatever_they_keep_has_a_number_of_its_own()
    {
        None(
            from type in GrainContracts.Serialized
            from field in type.GetFields(Own)
            where !field.IsStatic && IdOf(type, field) is null
            select $"{type}.{field.Name}");
        None(
            from type in GrainContracts.Serialized
            from same in type.GetFields(Own).Where(field => !field.IsStatic).GroupBy(field => IdOf(type, field))
            where same.Key is not null && same.Count() > 1
            select $"{type}: {string.Join(", ", same.Select(field => field.Name))}");
    }

    [Fact]
    public void No_type_asks_for_the_serializer_of_old() =>
        None(GrainContracts.Types.Where(type => type.IsDefined(typeof(SerializableAttribute), inherit: false)
            && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && !GrainContracts.Serialized.Contains(type)));

    // A property that computes its answer, an abstract one, and a static one keep nothing that could be sent.
    private static bool Keeps(Type type, MemberInfo member) => member switch
    {
        FieldInfo field => !field.IsStatic,
        PropertyInfo property => Backing(type, property) is { IsStatic: false },
        _ => false,
    };

    private static FieldInfo? Backing(Type type, PropertyInfo property) =>
        type.GetField($"<{property.Name}>k__BackingField", Own);

    private static uint? IdOf(Type type, FieldInfo field) =>
        (field.GetCustomAttribute<IdAttribute>()
            ?? type.GetProperties(Own).FirstOrDefault(property => Backing(type, property) == field)
                ?.GetCustomAttribute<IdAttribute>())?.Id;
}
