namespace Orleans.Storage;

using Orleans.Runtime;

/// <summary>Somebody else wrote the record since it was read: this activation's copy is stale. When it escapes a grain
/// call, the runtime deactivates the activation in which it arose.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version found in storage.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The version the activation had.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    // Only the activation in which it arose is stale; callers up the chain are not.
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;
}

/// <summary>A grain names a storage provider that nobody registered.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException()
    {
    }

    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
