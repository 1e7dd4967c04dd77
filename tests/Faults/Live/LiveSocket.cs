using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Platform.Faults;

/// <summary>A dashboard: a bare WebSocket that speaks the hub's protocol and remembers what it heard.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private const int Call = 1;
    private const int Completion = 3;
    private const int Close = 7;

    private readonly ClientWebSocket _socket = new();
    private readonly List<Happening> _heard = [];
    private readonly TaskCompletionSource<long> _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private bool _isDismissed;

    /// <summary>The positions of what it was told, in the order in which it was.</summary>
    public IReadOnlyList<long> Heard => [.. Happenings.Select(one => one.Position)];

    /// <summary>What it was told, in the order in which it was, and when.</summary>
    public IReadOnlyList<Happening> Happenings
    {
        get
        {
            lock (_heard)
                return [.. _heard];
        }
    }

    /// <summary>How much it was told.</summary>
    public int HeardCount
    {
        get
        {
            lock (_heard)
                return _heard.Count;
        }
    }

    /// <summary>Whether the server said goodbye and that it may come back.</summary>
    public bool MayReconnect { get; private set; }

    /// <summary>Whether it was told to read everything anew.</summary>
    public bool IsResynced { get; private set; }

    /// <summary>The position up to which it was told when its subscription was answered.</summary>
    public Task<long> Subscribed => _subscribed.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<LiveSocket> ConnectAsync(Uri address, string token, bool isReading = true)
    {
        var socket = new LiveSocket();
        var url = new UriBuilder(address) { Scheme = "ws", Path = "/live", Query = $"access_token={token}" }.Uri;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await socket._socket.ConnectAsync(url, limit.Token);
            await socket.SendAsync("""{"protocol":"json","version":1}""");
        }
        catch
        {
            socket._socket.Dispose();
            throw;
        }

        if (isReading)
            socket._reading = socket.ReadAsync();
        return socket;
    }

    public Task SubscribeAsync(long? after, params string[] topics) => SendAsync(JsonSerializer.Serialize(
        new { type = Call, invocationId = "1", target = "Subscribe", arguments = new object?[] { topics, after } }));

    /// <summary>Completes when the connection has ended.</summary>
    public Task EndedAsync() => _reading.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Completes when the connection has ended, or fails when it is waited for no longer.</summary>
    public Task EndedAsync(CancellationToken stopped) => _reading.WaitAsync(stopped);

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
        var rest = new List<byte>();
        try
        {
            while (!_isDismissed)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (part.MessageType is WebSocketMessageType.Close)
                    break;
                foreach (var value in buffer.AsSpan(0, part.Count))
                {
                    if (value != Separator)
                    {
                        rest.Add(value);
                        continue;
                    }

                    Take(rest.ToArray());
                    rest.Clear();
                }
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // The line was cut.
        }

        if (_isDismissed)
            _socket.Abort(); // Who was told to go goes.
        _subscribed.TrySetException(new IOException("The connection ended."));
    }

    private void Take(byte[] record)
    {
        using var message = JsonDocument.Parse(record);
        var root = message.RootElement;
        if (!root.TryGetProperty("type", out var type))
            return; // The handshake's answer.
        switch (type.GetInt32())
        {
            case Call when root.GetProperty("target").GetString() == "Happened":
                var said = root.GetProperty("arguments")[0];
                var happening = new Happening(
                    said.GetProperty("position").GetInt64(), said.GetProperty("kind").GetString()!,
                    said.GetProperty("subject").GetString()!, Stopwatch.GetTimestamp());
                lock (_heard)
                    _heard.Add(happening);
                break;
            case Call when root.GetProperty("target").GetString() == "Resync":
                IsResynced = true;
                break;
            case Completion when root.TryGetProperty("result", out var result):
                _subscribed.TrySetResult(result.GetInt64());
                break;
            case Completion:
                _subscribed.TrySetException(new InvalidOperationException(
                    string.Create(CultureInfo.InvariantCulture, $"Refused: {root}")));
                break;
            case Close:
                _isDismissed = true;
                MayReconnect = root.TryGetProperty("allowReconnect", out var may) && may.GetBoolean();
                break;
        }
    }
}

/// <summary>An event as a dashboard hears it.</summary>
/// <param name="At">When, as a timestamp of the clock that only goes forward.</param>
internal sealed record Happening(long Position, string Kind, string Subject, long At);
