using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Platform.Api;

namespace Platform.Calls;

/// <summary>The wire between the host and its database, which a test can cut: connections break, new ones are
/// refused.</summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly IPEndPoint _server;
    private TcpListener _listener;

    public DatabaseLine(string host, int port)
    {
        _server = new IPEndPoint(IPAddress.Parse(host), port);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    public int Port { get; }

    public void Cut()
    {
        _listener.Stop();
        foreach (var socket in _open.Keys)
            socket.Close(0);
        _open.Clear();
    }

    public void Mend()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _open[client] = _open[server] = 0;
                await server.ConnectAsync(_server);
                _ = PumpAsync(client, server);
                _ = PumpAsync(server, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
                await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut, or closed by either end: the other one shall know.
        }

        from.Close(0);
        to.Close(0);
        _open.TryRemove(from, out _);
        _open.TryRemove(to, out _);
    }
}

/// <summary>A host whose database can go away.</summary>
public sealed class OutageFixture : ApiFixture
{
    /// <summary>The wire; there after initialisation.</summary>
    public DatabaseLine Line { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Line.DisposeAsync();
    }

    protected override string ConnectTo(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        Line = new DatabaseLine(settings.Host is "localhost" or null ? "127.0.0.1" : settings.Host, settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", Line.Port);
        return settings.ConnectionString;
    }
}
