namespace Platform.Operations;

/// <summary>Which runtime the grains live in, and why that one.</summary>
public sealed record RuntimeInfo(string Name, string Reason)
{
    /// <summary>The platform's own version, <c>major.minor.patch</c>.</summary>
    public string Version { get; } = typeof(RuntimeInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}

/// <summary>What the database said of itself.</summary>
/// <param name="IsReachable">Whether it answered.</param>
/// <param name="Migrations">How many migrations it has; null when it did not answer.</param>
/// <param name="LastMigration">The last one's file name.</param>
public sealed record StorageHealth(bool IsReachable, int? Migrations = null, string? LastMigration = null);

/// <summary>Asks the database whether it answers.</summary>
public interface IStorageHealth
{
    /// <summary>Never throws for a database that is gone: that is an answer.</summary>
    Task<StorageHealth> CheckAsync(CancellationToken cancellationToken);
}
