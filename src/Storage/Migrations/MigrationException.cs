namespace Platform.Migrations;

/// <summary>The database cannot be brought to the form this program needs. The message says which file and
/// why.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException()
    {
    }

    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
