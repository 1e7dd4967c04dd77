using System.Diagnostics.Metrics;

namespace Platform.DueWork;

/// <summary>How long due work has waited at the most, where the pump runs. While nothing is due it is the time since
/// the last look, so that a pump that stands still shows, too.</summary>
internal sealed class DueWorkMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Platform.DueWork";

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;

    public DueWorkMeter(IMeterFactory meters, TimeProvider clock) => meters.Create(Name).CreateObservableGauge(
        "platform.due_work.lateness",
        () => Since() is { } since ? [new Measurement<double>((clock.GetUtcNow() - since).TotalSeconds)] : Nothing(),
        "s",
        "Time that the oldest due work has waited.");

    /// <summary>It was looked for due work.</summary>
    /// <param name="at">When.</param>
    /// <param name="oldest">When the oldest that was found was due; null when nothing is.</param>
    public void Looked(DateTimeOffset at, DateTimeOffset? oldest)
    {
        lock (_lock)
            _since = oldest ?? at;
    }

    /// <summary>The pump runs elsewhere now.</summary>
    public void Forget()
    {
        lock (_lock)
            _since = null;
    }

    private static IEnumerable<Measurement<double>> Nothing() => [];

    private DateTimeOffset? Since()
    {
        lock (_lock)
            return _since;
    }
}
