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
    private readonly string _host = Guid.NewGuid().ToString("N");

    /// <summary>Where calls to deleted observers go.</summary>
    public VanishedObservers Vanished { get; } = new(silo);

    public static bool IsObserver(GrainId id) => id.Type == Type;

    public object Add(Type interfaceType, IGrainObserver observer)
    {
        if (observer is GrainReference or IGrainBase)
            throw new ArgumentException("Grains and references need no object reference.", nameof(observer));

        var target = _targets.GetValue(observer, one =>
            new ObserverTarget(silo, GrainId.Create(Type, $"{_host}+{Guid.NewGuid():N}"), one));
        silo.Directory.Add(target.Id, target);
        return silo.Proxies.Create(interfaceType, target.Id);
    }

    public void Remove(IGrainObserver observer)
    {
        if (!_targets.TryGetValue(observer, out var target))
            throw new ArgumentException("The object has no reference, or its reference was deleted.", nameof(observer));

        _targets.Remove(observer);
        silo.Directory.Forget(target.Id);
        target.Dispose();
    }
}

/// <summary>One observer. It is called from one turn at a time, and holds its object weakly: who made the reference keeps
/// the object alive.</summary>
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
                silo.Observers.Vanished.TryEnqueue(request);
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
            silo.Observers.Vanished.TryEnqueue(request);
            return;
        }

        var clean = ExecutionContext.Capture();
        RequestContext.Snapshot = request.Context;
        request.Run(this, target);
        if (clean is not null)
            ExecutionContext.Restore(clean);
    }
}

/// <summary>Takes calls to deleted observers. They vanish: nothing is answered, and callers who wait time out.</summary>
internal sealed class VanishedObservers(SiloRuntime silo) : IRequestTarget
{
    private readonly RequestList _open = new();

    public bool TryEnqueue(GrainRequest request)
    {
        if (request.IsOneWay)
            return true;

        lock (_open)
        {
            request.List?.Remove(request);
            _open.Add(request);
        }

        return true;
    }

    public void Completed(GrainRequest request, Exception? failure) =>
        throw new InvalidOperationException($"{request} ran without an observer.");

    public void Post(Action action) => action();

    public void Sweep(long now)
    {
        List<GrainRequest> late = [];
        lock (_open)
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
}
