using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a timer ticks and how its ticks behave.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; infinite for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next one; infinite for once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks run between the awaits of other requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks keep the activation from being idle.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>A timer of one activation; ends with it.</summary>
public interface IGrainTimer : IDisposable
{
    void Change(TimeSpan dueTime, TimeSpan period);
}
