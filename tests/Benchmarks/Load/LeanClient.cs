using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Benchmarks.Load;

/// <summary>Sends requests over bare sockets and reads of the answers what it must, so that one core can ask for more
/// than the other can serve.</summary>
internal sealed class LeanClient(Uri address, string token) : IDisposable
{
    private const int AnswerBytesMax = 16 * 1024;

    private readonly ConcurrentBag<Socket> _idle = [];

    /// <summary>Posts JSON under a key.</summary>
    /// <returns>The status, and the answer as it came; 0 where the connection broke.</returns>
    public async Task<(int Status, string Text)> PostAsync(string path, string key, string body)
    {
        var request = Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + $"Idempotency-Key: {key}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerBytesMax);
        Socket? socket = null;
        try
        {
            socket = await OpenAsync();
            await socket.SendAsync(request);
            var answer = await ReadAsync(socket, buffer);
            if (answer.Contains("connection: close", StringComparison.OrdinalIgnoreCase))
                socket.Dispose();
            else
                _idle.Add(socket);
            return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer);
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            socket?.Dispose();
            return (0, gone.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var socket))
            socket.Dispose();
    }

    private async Task<Socket> OpenAsync()
    {
        if (_idle.TryTake(out var idle))
            return idle;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket, byte[] buffer)
    {
        for (var length = 0; length < buffer.Length;)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (count == 0)
                throw new IOException("The server closed before it answered.");
            length += count;
            if (IsWhole(buffer.AsSpan(0, length)))
                return Encoding.UTF8.GetString(buffer, 0, length);
        }

        throw new IOException("The answer is too long.");
    }

    // Either it says how long it is, or it ends with an empty chunk.
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var named = answer[..head].IndexOf("Content-Length: "u8);
        if (named < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = answer[(named + "Content-Length: ".Length)..];
        return Utf8Parser.TryParse(digits, out int length, out _)
            && answer.Length >= head + 4 + length;
    }
}
