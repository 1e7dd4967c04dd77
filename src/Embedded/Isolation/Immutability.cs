using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Which types need no copy, since nobody can change their values.</summary>
internal static class Immutability
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(Half), typeof(Int128),
        typeof(UInt128), typeof(BigInteger), typeof(IPAddress), typeof(CancellationToken), typeof(TimeZoneInfo),
    ];

    private static readonly Type[] Roots = [typeof(Exception), typeof(Type), typeof(GrainReference)];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(FrozenSet<>), typeof(FrozenDictionary<,>), typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>),
        typeof(Tuple<,,,>), typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>),
        typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
    ];

    private static readonly ConcurrentDictionary<Type, bool> Answers = new();

    /// <summary>Whether every value a variable of this type can hold is immutable.</summary>
    public static bool IsImmutable(Type type) =>
        Answers.GetOrAdd(type, static asked => Decide(asked, []) && IsClosed(asked));

    /// <summary>Whether an object whose class is exactly this one is immutable.</summary>
    public static bool IsImmutableObject(Type exactType) =>
        Decide(exactType, []) || IsFrozenImplementation(exactType);

    public static bool IsContainer(Type type) =>
        type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition());

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(own))
                yield return field;
        }
    }

    // A variable of an open class may hold an object of a derived one.
    private static bool IsClosed(Type type) =>
        type.IsSealed || type.IsValueType || typeof(Exception).IsAssignableFrom(type) || IsContainer(type)
        || type == typeof(IPAddress) || type == typeof(Uri) || type == typeof(Type);

    private static bool Decide(Type type, HashSet<Type> asking)
    {
        if (type.IsPrimitive || type.IsEnum || Known.Contains(type) || Roots.Any(root => root.IsAssignableFrom(type)))
            return true;
        if (type.IsInterface || type.IsArray || type.IsPointer || typeof(Delegate).IsAssignableFrom(type))
            return false;
        if (type.IsDefined(typeof(ImmutableAttribute), inherit: false))
            return true;
        if (IsContainer(type))
            return type.GetGenericArguments().All(part => !part.IsInterface && Decide(part, asking) && IsClosed(part));

        // A sealed type of ours whose fields can't be set and hold only immutable values is as good as marked.
        return (type.IsSealed || type.IsValueType)
            && type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
            && (!asking.Add(type)
                || FieldsOf(type).All(field =>
                    field.IsInitOnly && Decide(field.FieldType, asking) && IsClosed(field.FieldType)));
    }

    // Frozen collections are abstract; their implementations are internal to the framework.
    private static bool IsFrozenImplementation(Type type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (IsContainer(level))
                return Decide(level, []);
        }

        return false;
    }
}
