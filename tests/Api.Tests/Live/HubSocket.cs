using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Platform.Live;

/// <summary>A client of the hub that speaks its JSON protocol over a bare WebSocket.</summary>
internal sealed class HubSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>();
    private Task _reading = Task.CompletedTask;
    private int _calls;

    /// <summary>Every call of the server, in order. Ends with the connection.</summary>
    public ChannelReader<JsonElement> Messages => _messages.Reader;

    /// <summary>Why the server closed, or null.</summary>
    public string? CloseReason { get; private set; }

    public static Task<HubSocket> ConnectAsync(
        LiveHost host, string token, Guid? account = null, bool isReading = true) =>
        ConnectAsync(host.Address, token, account, isReading);

    public static async Task<HubSocket> ConnectAsync(
        string address, string token, Guid? account = null, bool isReading = true)
    {
        var hub = new HubSocket();
        var query = account is null ? "" : $"&account={account}";
        await hub._socket.ConnectAsync(new Uri($"{address}/live?access_token={token}{query}"), default);
        await hub.SendAsync("""{"protocol":"json","version":1}""");
        if (isReading)
            hub._reading = hub.ReadAsync();
        return hub;
    }

    /// <summary>Subscribes; what happens meanwhile is kept for <see cref="Messages"/>. Answers the server's
    /// answer.</summary>
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
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
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

    public static JsonElement? Argument(JsonElement message, string target) =>
        message.TryGetProperty("target", out var name) && name.GetString() == target
            ? message.GetProperty("arguments")[0]
            : null;

    /// <summary>Cuts the line as a failing network does.</summary>
    public void Cut() => _socket.Abort();

    /// <summary>Completes when the connection has ended.</summary>
    public Task EndedAsync() => _reading.WaitAsync(TimeSpan.FromSeconds(30));

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
                rest = TakeRecords(rest);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // The line was cut.
        }

        _messages.Writer.Complete();
    }

    private ArrayBufferWriter<byte> TakeRecords(ArrayBufferWriter<byte> bytes)
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
                CloseReason ??= message.TryGetProperty("error", out var error) ? error.GetString() : null;
            _messages.Writer.TryWrite(message);
        }

        var rest = new ArrayBufferWriter<byte>(64 * 1024);
        rest.Write(left);
        return rest;
    }
}
