using System.Diagnostics;
using System.Text.Json;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>A dashboard: a client of the hub that remembers what it heard, and goes when it is told to.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const int Completion = 3;
    private const int Close = 7;

    private readonly HubSocket _hub;
    private readonly List<Happening> _heard = [];
    private readonly TaskCompletionSource<long> _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;

    private LiveSocket(HubSocket hub) => _hub = hub;

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
    public bool MayReconnect => _hub.MayReconnect;

    /// <summary>Whether it was told to read everything anew.</summary>
    public bool IsResynced { get; private set; }

    /// <summary>The position up to which it was told when its subscription was answered.</summary>
    public Task<long> Subscribed => _subscribed.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<LiveSocket> ConnectAsync(Uri address, string token, bool isReading = true)
    {
        var socket = new LiveSocket(
            await HubSocket.ConnectAsync($"ws://{address.Authority}", token, isReading: isReading));
        if (isReading)
            socket._reading = socket.ReadAsync();
        return socket;
    }

    public Task SubscribeAsync(long? after, params string[] topics) => _hub.SubscribeAsync(after, topics);

    /// <summary>Completes when the connection has ended.</summary>
    public Task EndedAsync() => _reading.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Completes when the connection has ended, or fails when it is waited for no longer.</summary>
    public Task EndedAsync(CancellationToken stopped) => _reading.WaitAsync(stopped);

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        await foreach (var message in _hub.Messages.ReadAllAsync())
            Take(message);
        _subscribed.TrySetException(new IOException("The connection ended."));
    }

    private void Take(JsonElement message)
    {
        if (HubSocket.Argument(message, "Happened") is { } happened)
        {
            var happening = new Happening(
                happened.GetProperty("position").GetInt64(), happened.GetProperty("kind").GetString()!,
                happened.GetProperty("subject").GetString()!, Stopwatch.GetTimestamp());
            lock (_heard)
                _heard.Add(happening);
            return;
        }

        IsResynced |= HubSocket.Argument(message, "Resync") is not null;
        switch (message.GetProperty("type").GetInt32())
        {
            case Completion when message.TryGetProperty("result", out var result):
                _subscribed.TrySetResult(result.GetInt64());
                break;
            case Completion:
                _subscribed.TrySetException(new InvalidOperationException($"Refused: {message}"));
                break;
            case Close:
                _hub.Cut(); // Who was told to go goes.
                break;
        }
    }
}

/// <summary>An event as a dashboard hears it.</summary>
/// <param name="At">When, as a timestamp of the clock that only goes forward.</param>
internal sealed record Happening(long Position, string Kind, string Subject, long At);
