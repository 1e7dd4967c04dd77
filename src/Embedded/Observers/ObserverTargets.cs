using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The objects of this process that grains can call back.</summary>
internal sealed class ObserverTargets(SiloRuntime silo)
{
    public const string TypeName = "sys.client";

    private static readonly GrainType Type = GrainType.Create(TypeName);

    private readonly ConditionalWeakTable<IGrainObserver, ObserverTarget> _targets = [];
    private string? _host;
    private long _count;

    public static bool IsObserver(GrainId id) => id.Type == Type;

    public object Add(Type interfaceType, IGrainObserver observer)
    {
        if (observer is GrainReference or IGrainBase)
            throw new ArgumentException("Grains and references need no object reference.", nameof(observer));

        var target = _targets.GetValue(observer, one =>
            new ObserverTarget(silo, GrainId.Create(Type, $"{Host}+{Interlocked.Increment(ref _count)}"), one));
        silo.Directory.Add(target.Id, target);
        return silo.Proxies.Create(interfaceType, target.Id);
    }

    // Nothing of it is left to chance: a simulation finds everything in the same order again.
    private string Host => _host ??= silo.Clock.Messaging.GetUtcNow().Ticks.ToString("x", CultureInfo.InvariantCulture);

    public void Remove(IGrainObserver observer)
    {
        if (observer is not GrainReference reference)
            throw new ArgumentException("Argument reference is not a grain reference.", nameof(observer));
        if (silo.Directory.Find(reference.GrainId) is not ObserverTarget target)
            throw new ArgumentException("Reference is not associated with a local object.", nameof(observer));

        if (target.Observer is { } living)
            _targets.Remove(living);
        silo.Directory.Forget(target.Id);
        target.Dispose();
    }
}
