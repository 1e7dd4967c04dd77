using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Makes references for one silo.</summary>
internal sealed class ProxyCatalogue(SiloRuntime silo)
{
    private readonly ConcurrentDictionary<Type, Maker> _makers = new();

    public GrainReference Create(Type interfaceType, GrainId id)
    {
        var maker = _makers.GetOrAdd(interfaceType, static (type, owner) => new Maker(type, owner), silo);
        return maker.Create(maker.Shape, id);
    }

    private sealed class Maker(Type interfaceType, SiloRuntime silo)
    {
        public ProxyShape Shape { get; } = new(silo, interfaceType);

        public Func<ProxyShape, GrainId, GrainReference> Create { get; } = ProxyEmitter.For(interfaceType);
    }
}
