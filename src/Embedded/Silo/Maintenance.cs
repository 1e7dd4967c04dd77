namespace Platform.Embedded;

/// <summary>Moves the coarse clock, looks for late answers and collects idle activations. A timer for the whole silo
/// instead of one a call.</summary>
internal sealed class Maintenance(SiloRuntime silo) : IDisposable
{
    // Sweeping many activations must not become the silo's main occupation.
    private const int RestPerSweep = 20;

    private readonly List<ITimer> _timers = [];
    private long _nextSweep;
    private int _isSweeping;

    public void Start()
    {
        var tick = TimeSpan.FromMilliseconds(SiloClock.TickMs);
        Every(silo.Clock.Messaging, tick, Tick);
        Every(silo.Clock.Management, TimeSpan.FromSeconds(1), silo.Clock.TickManaged);
        Every(silo.Clock.Management, silo.Collection.CollectionQuantum, Collect);
    }

    public void Dispose() => _timers.ForEach(timer => timer.Dispose());

    /// <summary>One look at everything that may be late.</summary>
    public void Tick()
    {
        silo.Clock.Tick();
        var now = silo.Clock.Now;
        if (now < Volatile.Read(ref _nextSweep) || Interlocked.Exchange(ref _isSweeping, 1) == 1)
            return;

        var start = silo.Clock.Messaging.GetTimestamp();
        foreach (var target in silo.Directory.All)
            target.Sweep(now);
        var spent = (long)silo.Clock.Messaging.GetElapsedTime(start).TotalMilliseconds;
        Volatile.Write(ref _nextSweep, now + (spent * RestPerSweep));
        Volatile.Write(ref _isSweeping, 0);
    }

    /// <summary>One look at everything that may be idle.</summary>
    public void Collect()
    {
        silo.Clock.TickManaged();
        var now = silo.Clock.ManagedNow;
        var count = silo.Directory.Activations.Count(activation => activation.CollectIfIdle(now));
        if (count > 0)
            silo.Log.Collected(count);
    }

    private void Every(TimeProvider clock, TimeSpan period, Action action) =>
        _timers.Add(clock.CreateTimer(static run => ((Action)run!)(), action, period, period));
}
