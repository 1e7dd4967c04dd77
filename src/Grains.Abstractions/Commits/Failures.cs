namespace Platform.Commits;

/// <summary>The database cannot be reached or refused before anything was sent: nothing was written. Try again
/// later.</summary>
[GenerateSerializer, Alias("Platform.StorageUnavailableException")]
public sealed class StorageUnavailableException : OrleansException
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }
}

/// <summary>The command was executed before; its receipt is the answer. Nothing was written now.</summary>
[GenerateSerializer, Alias("Platform.DuplicateCommandException")]
public sealed class DuplicateCommandException : OrleansException
{
    public DuplicateCommandException()
    {
    }

    public DuplicateCommandException(string message)
        : base(message)
    {
    }

    public DuplicateCommandException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>What the first execution answered.</summary>
    [Id(0)]
    public Receipt? Receipt { get; init; }
}

/// <summary>A named constraint of the database refused the commit, or its data could not be stored. Nothing was
/// written.</summary>
[GenerateSerializer, Alias("Platform.CommitRefusedException")]
public sealed class CommitRefusedException : OrleansException
{
    public CommitRefusedException()
    {
    }

    public CommitRefusedException(string message)
        : base(message)
    {
    }

    public CommitRefusedException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>The constraint's name, or null when it was not a constraint.</summary>
    [Id(0)]
    public string? Constraint { get; init; }

    /// <summary>The five-character SQLSTATE.</summary>
    [Id(1)]
    public string SqlState { get; init; } = "";
}

/// <summary>The stored state of this one grain cannot be read: damaged, or written by a newer program. Nothing
/// overwrites it; an operator finds it in the log by its error id.</summary>
[GenerateSerializer, Alias("Platform.StateUnreadableException")]
public sealed class StateUnreadableException : OrleansException
{
    public StateUnreadableException()
    {
    }

    public StateUnreadableException(string message)
        : base(message)
    {
    }

    public StateUnreadableException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>Names this failure in the log.</summary>
    [Id(0)]
    public string ErrorId { get; init; } = "";
}
