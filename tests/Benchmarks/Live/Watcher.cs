using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Benchmarks.Live;

/// <summary>One connection to a hub over a bare socket, as cheap as can be: with .NET's own client the client would be
/// what is measured.</summary>
internal sealed class Watcher : IDisposable
{
    private const int BufferBytes = 32 * 1024;
    private const int Text = 1;
    private const int Last = 0x80;
    private const int Masked = 0x80;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Action<long> _told;
    private readonly HubFrames _frames;
    private long _at;

    private Watcher(Action<long> told)
    {
        _told = told;
        _frames = new(bytes => Heard.Take(bytes, _at), Obey);
    }

    /// <summary>What it was told.</summary>
    public Heard Heard { get; } = new();

    /// <summary>Connects and says which protocol it speaks.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="path">Of the hub, with its query.</param>
    /// <param name="told">Told how many events came together.</param>
    public static async Task<Watcher> ConnectAsync(Uri address, string path, Action<long> told)
    {
        var watcher = new Watcher(told);
        await watcher._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        await watcher._socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var kept = await watcher.ReadAnswerAsync();
        watcher.Send("""{"protocol":"json","version":1}""");
        _ = watcher.ReadAsync(kept);
        return watcher;
    }

    /// <summary>Subscribes as a dashboard does.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task SubscribeAsync(string topic)
    {
        Send($$"""{"type":1,"invocationId":"1","target":"Subscribe","arguments":[["{{topic}}"],null]}""");
        var answer = await Heard.Answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
        if (!answer.Contains("\"result\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"The subscription was refused: {answer}");
    }

    /// <summary>Says that it is still there.</summary>
    public void Ping() => Send("""{"type":6}""");

    public void Dispose() => _socket.Dispose();

    // To the empty line; what follows it belongs to the stream.
    private async Task<int> ReadAnswerAsync()
    {
        for (var length = 0; length < BufferBytes;)
        {
            var count = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (count == 0)
                break;
            length += count;
            var end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end < 0)
                continue;
            if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
                throw new InvalidOperationException(Encoding.ASCII.GetString(_buffer, 0, length));
            var rest = length - end - 4;
            _buffer.AsSpan(end + 4, rest).CopyTo(_buffer);
            return rest;
        }

        throw new IOException("The server closed before it answered.");
    }

    private async Task ReadAsync(int kept)
    {
        try
        {
            while (await _socket.ReceiveAsync(_buffer.AsMemory(kept)) is > 0 and var count)
            {
                _at = Stopwatch.GetTimestamp();
                var before = Heard.Count;
                kept = TakeAll(kept + count);
                if (Heard.Count != before)
                    _told(Heard.Count - before);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // What it has not heard is seen when everything is counted.
        }
    }

    private int TakeAll(int length)
    {
        var kept = _frames.Take(_buffer.AsSpan(0, length));
        _buffer.AsSpan(length - kept, kept).CopyTo(_buffer);
        return kept;
    }

    private void Obey(int opcode, ReadOnlySpan<byte> bytes)
    {
        if (opcode == HubFrames.Ping)
            Send(HubFrames.Pong, bytes);
    }

    private void Send(string record) => Send(Text, Encoding.UTF8.GetBytes(record + '\u001e'));

    // A mask of zeros leaves the bytes as they are.
    private void Send(int opcode, ReadOnlySpan<byte> bytes)
    {
        var isLong = bytes.Length > 125;
        byte[] header = isLong
            ? [(byte)(Last | opcode), Masked | 126, (byte)(bytes.Length >> 8), (byte)bytes.Length, 0, 0, 0, 0]
            : [(byte)(Last | opcode), (byte)(Masked | bytes.Length), 0, 0, 0, 0];
        _socket.Send([.. header, .. bytes]);
    }
}
