namespace Platform.Testing;

/// <summary>A real PostgreSQL for tests: the server named by <c>PLATFORM_TEST_POSTGRES</c>, or a private one that is
/// started from the installed binaries once per test process and ends with it.</summary>
public static class PostgresServer
{
    private const string Variable = "PLATFORM_TEST_POSTGRES";

    // Hundreds of databases come and go, and each that goes waits for a checkpoint. Nothing here outlives a loss of
    // power, so nothing has to reach the disk; tests of durability start a PrivatePostgres of their own.
    private const string Hasty = "-c fsync=off -c full_page_writes=off";

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>A superuser's connection string to the maintenance database.</summary>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed: a failure, not a reason to
    /// skip.</exception>
    public static string ConnectionString => Started.Value;

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;

        var server = Task.Run(() => PrivatePostgres.StartAsync(Hasty)).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Task.Run(async () => await server.DisposeAsync()).GetAwaiter().GetResult();
        return server.ConnectionString;
    }
}
