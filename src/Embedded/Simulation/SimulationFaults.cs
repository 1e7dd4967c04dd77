namespace Platform.Embedded;

/// <summary>What the simulated network does to messages, as chances between 0 and 1.</summary>
internal sealed record SimulationFaults
{
    /// <summary>The request is lost; its caller waits for the timeout.</summary>
    public double Drop { get; init; }

    /// <summary>The request arrives twice; the caller gets the first one's answer.</summary>
    public double Duplicate { get; init; }

    /// <summary>The silo forgets where the grain lives: it is activated again while it goes on living.</summary>
    public double Forget { get; init; }
}
