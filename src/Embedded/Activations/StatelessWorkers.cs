using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The activations of one stateless grain: an idle one takes the request, else a new one while there may be
/// more, else the one with the least to do.</summary>
internal sealed class StatelessWorkers(SiloRuntime silo, GrainClass grainClass, GrainId id) : IRequestTarget
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];

    public IReadOnlyList<Activation> All
    {
        get
        {
            lock (_gate)
                return [.. _workers];
        }
    }

    public bool TryEnqueue(GrainRequest request)
    {
        while (!Choose().TryEnqueue(request))
        {
            // The chosen one has just ended and has left the list, or is about to.
        }

        return true;
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
            _workers.Remove(worker);
    }

    public void Sweep(long now)
    {
        foreach (var worker in All)
            worker.Sweep(now);
    }

    public void Completed(GrainRequest request, Exception? failure) =>
        throw new InvalidOperationException($"{request} ran without a worker.");

    public void Post(Action action) => throw new InvalidOperationException($"{id} has no turns of its own.");

    private Activation Choose()
    {
        lock (_gate)
        {
            var least = _workers.MinBy(worker => worker.Load);
            if (least is not null && (least.Load == 0 || _workers.Count >= grainClass.Workers))
                return least;

            var worker = new Activation(silo, grainClass, id, this);
            _workers.Add(worker);
            return worker;
        }
    }
}
