using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Where each grain lives. One entry a grain: this is what makes activations single.</summary>
internal sealed class ActivationDirectory(SiloRuntime silo)
{
    // The same number of locks on every machine, and with it the same order of looking at all.
    private const int Locks = 32;

    private readonly ConcurrentDictionary<GrainId, IRequestTarget> _targets = new(Locks, capacity: 31);

    // Nobody finds them any more; who waits for them still has to hear that it takes too long.
    private readonly ConcurrentQueue<IRequestTarget> _forgotten = new();

    public int Count => _targets.Count;

    public IEnumerable<IRequestTarget> All =>
        _targets.Select(pair => pair.Value).Concat(_forgotten).Append(silo.Lost);

    public IEnumerable<Activation> Activations => All.SelectMany(target => target switch
    {
        Activation activation => [activation],
        StatelessWorkers workers => workers.All,
        _ => (IReadOnlyList<Activation>)[],
    });

    public IRequestTarget? Find(GrainId id) => _targets.GetValueOrDefault(id);

    public IRequestTarget Locate(GrainId id) =>
        _targets.TryGetValue(id, out var target) ? target
        : ObserverTargets.IsObserver(id) ? silo.Lost
        : _targets.GetOrAdd(id, Create);

    public void Add(GrainId id, IRequestTarget target) => _targets[id] = target;

    public void Remove(Activation activation) =>
        _targets.TryRemove(KeyValuePair.Create(activation.GrainId, (IRequestTarget)activation));

    /// <summary>Forgets where the grain lives while it goes on there: what happens to a cluster that is torn
    /// apart.</summary>
    public void Forget(GrainId id)
    {
        if (_targets.TryRemove(id, out var target))
            _forgotten.Enqueue(target);
    }

    private IRequestTarget Create(GrainId id)
    {
        var grainClass = silo.Classes.Of(id.Type);
        return grainClass.Workers is null
            ? new Activation(silo, grainClass, id)
            : new StatelessWorkers(silo, grainClass, id);
    }
}
