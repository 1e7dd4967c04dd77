using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Testing;

/// <summary>A real PostgreSQL for tests: the server named by <c>PLATFORM_TEST_POSTGRES</c>, or a private one that is
/// started from the installed binaries once per test process and ends with it.</summary>
public static class PostgresServer
{
    private const string Variable = "PLATFORM_TEST_POSTGRES";

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>A superuser's connection string to the maintenance database.</summary>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed: a failure, not a reason to
    /// skip.</exception>
    public static string ConnectionString => Started.Value;

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;

        var binaries = PostgresBinaries.Find();
        var root = Directory.CreateTempSubdirectory("platform-test-postgres-").FullName;
        var data = Path.Combine(root, "data");
        if (Environment.UserName == "root")
            Run("chown", "postgres", root);

        Run(AsPostgres(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync"));

        var port = FreePort();
        var settings = $"-p {port} -k {root} -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=on";
        Run(AsPostgres(Path.Combine(binaries, "pg_ctl"), "-D", data, "-o", settings, "-l", Path.Combine(root, "log"),
            "-w", "start"));

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, root, data);
        return new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Database = "postgres",
        }.ConnectionString;
    }

    private static void Stop(string binaries, string root, string data)
    {
        Run(AsPostgres(Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"));
        Directory.Delete(root, recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsPostgres(params string[] command) =>
        Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Run(params string[] command)
    {
        // The server inherits the streams of pg_ctl, so they are not redirected: reading them would never end.
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" };
        start.RedirectStandardOutput = !command.Contains("start");
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput)
            process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
