using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Storage;

/// <summary>What the next message to the server meets.</summary>
internal enum Fault
{
    None = 0,
    CutBeforeServer = 1,
    CutAfterReply = 2,
}

/// <summary>Stands between the platform and its database, and breaks what is between them at a chosen moment.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private Socket? _listener;
    private TaskCompletionSource _flowing = Done();
    private Fault _next;

    public FaultyProxy(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _server = new(IPAddress.Parse(settings.Host!), settings.Port);
        Heal();
        settings.Port = ((IPEndPoint)_listener!.LocalEndPoint!).Port;
        ConnectionString = settings.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>How often a fault struck.</summary>
    public int Struck { get; private set; }

    /// <summary>The next message of a connection that is already open meets this.</summary>
    public void Arm(Fault fault)
    {
        lock (_lock)
            _next = fault;
    }

    /// <summary>The server is gone: nobody listens, and every connection breaks.</summary>
    public void Break()
    {
        _listener?.Dispose();
        lock (_lock)
        {
            foreach (var socket in _sockets)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    /// <summary>The server is back, at the same address.</summary>
    public void Heal()
    {
        var port = ConnectionString is null ? 0 : new NpgsqlConnectionStringBuilder(ConnectionString).Port;
        _listener = new(SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        _ = AcceptAsync(_listener);
    }

    /// <summary>The server hangs: connections stay, and nothing comes through.</summary>
    public void Freeze() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Thaw();
        Break();
        _stop.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_stop.Token);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(_server, _stop.Token);
                lock (_lock)
                    _sockets.UnionWith([client, server]);
                var link = new Link();
                _ = PumpAsync(client, server, link, isToServer: true);
                _ = PumpAsync(server, client, link, isToServer: false);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The listener was closed: the server is "gone".
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Link link, bool isToServer)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await _flowing.Task;
                if (isToServer && ++link.Messages > HandshakeMessages)
                    Take(link);
                if (link.Fault == Fault.CutBeforeServer || (link.Fault == Fault.CutAfterReply && !isToServer))
                    break;
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // One side is gone, so the other goes too.
        }

        from.Dispose();
        to.Dispose();
    }

    // Start-up, and (with trust) nothing more: what follows are statements.
    private const int HandshakeMessages = 2;

    private void Take(Link link)
    {
        lock (_lock)
        {
            if (_next == Fault.None)
                return;
            link.Fault = _next;
            _next = Fault.None;
            Struck++;
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private sealed class Link
    {
        public int Messages { get; set; }

        public Fault Fault { get; set; }
    }
}
