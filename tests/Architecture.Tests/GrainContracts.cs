using System.Collections.Immutable;
using System.Reflection;
using Platform.Grains;
using Platform.Live;

namespace Platform.Architecture;

/// <summary>What grains say to each other, found by looking at the assemblies.</summary>
internal static class GrainContracts
{
    private static readonly Assembly[] Assemblies = [typeof(ILiveFeedGrain).Assembly, typeof(GrainsModule).Assembly];

    // What every runtime carries as it is.
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal),
        typeof(string), typeof(Guid), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Uri), typeof(CancellationToken), typeof(ReadOnlyMemory<byte>), typeof(GrainId),
    ];

    // Collections that nobody can change once they are sent.
    private static readonly HashSet<Type> Collections =
    [
        typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableList<>),
        typeof(ImmutableSortedDictionary<,>), typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>),
        typeof(IReadOnlySet<>), typeof(Nullable<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>),
    ];

    public static IReadOnlyList<Type> Types { get; } = [.. Assemblies.SelectMany(one => one.GetTypes())];

    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Types.Where(type => type.IsInterface && IsAddressable(type)).OrderBy(type => type.FullName)];

    public static IReadOnlyList<Type> Grains { get; } =
        [.. Types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type))];

    public static IEnumerable<(Type Interface, MethodInfo Method)> Methods { get; } =
        [.. Interfaces.SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => (type, method)))];

    /// <summary>Our own types that cross between grains: those in signatures, and whatever they hold.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. FindMessages().OrderBy(type => type.FullName)];

    public static IReadOnlyList<Type> Exceptions { get; } =
        [.. Types.Where(type => typeof(Exception).IsAssignableFrom(type) && type is { IsAbstract: false })];

    /// <summary>Every type that a serializer is made for, sent or not.</summary>
    public static IReadOnlyList<Type> Serialized { get; } =
        [.. Types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))];

    /// <summary>Our own enums that cross between grains.</summary>
    public static IReadOnlyList<Type> SentEnums { get; } =
        [.. Methods.SelectMany(pair => pair.Method.GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Append(Answer(pair.Method.ReturnType) ?? typeof(void)))
            .Concat(Serialized.SelectMany(type => Members(type).Select(member => member.PropertyType)))
            .SelectMany(Parts)
            .Where(type => type.IsEnum && Assemblies.Contains(type.Assembly))
            .Distinct()];

    /// <summary>The name that a grain has in references, reminders and rows.</summary>
    public static string GrainTypeOf(Type grain) => (string)grain.GetCustomAttributesData()
        .Single(one => one.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value!;

    /// <summary>What a method answers with, without its task; null when it is no task.</summary>
    public static Type? Answer(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return typeof(void);
        var shape = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        return shape == typeof(Task<>) || shape == typeof(ValueTask<>) || shape == typeof(IAsyncEnumerable<>)
            ? returned.GetGenericArguments()[0]
            : null;
    }

    /// <summary>The parts of a type that are no collections.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition())
            ? type.GetGenericArguments().SelectMany(Parts)
            : [type];

    /// <summary>Whether it may be sent: plain, one of our messages, or a reference to a grain or an observer.</summary>
    public static bool IsSendable(Type type) =>
        type == typeof(void) || Plain.Contains(type) || type.IsEnum || IsAddressable(type) || IsOurs(type);

    /// <summary>What of a message is sent: its own properties that keep something.</summary>
    public static IEnumerable<PropertyInfo> Members(Type message) =>
        message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => message.GetField(
                $"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    public static uint? IdOf(PropertyInfo member) => member.GetCustomAttribute<IdAttribute>()?.Id;

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static bool IsOurs(Type type) => Assemblies.Contains(type.Assembly) && !type.IsInterface;

    private static bool IsAddressable(Type type) =>
        typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type);

    private static HashSet<Type> FindMessages()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(Methods.SelectMany(pair => pair.Method.GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Append(Answer(pair.Method.ReturnType) ?? typeof(void))));
        while (open.TryDequeue(out var type))
        {
            foreach (var part in Parts(type).Where(part => IsOurs(part) && !part.IsEnum && found.Add(part)))
            {
                foreach (var member in Members(part))
                    open.Enqueue(member.PropertyType);
                foreach (var derived in Types.Where(other => other.BaseType == part))
                    open.Enqueue(derived);
                if (part.BaseType is { } above && IsOurs(above))
                    open.Enqueue(above);
            }
        }

        return found;
    }
}
