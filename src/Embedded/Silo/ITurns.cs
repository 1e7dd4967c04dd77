namespace Platform.Embedded;

/// <summary>Something with turns to take.</summary>
internal interface ITurnSource
{
    void TakeTurn();
}

/// <summary>Decides on which thread, and in a simulation in which order, turns are taken.</summary>
internal interface ITurnOrder
{
    /// <summary>How many items one turn may take; null for the runtime's own limit.</summary>
    int? ItemsPerTurn { get; }

    /// <summary>Whether callers may be continued inside of the turn that answers them.</summary>
    bool ContinuesInline { get; }

    /// <summary>The source has something to do. It is taken once, and says so again when more is left.</summary>
    void Schedule(ITurnSource source);
}

/// <summary>Turns on the thread pool.</summary>
internal sealed class ThreadPoolTurns : ITurnOrder
{
    public int? ItemsPerTurn => null;

    public bool ContinuesInline => false;

    public void Schedule(ITurnSource source) =>
        ThreadPool.UnsafeQueueUserWorkItem(static one => one.TakeTurn(), source, preferLocal: true);
}

/// <summary>Carries requests from callers to their targets.</summary>
internal interface IMessageBus
{
    void Deliver(SiloRuntime silo, GrainRequest request);
}

/// <summary>Carries each request at once, once.</summary>
internal sealed class DirectBus : IMessageBus
{
    public void Deliver(SiloRuntime silo, GrainRequest request) => silo.Route(request);
}
