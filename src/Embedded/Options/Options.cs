using System.Diagnostics;

namespace Orleans.Configuration;

/// <summary>Names of the cluster. The service id keys reminders and never changes.</summary>
public class ClusterOptions
{
    public const string DefaultClusterId = "default";
    public const string DefaultServiceId = "default";

    public string ClusterId { get; set; } = DefaultClusterId;

    public string ServiceId { get; set; } = DefaultServiceId;
}

/// <summary>When idle activations go.</summary>
public class GrainCollectionOptions
{
    public static readonly TimeSpan DEFAULT_COLLECTION_QUANTUM = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan DEFAULT_ACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan DEFAULT_DEACTIVATION_TIMEOUT = TimeSpan.FromSeconds(30);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = DEFAULT_COLLECTION_QUANTUM;

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Exceptions from <see cref="CollectionAge"/> by full class name.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    public TimeSpan ActivationTimeout { get; set; } = DEFAULT_ACTIVATION_TIMEOUT;

    public TimeSpan DeactivationTimeout { get; set; } = DEFAULT_DEACTIVATION_TIMEOUT;
}

/// <summary>How long callers wait.</summary>
public abstract class MessagingOptions
{
    private TimeSpan _responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a caller waits for its answer.</summary>
    public TimeSpan ResponseTimeout
    {
        get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : _responseTimeout;
        set => _responseTimeout = value;
    }

    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether a caller's timeout also cancels the callee's token.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a caller that cancels waits until the callee has noticed.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}

/// <summary>Limits of messages inside a silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How many times a request follows its grain to the next activation.</summary>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>Waiting requests of an activation above which it logs a warning; 0 for none.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; }

    /// <summary>Waiting requests of an activation above which it refuses more; 0 for none.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>After this time in one request an activation counts as stuck and is dropped.</summary>
    public TimeSpan MaxRequestProcessingTime { get; set; } = TimeSpan.FromHours(2);
}
