using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The grain classes of this process: every class with a grain interface in an assembly that knows
/// grains.</summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<GrainType, GrainClass> _byName;
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;

    public GrainClasses(IEnumerable<Type> types, GrainCollectionOptions options)
    {
        var classes = types.Where(IsGrainClass).Select(type => new GrainClass(type, options)).ToList();
        if (classes.GroupBy(one => one.GrainType).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new OrleansConfigurationException(
                $"Two classes are called '{twice.Key}': {string.Join(", ", twice.Select(one => one.Type))}");
        }

        _byName = classes.ToFrozenDictionary(one => one.GrainType);
        _byInterface = classes.SelectMany(one => one.Interfaces.Select(type => (type, one)))
            .GroupBy(pair => pair.type)
            .ToFrozenDictionary(same => same.Key, same => same.Select(pair => pair.one).ToArray());
    }

    public IEnumerable<GrainClass> All => _byName.Values;

    public IEnumerable<Type> Interfaces => _byInterface.Keys;

    public GrainClass Of(GrainType type) =>
        _byName.TryGetValue(type, out var found)
            ? found
            : throw new ArgumentException($"Could not find an implementation for grain type {type}");

    public bool Knows(GrainType type) => _byName.ContainsKey(type);

    /// <summary>The class behind an interface; a prefix of its full name chooses among several.</summary>
    public GrainType For(Type interfaceType, string? prefix)
    {
        if (!_byInterface.TryGetValue(interfaceType, out var found))
            throw new ArgumentException($"Could not find an implementation for interface {interfaceType}");

        var fitting = prefix is null ? found
            : [.. found.Where(one => one.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        if (fitting.Length > 1)
            fitting = [.. fitting.Where(one => $"I{one.Type.Name}" == interfaceType.Name)];
        return fitting is [var only]
            ? only.GrainType
            : throw new ArgumentException(
                $"Unable to choose an implementation of {interfaceType} among {string.Join(", ", found.Select(Name))}");
    }

    /// <summary>All types of the assemblies that were built against this one.</summary>
    public static IEnumerable<Type> Discover()
    {
        var own = typeof(GrainClasses).Assembly.GetName().Name!;
        var seen = new Dictionary<string, Assembly>();
        var next = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(one => !one.IsDynamic));
        while (next.TryDequeue(out var assembly))
        {
            if (!References(assembly, own) || !seen.TryAdd(assembly.GetName().FullName, assembly))
                continue;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (!IsFramework(name.Name!))
                    next.Enqueue(Assembly.Load(name));
            }
        }

        return seen.Values.SelectMany(assembly => assembly.GetTypes());
    }

    private static bool IsFramework(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "mscorlib" or "netstandard";

    private static bool References(Assembly assembly, string own) =>
        assembly.GetReferencedAssemblies().Any(name => name.Name == own);

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type);

    private static string Name(GrainClass one) => one.Type.FullName!;
}
