namespace Orleans.Runtime;

/// <summary>Root of the exceptions that belong to the grain runtime.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The silo cannot start as it is configured.</summary>
[GenerateSerializer]
public sealed class OrleansConfigurationException : Exception
{
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A grain has as many waiting requests as it may have; this one was not accepted and did not run.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    public LimitExceededException()
        : base("Limit exceeded")
    {
    }

    public LimitExceededException(string message)
        : base(message)
    {
    }

    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}

/// <summary>A message was refused before its request ran to an end, for example after too many hops.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>The silo that should have answered is gone or is going.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException()
        : base("Silo unavailable")
    {
    }

    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
