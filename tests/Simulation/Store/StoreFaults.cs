namespace Platform.Simulation;

/// <summary>What happens on the way to the database and back, as chances between 0 and 1.</summary>
internal sealed record StoreFaults
{
    /// <summary>The line breaks before what was asked has arrived.</summary>
    public double Before { get; init; }

    /// <summary>It breaks after the database has done it: nobody hears what became of it.</summary>
    public double After { get; init; }

    /// <summary>It breaks, and the database does it only later, when nobody waits any more.</summary>
    public double Late { get; init; }
}
