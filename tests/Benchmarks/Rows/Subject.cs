namespace Platform.Benchmarks.Rows;

/// <summary>One side of a comparison: where it listens and how it is spoken to.</summary>
/// <param name="Side"><c>twin</c> or <c>platform</c>, as the load scripts say it.</param>
/// <param name="Address">Loopback.</param>
/// <param name="ProcessId">For its share of the CPU.</param>
/// <param name="Token">Access token; the twin has none.</param>
/// <param name="Database">Where the figures are checked by SQL.</param>
internal sealed record Subject(string Side, Uri Address, int ProcessId, string Token, string Database)
{
    /// <summary>File with the ids of the orders that rounds read and change.</summary>
    public string IdsFile { get; } = Path.GetTempFileName();
}
