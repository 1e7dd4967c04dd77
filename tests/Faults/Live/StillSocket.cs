using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Platform.Faults;

/// <summary>A dashboard that hardly reads, or not at all: a bare socket with the smallest buffer there is, which speaks
/// just enough to listen to all orders and to be taken for alive.</summary>
internal sealed class StillSocket : IAsyncDisposable
{
    private const int BufferBytes = 4_096;
    private const byte Separator = 0x1e;
    private const string Established = "01";

    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(5);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes };
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _server;
    private Task _pinging = Task.CompletedTask;
    private Task _sipping = Task.CompletedTask;

    private StillSocket(IPEndPoint server) => _server = server;

    /// <summary>Bytes that it has read.</summary>
    public long Read { get; private set; }

    /// <summary>Connects, and reads what comes before the first event.</summary>
    public static async Task<StillSocket> ListenAsync(Uri address, string token)
    {
        var still = new StillSocket(new(IPAddress.Loopback, address.Port));
        await still._socket.ConnectAsync(still._server);
        var request = $"GET /live?access_token={token} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        await still._socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var head = new byte[BufferBytes];
        var length = 0;
        while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            length += await still._socket.ReceiveAsync(head.AsMemory(length, 1));
        if (!head.AsSpan().StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.ASCII.GetString(head, 0, length));
        await still.SayAsync("""{"protocol":"json","version":1}""");
        await still.SayAsync(JsonSerializer.Serialize(new
        {
            type = 1,
            invocationId = "1",
            target = "Subscribe",
            arguments = new object?[] { new[] { "orders" }, null },
        }));
        await still.UntilAsync("\"result\":");
        still._pinging = still.PingAsync();
        return still;
    }

    /// <summary>Reads from now on, but no more than this.</summary>
    public void Sip(int bytesPerSecond) => _sipping = SipAsync(bytesPerSecond);

    /// <summary>What the kernel holds for it on the server's side; null when the server has no connection to it any
    /// more.</summary>
    public long? Held()
    {
        var mine = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        foreach (var file in (string[])["/proc/net/tcp", "/proc/net/tcp6"])
        {
            foreach (var line in File.ReadLines(file).Skip(1))
            {
                var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (PortOf(parts[1]) == _server.Port && PortOf(parts[2]) == mine && parts[3] == Established)
                    return long.Parse(parts[4].Split(':')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
        }

        return null;

        static int PortOf(string address) =>
            int.Parse(address.Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _sipping;
        await _pinging;
        _stop.Dispose();
    }

    // A frame of text as a client has to send it, under a mask; of zeros, so that it reads as it is.
    private async Task SayAsync(string text)
    {
        byte[] payload = [.. Encoding.UTF8.GetBytes(text), Separator];
        byte[] length = payload.Length < 126
            ? [(byte)(0x80 | payload.Length)]
            : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        await _socket.SendAsync((byte[])[0x81, .. length, 0, 0, 0, 0, .. payload]);
    }

    private async Task UntilAsync(string text)
    {
        var heard = "";
        var one = new byte[1];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!heard.EndsWith(text, StringComparison.Ordinal))
        {
            if (await _socket.ReceiveAsync(one, limit.Token) == 0)
                throw new IOException($"The connection ended after {heard}");
            heard += (char)one[0];
        }
    }

    private async Task SipAsync(int bytesPerSecond)
    {
        var sip = new byte[bytesPerSecond / 4];
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                Read += await _socket.ReceiveAsync(sip, _stop.Token);
                await Task.Delay(250, _stop.Token);
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // It was cut, or has seen enough.
        }
    }

    private async Task PingAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingPause, _stop.Token);
                await SayAsync("""{"type":6}""");
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // The same.
        }
    }

    private static bool IsEnd(Exception end) =>
        end is SocketException or ObjectDisposedException or OperationCanceledException;
}
