using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Copiers of collections, references and of variables whose objects decide.</summary>
internal static class CollectionCopiers
{
    public static Func<T[], CopyContext, T[]> Array<T>() => (original, context) =>
    {
        if (context.Find(original) is { } known)
            return (T[])known;

        var copy = new T[original.Length];
        context.Remember(original, copy);
        for (var i = 0; i < copy.Length; i++)
            copy[i] = Isolated<T>.CopyIn(original[i], context);
        return copy;
    };

    public static Func<List<T>, CopyContext, List<T>> List<T>() => (original, context) =>
    {
        if (context.Find(original) is { } known)
            return (List<T>)known;

        var copy = new List<T>(original.Count);
        context.Remember(original, copy);
        foreach (var item in original)
            copy.Add(Isolated<T>.CopyIn(item, context));
        return copy;
    };

    public static Func<HashSet<T>, CopyContext, HashSet<T>> HashSet<T>() => (original, context) =>
        new HashSet<T>(original.Select(item => Isolated<T>.CopyIn(item, context)), original.Comparer);

    public static Func<Queue<T>, CopyContext, Queue<T>> Queue<T>() => (original, context) =>
        new Queue<T>(original.Select(item => Isolated<T>.CopyIn(item, context)));

    public static Func<Dictionary<TKey, TValue>, CopyContext, Dictionary<TKey, TValue>> Dictionary<TKey, TValue>()
        where TKey : notnull => (original, context) =>
    {
        if (context.Find(original) is { } known)
            return (Dictionary<TKey, TValue>)known;

        var copy = new Dictionary<TKey, TValue>(original.Count, original.Comparer);
        context.Remember(original, copy);
        foreach (var (key, value) in original)
            copy.Add(Isolated<TKey>.CopyIn(key, context), Isolated<TValue>.CopyIn(value, context));
        return copy;
    };

    public static Func<ImmutableArray<T>, CopyContext, ImmutableArray<T>> ImmutableArray<T>() =>
        (original, context) => original.IsDefault
            ? original
            : [.. original.Select(item => Isolated<T>.CopyIn(item, context))];

    public static Func<ImmutableList<T>, CopyContext, ImmutableList<T>> ImmutableList<T>() =>
        (original, context) => [.. original.Select(item => Isolated<T>.CopyIn(item, context))];

    public static Func<ReadOnlyCollection<T>, CopyContext, ReadOnlyCollection<T>> ReadOnlyCollection<T>() =>
        (original, context) => original.Select(item => Isolated<T>.CopyIn(item, context)).ToList().AsReadOnly();

    public static Func<ReadOnlyMemory<T>, CopyContext, ReadOnlyMemory<T>> ReadOnlyMemory<T>() =>
        (original, context) => Isolated<T[]>.CopyIn(original.ToArray(), context);

    /// <summary>References pass as they are; a grain passing itself passes its reference; an observer that nobody made
    /// a reference of would be called on foreign threads, and is refused.</summary>
    public static Func<T, CopyContext, T> Reference<T>() => (original, _) => original switch
    {
        GrainReference => original,
        IGrainBase { GrainContext: not null } grain and IAddressable =>
            ((IAddressable)grain).AsReference<T>(),
        _ => throw new NotSupportedException(
            $"{original!.GetType()} is not a reference. Pass what CreateObjectReference<{typeof(T).Name}> answers."),
    };

    public static Func<T, CopyContext, T> ByClass<T>()
    {
        var fallback = SequenceFallback<T>();
        return (original, context) =>
        {
            var type = original!.GetType();
            if (fallback is not null && !Immutability.IsImmutableObject(type) && IsForeignSequence(type))
                return fallback(original, context);
            return Copiers.OfObject(type) is { } copier ? (T)copier(original, context) : original;
        };
    }

    private static bool IsForeignSequence(Type type) =>
        !type.IsSZArray && !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        && type.Namespace is not ("System.Collections.Generic" or "System.Collections.ObjectModel"
            or "System.Collections.Immutable");

    // Lazy sequences and the compiler's own collections arrive as lists, as they do over the wire.
    private static Func<T, CopyContext, T>? SequenceFallback<T>() =>
        Copiers.IsSequence(typeof(T)) && typeof(T).GetGenericArguments() is [var item]
        && typeof(T).IsAssignableFrom(typeof(List<>).MakeGenericType(item))
            ? typeof(CollectionCopiers).GetMethod(nameof(AsList), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(typeof(T), item).CreateDelegate<Func<T, CopyContext, T>>()
            : null;

    private static T AsList<T, TItem>(T original, CopyContext context) =>
        (T)(object)((IEnumerable<TItem>)original!).Select(item => Isolated<TItem>.CopyIn(item, context)).ToList();
}
