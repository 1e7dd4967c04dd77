namespace Platform.Embedded;

/// <summary>The queue: tasks that come back from awaits, requests and actions, one at a time.</summary>
internal sealed partial class Activation : ITurnSource
{
    // A busy grain gives its thread back after so many items, so that others get their turn.
    private const int ItemsPerTurnMax = 64;

    private readonly TurnScheduler _turns;
    private Queue<object>? _work;
    private bool _isScheduled;

    public bool TryEnqueue(GrainRequest request)
    {
        lock (_gate)
        {
            if (_phase is Phase.Ended)
                return false;

            request.Receiver = this;
            return Push(request);
        }
    }

    public void Post(Action action) => Enqueue(action);

    public void Enqueue(object item)
    {
        lock (_gate)
            Push(item);
    }

    public void TakeTurn() => _turns.Pump();

    /// <summary>Runs inside of the scheduler's task.</summary>
    public void Drain()
    {
        var outer = RuntimeContext.Current;
        var clean = ExecutionContext.Capture();
        RuntimeContext.Current = this;
        try
        {
            for (var i = _silo.Turns.ItemsPerTurn ?? ItemsPerTurnMax; i > 0 && TryTake(out var item); i--)
            {
                Handle(item);
                Clean(clean);
                if (_mayStartMore)
                    StartWaiting(clean);
            }
        }
        finally
        {
            RuntimeContext.Current = outer;
            lock (_gate)
            {
                if (_work!.Count == 0)
                    _isScheduled = false;
                else
                    _silo.Turns.Schedule(this);
            }
        }
    }

    private bool Push(object item)
    {
        (_work ??= new Queue<object>()).Enqueue(item);
        if (!_isScheduled)
        {
            _isScheduled = true;
            _silo.Turns.Schedule(this);
        }

        return true;
    }

    private bool TryTake(out object item)
    {
        lock (_gate)
            return _work!.TryDequeue(out item!);
    }

    private void Handle(object item)
    {
        switch (item)
        {
            case GrainRequest request:
                Arrive(request);
                break;
            case Task task:
                _turns.Run(task);
                break;
            case Action action:
                Run(action);
                break;
            default:
                throw new InvalidOperationException($"{GrainId} cannot run a {item.GetType()}.");
        }
    }

    // An action may call back into the grain's code: whoever registered on a token that is cancelled here.
    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            _silo.Log.TurnFailed(failure, GrainId);
        }
    }

    // A method that is not async leaves its changes of the ambient context behind.
    private static void Clean(ExecutionContext? clean)
    {
        if (clean is not null && !ReferenceEquals(ExecutionContext.Capture(), clean))
            ExecutionContext.Restore(clean);
    }
}
