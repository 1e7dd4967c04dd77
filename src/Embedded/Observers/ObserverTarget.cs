using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>One observer. It is called from one turn at a time, and holds its object weakly: who made the reference
/// keeps the object alive.</summary>
internal sealed class ObserverTarget(SiloRuntime silo, GrainId id, IGrainObserver observer)
    : IRequestTarget, ITurnSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<object> _work = [];
    private readonly RequestList _open = new();
    private bool _isBusy;
    private bool _isGone;

    public GrainId Id { get; } = id;

    /// <summary>The object; null when nobody has kept it.</summary>
    public IGrainObserver? Observer => _observer.TryGetTarget(out var living) ? living : null;

    public bool TryEnqueue(GrainRequest request)
    {
        lock (_gate)
        {
            if (_isGone)
                return false;

            request.Receiver = this;
            _open.Add(request);
            Push(request);
        }

        return true;
    }

    public void Post(Action action)
    {
        lock (_gate)
            Push(action);
    }

    public void TakeTurn()
    {
        object? item;
        lock (_gate)
        {
            if (!_work.TryDequeue(out item))
            {
                _isBusy = false;
                return;
            }
        }

        if (item is GrainRequest request)
        {
            Call(request);
            return;
        }

        ((Action)item)();
        silo.Turns.Schedule(this);
    }

    public void Completed(GrainRequest request, Exception? failure)
    {
        lock (_gate)
        {
            if (request.List is not null)
                _open.Remove(request);
        }

        if (failure is not null && request.IsOneWay)
            silo.Log.OneWayFailed(failure, request.ToString());
        silo.Turns.Schedule(this);
    }

    public void Sweep(long now)
    {
        List<GrainRequest> late = [];
        lock (_gate)
        {
            for (var request = _open.First; request is not null; request = request.Next)
            {
                if (now >= request.Deadline)
                    late.Add(request);
            }

            late.ForEach(_open.Remove);
        }

        foreach (var request in late)
            request.Fail(silo.TimeoutOf(request));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isGone = true;
            foreach (var request in _work.OfType<GrainRequest>().ToList())
            {
                _open.Remove(request);
                silo.Lost.TryEnqueue(request);
            }

            _work.Clear();
        }
    }

    private void Push(object item)
    {
        _work.Enqueue(item);
        if (_isBusy)
            return;
        _isBusy = true;
        silo.Turns.Schedule(this);
    }

    private void Call(GrainRequest request)
    {
        if (!_observer.TryGetTarget(out var target))
        {
            silo.Directory.Forget(Id);
            Dispose();
            silo.Lost.TryEnqueue(request);
            return;
        }

        var clean = ExecutionContext.Capture();
        RequestContext.Snapshot = request.Context;
        request.Run(this, target);
        if (clean is not null)
            ExecutionContext.Restore(clean);
    }
}
