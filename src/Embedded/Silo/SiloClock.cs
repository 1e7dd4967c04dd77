using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The silo's clocks. Each area may have its own provider. What is asked on every call is a coarse clock that
/// a timer moves, so that a call reads no hardware.</summary>
internal sealed class SiloClock
{
    /// <summary>How far the coarse clock may be behind.</summary>
    public const int TickMs = 250;

    private readonly TimeProvider _messaging;
    private readonly TimeProvider _management;
    private long _now;
    private long _managedNow;

    public SiloClock(IServiceProvider services)
    {
        _messaging = Of(services, TimeProviderNames.Messaging);
        _management = Of(services, TimeProviderNames.ActivationManagement);
        Grains = Of(services, TimeProviderNames.Grains);
        Reminders = Of(services, ReminderTimeProviderNames.Reminders);
        Tick();
        TickManaged();
    }

    public TimeProvider Grains { get; }

    public TimeProvider Reminders { get; }

    public TimeProvider Messaging => _messaging;

    public TimeProvider Management => _management;

    /// <summary>Milliseconds by the clock of messages.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Milliseconds by the clock of activations' ages.</summary>
    public long ManagedNow => Volatile.Read(ref _managedNow);

    /// <summary>A moment that is certainly this far away.</summary>
    public long After(TimeSpan span) => Now + TickMs + (long)span.TotalMilliseconds;

    public void Tick() => Volatile.Write(ref _now, Read(_messaging));

    public void TickManaged() => Volatile.Write(ref _managedNow, Read(_management));

    private static long Read(TimeProvider clock) =>
        (long)clock.GetElapsedTime(0, clock.GetTimestamp()).TotalMilliseconds;

    private static TimeProvider Of(IServiceProvider services, string area) =>
        services.GetKeyedService<TimeProvider>(area) ?? services.GetRequiredService<TimeProvider>();
}
