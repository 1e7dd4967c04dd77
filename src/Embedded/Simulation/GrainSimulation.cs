using Microsoft.Extensions.DependencyInjection;

namespace Platform.Embedded;

/// <summary>Runs processes and their callers on one thread in virtual time. A seed chooses which step is next, when a
/// message arrives and what happens to it: the same seed does the same again.</summary>
internal sealed partial class GrainSimulation
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly int _seed;
    private readonly List<Step> _steps = [];
    private SimulatedProcess? _first;
    private int? _thread;
    private Task? _now;
    private long _added;
    private long _lastArrived;

    public GrainSimulation(int seed, SimulationFaults faults, bool keepsTrace = true)
    {
        (_seed, Faults) = (seed, faults);
        Dice = new Random(seed);
        Journal = new SimulationTrace(keepsTrace);
        Outside = NewScheduler(owner: null, "caller");
    }

    public SimulatedTime Time { get; } = new(Start);

    /// <summary>Decides everything that is left to chance.</summary>
    public Random Dice { get; }

    /// <summary>What the network does from now on.</summary>
    public SimulationFaults Faults { get; set; }

    public SimulationTrace Journal { get; }

    /// <summary>Every step that was taken, in order.</summary>
    public IReadOnlyList<string> Trace => Journal.Lines;

    /// <summary>Turns that were taken: of grains, loops and callers.</summary>
    public int Turns { get; private set; }

    /// <summary>Types of the grains that messages have reached.</summary>
    public SortedSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>Where callers run who live outside of all processes.</summary>
    public TaskScheduler Outside { get; }

    /// <summary>Called after each step.</summary>
    public Action? Stepped { get; set; }

    /// <summary>Hosts the silo in the first process.</summary>
    public void AddTo(IServiceCollection services) => (_first ??= NewProcess()).AddTo(services);

    public SimulatedProcess NewProcess() => new(this);

    /// <summary>A scheduler whose tasks are steps like any other; they are lost with their process.</summary>
    public TaskScheduler NewScheduler(SimulatedProcess? owner, string name) => new StepScheduler(this, owner, name);

    /// <summary>Something that happens some time from now on, in no order.</summary>
    /// <param name="owner">With whom it is lost; null for nobody.</param>
    /// <param name="what">For the trace.</param>
    /// <param name="action">What happens.</param>
    /// <param name="mayOutlive">It has left its owner: a crash may come too late to stop it.</param>
    public void Post(SimulatedProcess? owner, string what, Action action, bool mayOutlive = false) =>
        Add(owner, new Posted(what, action, mayOutlive), silo: null);

    /// <summary>Runs the callers until they have ended.</summary>
    /// <exception cref="TimeoutException">They had not ended at the limit, in virtual time.</exception>
    public void Run(Func<Task> callers, TimeSpan limit)
    {
        var outer = SynchronizationContext.Current;

        // An await would come back to the host's context instead of to its scheduler.
        SynchronizationContext.SetSynchronizationContext(null);
        Time.Thread = _thread = Environment.CurrentManagedThreadId;
        try
        {
            RunUntil(callers, limit);
        }
        finally
        {
            Time.Thread = _thread = null;
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends the simulation: what is left, and what stopping the silo takes, runs on the thread pool.</summary>
    public void Release() => _first?.Release();

    internal void Add(SimulatedProcess? owner, object what, SiloRuntime? silo)
    {
        if (owner is { IsDead: true })
            return;
        if (_thread is { } own && own != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException($"Seed {_seed}: {what} has left the simulation's thread.");
        _steps.Add(new(owner, what, silo, _added++));
    }

    internal void RunNow(Task task, TaskScheduler scheduler)
    {
        _now = task;
        task.RunSynchronously(scheduler);
        _now = null;
        task.GetAwaiter().GetResult();
    }

    internal void Forget(SimulatedProcess process)
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(_steps[i].Owner, process))
                continue;
            if (_steps[i].What is Posted { MayOutlive: true } && Dice.Next(2) == 0)
                _steps[i] = _steps[i] with { Owner = null };
            else
                _steps.RemoveAt(i);
        }
    }

    internal void Release(SimulatedProcess process)
    {
        List<Step> left = [.. _steps.Where(step => ReferenceEquals(step.Owner, process))];
        _steps.RemoveAll(step => ReferenceEquals(step.Owner, process));
        foreach (var step in left)
        {
            if (step.What is GrainRequest request)
                step.Silo!.Route(request);
            else if (step.What is ITurnSource source)
                process.Schedule(source);
        }
    }

    private void RunUntil(Func<Task> callers, TimeSpan limit)
    {
        var end = Time.Passed + limit;
        var all = Task.Factory.StartNew(callers, CancellationToken.None, TaskCreationOptions.None, Outside).Unwrap();
        while (!all.IsCompleted)
        {
            if (!TakeStep() && !Time.MoveToNextTimer(end))
                throw new TimeoutException($"Seed {_seed}: the callers had not ended after {limit}.");
            Stepped?.Invoke();
        }

        all.GetAwaiter().GetResult();
    }

    private sealed record Step(SimulatedProcess? Owner, object What, SiloRuntime? Silo, long Number);

    private sealed record Posted(string What, Action Action, bool MayOutlive)
    {
        public override string ToString() => What;
    }

    /// <summary>Tasks outside of grains: their continuations are turns like any other.</summary>
    private sealed class StepScheduler(GrainSimulation simulation, SimulatedProcess? owner, string name)
        : TaskScheduler
    {
        protected override void QueueTask(Task task)
        {
            if (owner is null)
                simulation.Add(owner, new TaskTurn(this, task), silo: null);
            else
                owner.Schedule(new TaskTurn(this, task));
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            ReferenceEquals(task, simulation._now) && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];

        private void Execute(Task task) => TryExecuteTask(task);

        private sealed class TaskTurn(StepScheduler scheduler, Task task) : ITurnSource
        {
            public void TakeTurn() => scheduler.Execute(task);

            public override string ToString() => scheduler.Name;
        }

        private string Name => name;
    }
}
