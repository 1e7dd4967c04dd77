using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Platform.Testing;

/// <summary>A PostgreSQL of one's own with its default durability, to be stopped, killed and frozen.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _binaries = PostgresBinaries.Find();
    private readonly string _root = Directory.CreateTempSubdirectory("platform-postgres-").FullName;
    private readonly int _port = LoopbackPort.Free();
    private readonly string _settings;

    private PrivatePostgres(string settings) => _settings = settings;

    private string Data => Path.Combine(_root, "data");

    /// <summary>A superuser's connection string to the database <c>postgres</c>.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = "postgres",
    }.ConnectionString;

    /// <summary>The postmaster's process id.</summary>
    public int Id => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="settings">Further settings of the server, as its command line takes them.</param>
    public static async Task<PrivatePostgres> StartAsync(string settings = "")
    {
        var server = new PrivatePostgres(settings);
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", server._root);
        await server.AsOwnerAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8");
        await server.BeginAsync();
        return server;
    }

    /// <summary>Starts it again after a stop.</summary>
    public Task BeginAsync() =>
        AsOwnerAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_root, "log"), "-w", "-o",
            $"-p {_port} -k {_root} -c listen_addresses=127.0.0.1 -c max_connections=400 {_settings}", "start");

    /// <summary>Stops it.</summary>
    /// <param name="mode"><c>smart</c>, <c>fast</c> or <c>immediate</c> (no shutdown checkpoint: recovery
    /// follows).</param>
    public Task StopAsync(string mode) => AsOwnerAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");

    /// <summary>Stops and starts it.</summary>
    public async Task RestartAsync(string mode)
    {
        await StopAsync(mode);
        await BeginAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync("immediate");
        Directory.Delete(_root, recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private Task AsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(program).Select(part => $"'{part}'"));
        // A server inherits the streams of pg_ctl: into a file, since reading a pipe would never end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {command} >/dev/null 2>&1"]);
        start.WorkingDirectory = "/";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}.");
    }
}
