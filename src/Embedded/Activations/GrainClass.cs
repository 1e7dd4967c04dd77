using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>What is the same for all activations of one grain class; read once at start.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "Grain";

    public GrainClass(Type type, GrainCollectionOptions options)
    {
        Type = type;
        GrainType = NameOf(type);
        MetricTag = new("grain_type", GrainType.ToString());
        Interfaces =
        [
            .. type.GetInterfaces().Where(one => one != typeof(IGrain) && typeof(IGrain).IsAssignableFrom(one)),
        ];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = PredicateOf(type);
        HasOwnFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        Workers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        CollectionAge = AgeOf(type, options);
        Create = GrainFactoryCompiler.Compile(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    /// <summary>How Orleans' instruments name it.</summary>
    public KeyValuePair<string, object?> MetricTag { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public bool IsReentrant { get; }

    public Func<IInvokable, bool>? MayInterleave { get; }

    public bool HasOwnFilter { get; }

    /// <summary>The most activations of a stateless worker; null for a grain with an identity.</summary>
    public int? Workers { get; }

    /// <summary>How long an activation may be idle; null for ever.</summary>
    public TimeSpan? CollectionAge { get; }

    public Func<Activation, object> Create { get; }

    public static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return named.GetGrainType(null!, type);

        var name = type.Name.Split('`')[0];
        if (name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && name.Length > Suffix.Length)
            name = name[..^Suffix.Length];
#pragma warning disable CA1308 // Orleans writes grain types in lower case.
        return GrainType.Create(name.ToLowerInvariant());
#pragma warning restore CA1308
    }

    private static Func<IInvokable, bool>? PredicateOf(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute)
            return null;

        var method = type.GetMethod(
            attribute.CallbackMethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.FlattenHierarchy);
        return method?.CreateDelegate<Func<IInvokable, bool>>() ?? throw new OrleansConfigurationException(
            $"{type} names {attribute.CallbackMethodName} in [MayInterleave], which is no public static method.");
    }

    private static TimeSpan? AgeOf(Type type, GrainCollectionOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true))
            return null;
        if (options.ClassSpecificCollectionAge.TryGetValue(type.FullName ?? type.Name, out var age))
            return age;
        return type.GetCustomAttribute<CollectionAgeLimitAttribute>() switch
        {
            { AlwaysActive: true } => null,
            { } limit => limit.AgeLimit,
            null => options.CollectionAge,
        };
    }
}
