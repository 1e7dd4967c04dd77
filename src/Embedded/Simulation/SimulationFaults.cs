namespace Platform.Embedded;

/// <summary>What the simulated network and its machines do, as chances between 0 and 1.</summary>
internal sealed record SimulationFaults
{
    /// <summary>The request is lost; its caller waits for the timeout.</summary>
    public double Drop { get; init; }

    /// <summary>The request arrives twice; the caller gets the first one's answer.</summary>
    public double Duplicate { get; init; }

    /// <summary>The silo forgets where the grain lives: it is activated again while it goes on living.</summary>
    public double Forget { get; init; }

    /// <summary>The request is carried out and its answer is lost; its caller waits for the timeout.</summary>
    public double LoseAnswer { get; init; }

    /// <summary>The request arrives only after up to <see cref="DelayMax"/>.</summary>
    public double Delay { get; init; }

    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(3);
}
