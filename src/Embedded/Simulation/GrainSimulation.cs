using Microsoft.Extensions.DependencyInjection;

namespace Platform.Embedded;

/// <summary>Runs a silo and its callers on one thread in virtual time. A seed chooses which turn is next, when a
/// message arrives and what happens to it: the same seed does the same again.</summary>
internal sealed class GrainSimulation(int seed, SimulationFaults faults) : ITurnOrder, IMessageBus
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private readonly List<ITurnSource> _ready = [];
    private readonly List<(SiloRuntime Silo, GrainRequest Request)> _onTheWay = [];
    private readonly List<string> _trace = [];
    private readonly ThreadPoolTurns _pool = new();
    private volatile bool _isReleased;

    public SimulatedTime Time { get; } = new(Start);

    /// <summary>Every step that was taken, in order.</summary>
    public IReadOnlyList<string> Trace => _trace;

    public int? ItemsPerTurn => 1;

    public bool ContinuesInline => true;

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ITurnOrder>(this);
        services.AddSingleton<IMessageBus>(this);
        services.AddSingleton<TimeProvider>(Time);
    }

    public void Schedule(ITurnSource source)
    {
        if (_isReleased)
            _pool.Schedule(source);
        else
            _ready.Add(source);
    }

    public void Deliver(SiloRuntime silo, GrainRequest request)
    {
        if (_isReleased)
            silo.Route(request);
        else
            _onTheWay.Add((silo, request));
    }

    /// <summary>Runs the callers until they have ended.</summary>
    /// <exception cref="TimeoutException">They had not ended at the limit, in virtual time.</exception>
    public void Run(Func<Task> callers, TimeSpan limit)
    {
        var end = Time.GetUtcNow() + limit;
        var outer = SynchronizationContext.Current;

        // An await would come back to the host's context instead of to its scheduler.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            RunUntil(callers, limit, end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends the simulation: what is left, and what stopping the silo takes, runs on the thread pool.</summary>
    public void Release()
    {
        _isReleased = true;
        foreach (var source in _ready)
            _pool.Schedule(source);
        foreach (var (silo, request) in _onTheWay)
            silo.Route(request);
        _ready.Clear();
        _onTheWay.Clear();
    }

    private void RunUntil(Func<Task> callers, TimeSpan limit, DateTimeOffset end)
    {
        var all = Task.Factory.StartNew(
            callers, CancellationToken.None, TaskCreationOptions.None, new CallerScheduler(this)).Unwrap();
        while (!all.IsCompleted)
        {
            if (!Step() && !Time.MoveToNextTimer(end))
                throw new TimeoutException($"Seed {seed}: the callers had not ended after {limit}.");
        }

        all.GetAwaiter().GetResult();
    }

    private bool Step()
    {
        var choice = _ready.Count + _onTheWay.Count;
        if (choice == 0)
            return false;

        var chosen = _random.Next(choice);
        if (chosen < _ready.Count)
            TakeTurn(chosen);
        else
            Arrive(chosen - _ready.Count);
        return true;
    }

    private void TakeTurn(int index)
    {
        var source = _ready[index];
        _ready.RemoveAt(index);
        _trace.Add($"turn {source}");
        source.TakeTurn();
    }

    private void Arrive(int index)
    {
        var (silo, request) = _onTheWay[index];
        var happens = _random.NextDouble();
        _onTheWay.RemoveAt(index);
        if (happens < faults.Drop)
        {
            _trace.Add($"lost {request}");
            silo.Lost.TryEnqueue(request);
            return;
        }

        if (happens < faults.Drop + faults.Duplicate)
        {
            _trace.Add($"again {request}");
            _onTheWay.Add((silo, request.Duplicate(TaskCreationOptions.None)));
        }
        else if (happens < faults.Drop + faults.Duplicate + faults.Forget)
        {
            _trace.Add($"forget {request.Reference.GrainId}");
            silo.Directory.Forget(request.Reference.GrainId);
            request.Reference.Target = null;
        }

        _trace.Add($"arrive {request}");
        silo.Route(request);
    }

    /// <summary>Callers outside of grains: their continuations are turns like any other.</summary>
    private sealed class CallerScheduler(GrainSimulation simulation) : TaskScheduler
    {
        protected override void QueueTask(Task task) => simulation.Schedule(new CallerTurn(this, task));

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        private void Execute(Task task) => TryExecuteTask(task);

        private sealed class CallerTurn(CallerScheduler scheduler, Task task) : ITurnSource
        {
            public void TakeTurn() => scheduler.Execute(task);

            public override string ToString() => "caller";
        }
    }
}
