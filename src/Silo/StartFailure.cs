using System.Net.Sockets;
using Npgsql;
using Platform.Migrations;

namespace Platform.Silo;

/// <summary>Tells whoever starts the platform what is wrong with their surroundings, in one line.</summary>
public static class StartFailure
{
    private const SocketError TakenAddress = SocketError.AddressAlreadyInUse;

    /// <summary>Why it cannot start here, or null when the fault is the program's own.</summary>
    public static string? ReasonOf(Exception failure) => failure switch
    {
        CannotStartException reason => reason.Message,
        MigrationException refusal => $"platform: {refusal.Message}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal =>
            $"platform: PostgreSQL refuses: {refusal.MessageText}. The login of ConnectionStrings__Platform has to own"
            + " the database, and be a member of the platform's roles or allowed to make them.",
        NpgsqlException noEntry when noEntry is not PostgresException refusal || IsEntry(refusal) =>
            $"platform: PostgreSQL lets nobody in: {Cause(noEntry)}. Look at ConnectionStrings__Platform.",
        IOException { InnerException.InnerException: SocketException { SocketErrorCode: TakenAddress } } =>
            $"platform: {failure.Message.TrimEnd('.')}; stop what listens there, or choose another --urls.",
        _ => null,
    };

    /// <summary>The same of a connection string that cannot be read, or null when it can.</summary>
    internal static string? ReasonOf(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return settings.Host is null or ""
                ? "platform: ConnectionStrings__Platform names no Host, for example"
                    + " 'Host=127.0.0.1;Username=platform;Password=…;Database=platform'."
                : null;
        }
        catch (ArgumentException wrong)
        {
            return $"platform: ConnectionStrings__Platform cannot be read: {OneLine(wrong)}";
        }
    }

    // A wrong login, no such database, a server that starts or stops, one that is full.
    private static bool IsEntry(PostgresException refusal) => refusal.SqlState[..2] is "28" or "3D" or "57" or "53";

    private static string Cause(NpgsqlException failure) => failure switch
    {
        PostgresException refusal => $"{refusal.MessageText} ({refusal.SqlState})",
        { InnerException: { } cause } => OneLine(cause).TrimEnd('.'),
        _ => OneLine(failure).TrimEnd('.'),
    };

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
