using Orleans.Configuration;

namespace Platform.Silo;

/// <summary>What every silo is held to, whichever the runtime.</summary>
internal static class SiloLimits
{
    /// <summary>Calls that may wait for one activation. Further ones are refused at once, so that what waits for a
    /// grain that stands still is bounded: some twenty times what one process lets in over HTTP.</summary>
    public const int WaitingMax = 10_000;

    public static void Set(SiloMessagingOptions messaging) => messaging.MaxEnqueuedRequestsHardLimit = WaitingMax;
}
