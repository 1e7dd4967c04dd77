namespace Platform.Operations;

/// <summary>What one process of the platform does, over the last minute.</summary>
/// <param name="Name">Unique among those that run: host and process id.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Runtime">Where its grains live.</param>
/// <param name="Version">Of the product.</param>
/// <param name="StartedAt">When it started, UTC.</param>
/// <param name="At">When the figures were taken, UTC.</param>
/// <param name="CpuCores">Cores it kept busy; 1 is one core.</param>
/// <param name="MemoryBytes">Working set.</param>
/// <param name="Activations">Grains in memory, most first.</param>
/// <param name="Calls">Calls of grains that were made here or arrived here, busiest first.</param>
/// <param name="Commits">What went to the database.</param>
/// <param name="Http">What came over HTTP.</param>
/// <param name="LiveConnections">Open live connections.</param>
/// <param name="History">The last ten minutes, oldest first.</param>
public sealed record ProcessFigures(
    string Name,
    ProcessRole Role,
    string Runtime,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset At,
    double CpuCores,
    long MemoryBytes,
    IReadOnlyList<ActivationFigures> Activations,
    IReadOnlyList<CallFigures> Calls,
    CommitFigures Commits,
    HttpFigures Http,
    long LiveConnections,
    IReadOnlyList<FigurePoint> History);

/// <summary>What a process is for.</summary>
public enum ProcessRole
{
    /// <summary>API and grains in one.</summary>
    Whole = 1,

    /// <summary>Answers HTTP and asks the silos.</summary>
    Api = 2,

    /// <summary>Hosts grains.</summary>
    Silo = 3,
}

/// <summary>How many grains of a kind are in memory.</summary>
public sealed record ActivationFigures(string Kind, long Count);

/// <summary>How often a grain's method was called and how long it took, over the last minute.</summary>
/// <param name="Grain">The grain's interface, as people say it: <c>Order</c>.</param>
/// <param name="Method">Its method.</param>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="FailedPerSecond">Those that ended with an exception.</param>
/// <param name="P50Ms">Median in milliseconds; null when there were none.</param>
/// <param name="P95Ms">95th percentile in milliseconds.</param>
/// <param name="P99Ms">99th percentile in milliseconds.</param>
public sealed record CallFigures(
    string Grain, string Method, double PerSecond, double FailedPerSecond, double? P50Ms, double? P95Ms, double? P99Ms);

/// <summary>What went to the database over the last minute.</summary>
/// <param name="PerSecond">Commits a second.</param>
/// <param name="FlushesPerSecond">Round trips that carried them.</param>
/// <param name="FlushP50Ms">Median of a flush in milliseconds; null when there were none.</param>
/// <param name="FlushP95Ms">95th percentile in milliseconds.</param>
/// <param name="Refused">Refused by a constraint, since the start.</param>
/// <param name="UnknownOutcomes">Flushes whose answer was lost, since the start.</param>
public sealed record CommitFigures(
    double PerSecond, double FlushesPerSecond, double? FlushP50Ms, double? FlushP95Ms, long Refused,
    long UnknownOutcomes);

/// <summary>What came over HTTP in the last minute.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="FailedPerSecond">Those answered with a 5xx.</param>
/// <param name="P95Ms">95th percentile in milliseconds; null when there were none.</param>
public sealed record HttpFigures(double PerSecond, double FailedPerSecond, double? P95Ms);

/// <summary>A few seconds of a process.</summary>
/// <param name="At">Their end, UTC.</param>
public sealed record FigurePoint(
    DateTimeOffset At, double CallsPerSecond, double CommitsPerSecond, double HttpPerSecond, double? FlushP95Ms);

/// <summary>Where each process of the platform tells what it does, so that any API can show them all.</summary>
public interface IProcessBoard
{
    /// <summary>Replaces what a process told before.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database is gone; the next time will do.</exception>
    Task TellAsync(ProcessFigures figures, CancellationToken cancellationToken);

    /// <summary>The process ends.</summary>
    Task LeaveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Who told something after a time, by role and name.</summary>
    Task<IReadOnlyList<ProcessFigures>> ListAsync(DateTimeOffset after, CancellationToken cancellationToken);
}
