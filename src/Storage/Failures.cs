using Npgsql;
using Platform.Commits;

namespace Platform.Storage;

/// <summary>Turns a broken connection into the one exception that callers know. Errors of a statement are bugs and
/// stay what they are.</summary>
internal static class Failures
{
    /// <summary>Runs a read and translates its failures.</summary>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            throw new StorageUnavailableException("The database cannot be reached.", failure);
        }
    }

    /// <summary>Whether the server, and not the statement, is what failed.</summary>
    public static bool IsUnavailable(Exception failure) => failure switch
    {
        PostgresException refusal => IsServersFault(refusal),
        NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>Whether the server refused for reasons of its own: resources, shutdown, a timeout, a standby.</summary>
    public static bool IsServersFault(PostgresException refusal) =>
        refusal.SqlState[..2] is "08" or "53" or "57" or "58" || refusal.SqlState is "25006" or "55P03";

    /// <summary>Whether the session ended with this error, so that nobody can say what became of the
    /// transaction.</summary>
    public static bool EndsSession(PostgresException refusal) =>
        refusal.InvariantSeverity is not "ERROR" || refusal.SqlState.StartsWith("08", StringComparison.Ordinal);
}
