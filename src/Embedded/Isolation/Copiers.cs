using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Makes and keeps a copier for each type, compiled once. No copier means: pass the value itself.</summary>
internal static class Copiers
{
    private static readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>?> ByObject = new();

    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(List<>)] = nameof(CollectionCopiers.List),
        [typeof(HashSet<>)] = nameof(CollectionCopiers.HashSet),
        [typeof(Queue<>)] = nameof(CollectionCopiers.Queue),
        [typeof(Dictionary<,>)] = nameof(CollectionCopiers.Dictionary),
        [typeof(System.Collections.Immutable.ImmutableArray<>)] = nameof(CollectionCopiers.ImmutableArray),
        [typeof(System.Collections.Immutable.ImmutableList<>)] = nameof(CollectionCopiers.ImmutableList),
        [typeof(System.Collections.ObjectModel.ReadOnlyCollection<>)] = nameof(CollectionCopiers.ReadOnlyCollection),
        [typeof(ReadOnlyMemory<>)] = nameof(CollectionCopiers.ReadOnlyMemory),
    };

    // Members typed as one of these may hold any sequence, which then arrives as a list.
    private static readonly HashSet<Type> Sequences =
    [
        typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ICollection<>),
        typeof(IList<>), typeof(ISet<>), typeof(IReadOnlySet<>), typeof(IDictionary<,>),
        typeof(IReadOnlyDictionary<,>),
    ];

    /// <summary>A <c>Func&lt;T, CopyContext, T&gt;</c>, or null when values pass as they are.</summary>
    public static Delegate? Of(Type type)
    {
        if (Immutability.IsImmutable(type))
            return null;
        if (typeof(IAddressable).IsAssignableFrom(type))
            return Make(nameof(CollectionCopiers.Reference), type);
        if (type.IsInterface || type.IsAbstract || type == typeof(object))
            return Make(nameof(CollectionCopiers.ByClass), type);

        // A class without a copier is refused when it is used; an open class may hold an object of a derived one.
        return Exact(type) is { } exact && (type.IsSealed || type.IsValueType || !IsOurs(type))
            ? exact
            : Make(nameof(CollectionCopiers.ByClass), type);
    }

    /// <summary>The copier for objects of exactly this class.</summary>
    public static Func<object, CopyContext, object>? OfObject(Type exactType) =>
        ByObject.GetOrAdd(exactType, static type =>
            Immutability.IsImmutableObject(type) ? null
            : Exact(type) is { } exact ? (Func<object, CopyContext, object>)Make(
                typeof(Copiers), nameof(Boxed), [type], exact)
            : throw new NotSupportedException($"{type} has no copier: {Reason(type)}"));

    /// <summary>Why the type can't cross between grains, or null when it can.</summary>
    public static string? Complaint(Type type, HashSet<Type> seen)
    {
        var isAny = type == typeof(object) || typeof(IAddressable).IsAssignableFrom(type);
        if (isAny || !seen.Add(type) || Immutability.IsImmutable(type))
            return null;
        if (type.IsArray)
            return Complaint(type.GetElementType()!, seen);
        if (IsSequence(type) || IsCollection(type) || Immutability.IsContainer(type))
            return First(type.GetGenericArguments(), seen);
        if (!IsOurs(type))
            return $"{type}: {Reason(type)}";
        return type.IsInterface || type.IsAbstract || type.IsDefined(typeof(ImmutableAttribute), inherit: false) ? null
            : First(Immutability.FieldsOf(type).Select(field => field.FieldType), seen);
    }

    public static bool IsSequence(Type type) =>
        type.IsGenericType && Sequences.Contains(type.GetGenericTypeDefinition());

    private static string? First(IEnumerable<Type> types, HashSet<Type> seen) =>
        types.Select(type => Complaint(type, seen)).FirstOrDefault(complaint => complaint is not null);

    private static string Reason(Type type) =>
        typeof(Delegate).IsAssignableFrom(type) ? "code does not travel"
        : "no [GenerateSerializer], and not a type that is known to be immutable or copyable";

    private static bool IsCollection(Type type) =>
        type.IsGenericType && Collections.ContainsKey(type.GetGenericTypeDefinition());

    private static bool IsOurs(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    private static Delegate? Exact(Type type)
    {
        if (type.IsSZArray)
            return Make(nameof(CollectionCopiers.Array), type.GetElementType()!);
        if (IsCollection(type))
            return Make(Collections[type.GetGenericTypeDefinition()], type.GetGenericArguments());
        return IsOurs(type) || Immutability.IsContainer(type) ? FieldCopier.Compile(type) : null;
    }

    private static Delegate Make(string method, params Type[] types) =>
        (Delegate)Make(typeof(CollectionCopiers), method, types);

    private static object Make(Type home, string method, Type[] types, params object[] arguments) =>
        home.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .MakeGenericMethod(types).Invoke(null, arguments)!;

    private static Func<object, CopyContext, object> Boxed<T>(Func<T, CopyContext, T> copier) =>
        (value, context) => copier((T)value, context)!;
}
