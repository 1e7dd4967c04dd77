using System.Diagnostics;
using System.Net.Sockets;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>A silo of a cluster, started from its binaries.</summary>
internal sealed class SiloProcess(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly int _gatewayPort = LoopbackPort.Free();
    private Process? _process;

    /// <summary>Starts it and waits until it takes clients, which is when it is one of the cluster.</summary>
    public async Task StartAsync()
    {
        var program = Repository.PathOf("src", "Silo", "bin", "Orleans", Folder, "net10.0", "Platform.Silo.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet '{program}' >/dev/null 2>&1"]);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["Cluster__SiloPort"] = $"{LoopbackPort.Free()}";
        start.Environment["Cluster__GatewayPort"] = $"{_gatewayPort}";
        _process = Process.Start(start)!;

        using var deadline = new CancellationTokenSource(ReadyWithin);
        while (!await TakesClientsAsync())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The silo ended with {_process.ExitCode}.");
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }

    private static string Folder =>
        AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private async Task<bool> TakesClientsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _gatewayPort);
            return true;
        }
        catch (SocketException)
        {
            return false; // Nobody listens yet.
        }
    }
}
