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
    private readonly string? _disk;

    private PrivatePostgres(string settings, string? disk) => (_settings, _disk) = (settings, disk);

    private string Data => Path.Combine(_disk ?? _root, "data");

    /// <summary>A superuser's connection string to the database <c>postgres</c>.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Database = "postgres",
    }.ConnectionString;

    /// <summary>The same over its Unix socket, as <c>./platform run</c> connects to its own server.</summary>
    public string SocketConnectionString =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Host = _root }.ConnectionString;

    /// <summary>The postmaster's process id.</summary>
    public int Id => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="settings">Further settings of the server, as its command line takes them.</param>
    /// <param name="disk">Where its data are, without the write-ahead log; null for beside it.</param>
    public static async Task<PrivatePostgres> StartAsync(string settings = "", string? disk = null)
    {
        var server = new PrivatePostgres(settings, disk);
        if (Environment.UserName == "root")
            await RunAsync("chown", "postgres", server._root, disk ?? server._root);
        string[] log = disk is null ? [] : ["-X", Path.Combine(server._root, "wal")];
        await server.AsOwnerAsync("initdb",
            ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", .. log]);
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

    /// <summary>Ends every process of it at once, as a power cut of the server program would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        Signal("STOP", [Id]); // So that none is born meanwhile.
        var processes = Processes();
        Signal("KILL", processes);
        while (processes.Any(IsAlive))
            await Task.Delay(5);
        // Where nobody buries the dead, their ids would look as if a server were still running.
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        foreach (var socket in Directory.GetFiles(_root, ".s.PGSQL.*"))
            File.Delete(socket);
    }

    /// <summary>Every process of it stops where it is (SIGSTOP) until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal("STOP", Processes());

    /// <summary>They go on (SIGCONT).</summary>
    public void Thaw() => Signal("CONT", Processes());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")) && IsAlive(Id))
            await StopAsync("immediate");
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Its processes. The postmaster first: stopped, it makes no further ones.</summary>
    public int[] Processes() =>
    [
        Id,
        .. File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    private static void Signal(string name, IEnumerable<int> processes)
    {
        using var kill = Process.Start(
            "kill", [$"-{name}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit();
    }

    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
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
