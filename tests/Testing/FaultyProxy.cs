using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Platform.Testing;

/// <summary>What the next message to the server meets.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It does not arrive.</summary>
    CutBeforeServer = 1,

    /// <summary>It arrives, and its answer does not come back.</summary>
    CutAfterReply = 2,
}

/// <summary>Stands between the platform and its database, and breaks what is between them at a chosen moment.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private Socket? _listener;
    private TaskCompletionSource _flowing = Done();
    private Fault _next;

    /// <summary>Listens at a free port of this machine.</summary>
    /// <param name="connectionString">Where it leads; its host is an IP address or localhost.</param>
    public FaultyProxy(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var host = settings.Host is "localhost" or null ? IPAddress.Loopback : IPAddress.Parse(settings.Host);
        _server = new(host, settings.Port);
        Heal();
        (settings.Host, settings.Port) = ("127.0.0.1", ((IPEndPoint)_listener!.LocalEndPoint!).Port);
        ConnectionString = settings.ConnectionString;
    }

    /// <summary>The way through it.</summary>
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
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _sockets)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    /// <summary>The server is back, at the same address.</summary>
    public void Heal()
    {
        var port = ConnectionString is null ? 0 : new NpgsqlConnectionStringBuilder(ConnectionString).Port;
        var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        lock (_lock)
            _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>The server hangs: connections stay, and nothing comes through.</summary>
    public void Freeze() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited comes through.</summary>
    public void Thaw() => _flowing.TrySetResult();

    /// <inheritdoc/>
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
                if (!Keep(listener, client, server))
                    return;
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

    // Whose connection was made while the server went has none either.
    private bool Keep(Socket listener, Socket client, Socket server)
    {
        lock (_lock)
        {
            if (_listener == listener)
            {
                _sockets.UnionWith([client, server]);
                return true;
            }
        }

        client.Dispose();
        server.Dispose();
        return false;
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
