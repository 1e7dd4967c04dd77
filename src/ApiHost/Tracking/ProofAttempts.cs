using System.Threading.RateLimiting;

namespace Platform.Tracking;

/// <summary>How often a proof of one order may be tried, from whatever addresses: four digits are few. Numbers that
/// nobody has count the same.</summary>
internal sealed class ProofAttempts : IDisposable
{
    private const int AtOnceMax = 10;

    /// <summary>One more attempt comes back after this.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(90);

    private readonly PartitionedRateLimiter<string> _byNumber = PartitionedRateLimiter.Create<string, string>(
        number => RateLimitPartition.GetTokenBucketLimiter(number, _ => new()
        {
            TokenLimit = AtOnceMax,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Recovery,
            AutoReplenishment = false, // The partitioned limiter does it for all, and forgets who is idle.
        }));

    /// <summary>Takes one attempt; answers how long to wait when there is none left.</summary>
    public TimeSpan? Try(string orderNumber)
    {
        using var lease = _byNumber.AttemptAcquire(orderNumber);
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Recovery;
    }

    public void Dispose() => _byNumber.Dispose();
}
