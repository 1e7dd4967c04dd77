using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Platform.Testing;

/// <summary>A client of the live hub that speaks its JSON protocol over a bare WebSocket.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>();
    private Task _reading = Task.CompletedTask;
    private int _calls;

    /// <summary>Every call of the server, in order. Ends with the connection.</summary>
    public ChannelReader<JsonElement> Messages => _messages.Reader;

    /// <summary>Why the server closed, or null.</summary>
    public string? CloseReason { get; private set; }

    /// <summary>Whether the server said goodbye and that it may come back.</summary>
    public bool MayReconnect { get; private set; }

    /// <summary>Connects and says which protocol it speaks.</summary>
    /// <param name="address">Of the server, <c>ws://127.0.0.1:…</c>.</param>
    /// <param name="token">Who connects.</param>
    /// <param name="account">The account that is meant, where one has to be named.</param>
    /// <param name="isReading">False for a client that never takes what it is sent.</param>
    public static async Task<HubSocket> ConnectAsync(
        string address, string token, Guid? account = null, bool isReading = true)
    {
        var hub = new HubSocket();
        var query = account is null ? "" : $"&account={account}";
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await hub._socket.ConnectAsync(new Uri($"{address}/live?access_token={token}{query}"), limit.Token);
            await hub.SendAsync("""{"protocol":"json","version":1}""");
        }
        catch
        {
            hub._socket.Dispose();
            throw;
        }

        if (isReading)
            hub._reading = hub.ReadAsync();
        return hub;
    }

    /// <summary>Asks for a subscription. The answer comes among <see cref="Messages"/>, after what happened
    /// meanwhile.</summary>
    public Task SubscribeAsync(long? after, params string[] topics) =>
        SendAsync(JsonSerializer.Serialize(new
        {
            type = 1,
            invocationId = (++_calls).ToString(System.Globalization.CultureInfo.InvariantCulture),
            target = "Subscribe",
            arguments = new object?[] { topics, after },
        }));

    /// <summary>The next message for which there is a value; fails when the connection ends or 60 s pass.</summary>
    public async Task<T> NextAsync<T>(Func<JsonElement, T?> pick)
        where T : struct
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await Messages.WaitToReadAsync(limit.Token))
        {
            while (Messages.TryRead(out var message))
            {
                if (pick(message) is { } found)
                    return found;
            }
        }

        throw new InvalidOperationException($"The connection ended: {CloseReason}");
    }

    /// <summary>The argument of the next call of a name.</summary>
    public Task<JsonElement> CallAsync(string target) => NextAsync<JsonElement>(message => Argument(message, target));

    /// <summary>The result of the oldest call that has not been answered yet.</summary>
    public Task<(long? Result, string? Error)> AnswerAsync() => NextAsync<(long?, string?)>(message =>
        message.GetProperty("type").GetInt32() != 3 ? null
        : message.TryGetProperty("error", out var error) ? (null, error.GetString())
        : (message.GetProperty("result").GetInt64(), null));

    /// <summary>The argument of a call of that name; null for any other message.</summary>
    public static JsonElement? Argument(JsonElement message, string target) =>
        message.TryGetProperty("target", out var name) && name.GetString() == target
            ? message.GetProperty("arguments")[0]
            : null;

    /// <summary>Cuts the line as a failing network does.</summary>
    public void Cut() => _socket.Abort();

    /// <summary>Completes when the connection has ended.</summary>
    public Task EndedAsync() => _reading.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private Task SendAsync(string json) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(json + (char)Separator), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        var rest = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (part.MessageType is WebSocketMessageType.Close)
                    break;
                rest.Write(buffer.AsSpan(0, part.Count));
                TakeRecords(rest);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // The line was cut.
        }
        finally
        {
            _messages.Writer.Complete();
        }
    }

    private void TakeRecords(ArrayBufferWriter<byte> bytes)
    {
        var left = bytes.WrittenSpan;
        while (left.IndexOf(Separator) is >= 0 and var end)
        {
            using var record = JsonDocument.Parse(left[..end].ToArray());
            left = left[(end + 1)..];
            var message = record.RootElement.Clone();
            if (!message.TryGetProperty("type", out var type))
                continue; // The handshake's answer.
            if (type.GetInt32() == 7)
            {
                CloseReason ??= message.TryGetProperty("error", out var error) ? error.GetString() : null;
                MayReconnect |= message.TryGetProperty("allowReconnect", out var may) && may.GetBoolean();
            }

            _messages.Writer.TryWrite(message);
        }

        var rest = left.ToArray();
        bytes.ResetWrittenCount();
        bytes.Write(rest);
    }
}
