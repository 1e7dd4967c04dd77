using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>The activation whose turn this thread runs, if any.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? _current;

    public static IGrainContext? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>State and timers belong to the turns of their activation; elsewhere two threads could meet.</summary>
    public static void Demand(IGrainContext context)
    {
        if (!ReferenceEquals(_current, context))
        {
            throw new InvalidOperationException(
                $"Activation access violation: {context.GrainId} was used outside of its own turns.");
        }
    }
}
