using Microsoft.Extensions.DependencyInjection;

namespace Platform.Embedded;

/// <summary>A process of the simulation: its turns, its messages, its timers and its loops. All of that ends at once
/// when it is killed; what it had in memory is lost.</summary>
internal sealed class SimulatedProcess : ITurnOrder, IMessageBus
{
    private readonly GrainSimulation _simulation;
    private readonly ThreadPoolTurns _pool = new();
    private readonly TaskCompletionSource _died = new();
    private volatile bool _isReleased;

    public SimulatedProcess(GrainSimulation simulation)
    {
        _simulation = simulation;
        Time = new OwnTime(this, simulation.Time);
        Loops = simulation.NewScheduler(this, "loop");
    }

    /// <summary>The clock as this process sees it; its timers die with it.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where the loops of the process run that belong to no grain.</summary>
    public TaskScheduler Loops { get; }

    /// <summary>Ends with it: whoever waits for an answer from outside hears of it.</summary>
    public Task Died => _died.Task;

    public bool IsDead { get; private set; }

    public int? ItemsPerTurn => 1;

    public bool ContinuesInline => true;

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ITurnOrder>(this);
        services.AddSingleton<IMessageBus>(this);
        services.AddSingleton(Time);
    }

    public void Schedule(ITurnSource source)
    {
        if (_isReleased)
            _pool.Schedule(source);
        else
            _simulation.Add(this, source, silo: null);
    }

    public void Deliver(SiloRuntime silo, GrainRequest request)
    {
        if (_isReleased)
            silo.Route(request);
        else
            _simulation.Add(this, request, silo);
    }

    /// <summary>Calls back among the loops, so that what is awaited there comes back to them.</summary>
    public void Ring(TimerCallback callback, object? state)
    {
        if (_isReleased)
            callback(state);
        else
            _simulation.RunNow(new Task(() => callback(state)), Loops);
    }

    /// <summary>Ends it between two steps.</summary>
    public void Kill()
    {
        IsDead = true;
        _simulation.Forget(this);
        _died.SetResult();
    }

    /// <summary>What is left, and what stopping takes, runs on the thread pool.</summary>
    public void Release()
    {
        _isReleased = true;
        _simulation.Release(this);
    }

    private sealed class OwnTime(SimulatedProcess process, SimulatedTime time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period, process);
    }
}
