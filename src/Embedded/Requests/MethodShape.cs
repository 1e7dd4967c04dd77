using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>What is the same for every call of one interface method; read once.</summary>
internal sealed class MethodShape(Type interfaceType, MethodInfo method)
{
    public Type InterfaceType { get; } = interfaceType;

    public MethodInfo Method { get; } = method;

    public string InterfaceName { get; } = interfaceType.FullName ?? interfaceType.Name;

    public GrainInterfaceType GrainInterfaceType { get; } = NameOf(interfaceType);

    public bool IsAlwaysInterleave { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));

    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    public bool IsOneWay { get; } = method.IsDefined(typeof(OneWayAttribute));

    public TimeSpan? ResponseTimeout { get; } = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;

    public static GrainInterfaceType NameOf(Type interfaceType) => new(
        interfaceType.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias
        ?? interfaceType.FullName ?? interfaceType.Name);
}

/// <summary>What is the same for all references of one interface in one silo.</summary>
internal sealed class ProxyShape(SiloRuntime silo, Type interfaceType)
{
    public SiloRuntime Silo { get; } = silo;

    public GrainInterfaceType InterfaceType { get; } = MethodShape.NameOf(interfaceType);

    public string InterfaceName { get; } = interfaceType.FullName ?? interfaceType.Name;
}
