namespace Platform.Silo;

/// <summary>The platform cannot start here; the message says why and what to do, in one line.</summary>
public sealed class CannotStartException : Exception
{
    /// <summary>What a process exits with then.</summary>
    public const int ExitCode = 3;

    public CannotStartException()
    {
    }

    public CannotStartException(string message)
        : base(message)
    {
    }

    public CannotStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
