using System.Net;
using System.Net.Sockets;

namespace Platform.Faults;

/// <summary>Stands between two ends of a TCP connection and does what networks do: it delays, throttles, falls silent,
/// breaks, and cuts a chosen answer after so many bytes.</summary>
internal sealed class ChaosProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly List<Cut> _cuts = [];
    private Socket? _listener;
    private TaskCompletionSource _flowing = Done();

    /// <summary>Listens at a free port of the loopback.</summary>
    /// <param name="target">Where it leads.</param>
    public ChaosProxy(IPEndPoint target)
    {
        _target = target;
        Address = new(IPAddress.Loopback, 0);
        Heal();
        Address = (IPEndPoint)_listener!.LocalEndPoint!;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>How long each piece waits, in both directions.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How fast answers come through; 0 is as fast as they do.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>The next request with these bytes in it loses its answer.</summary>
    /// <param name="marker">Bytes of the request.</param>
    /// <param name="bytes">So much of the answer still comes through.</param>
    /// <param name="end">The bytes that the answer ends with; null when its end is that of the connection.</param>
    /// <returns>The cut; <see cref="Cut.Struck"/> completes with the answer that nobody heard.</returns>
    public Cut CutReplyTo(ReadOnlySpan<byte> marker, int bytes = 0, byte[]? end = null)
    {
        var cut = new Cut(marker.ToArray(), bytes, end);
        lock (_lock)
            _cuts.Add(cut);
        return cut;
    }

    /// <summary>Half-open: the connections stay, new ones are taken, and nothing comes through.</summary>
    public void Freeze() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All that waited comes through.</summary>
    public void Thaw() => _flowing.TrySetResult();

    /// <summary>Nobody listens any more, and every connection breaks.</summary>
    public void Break()
    {
        _listener?.Dispose();
        CutAll();
    }

    /// <summary>Every connection breaks; new ones are taken.</summary>
    public void CutAll()
    {
        lock (_lock)
        {
            foreach (var socket in _sockets)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    /// <summary>Listens again, at the same address.</summary>
    public void Heal()
    {
        _listener = new(SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(Address);
        _listener.Listen(1_024);
        _ = AcceptAsync(_listener);
    }

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
        while (true)
        {
            try
            {
                var client = await listener.AcceptAsync(_stop.Token);
                _ = ConnectAsync(client);
            }
            catch (Exception closed) when (ChaosLink.IsBroken(closed))
            {
                return;
            }
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        lock (_lock)
            _sockets.UnionWith([client, server]);
        try
        {
            await server.ConnectAsync(_target, _stop.Token);
            client.NoDelay = server.NoDelay = true;
            var link = new ChaosLink(this, client, server);
            await Task.WhenAll(link.RequestsAsync(_stop.Token), link.AnswersAsync(_stop.Token));
        }
        catch (Exception broken) when (ChaosLink.IsBroken(broken))
        {
            // What is behind is gone, so what is before goes too.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
            lock (_lock)
                _sockets.ExceptWith([client, server]);
        }
    }

    /// <summary>The cuts that these bytes of a request bring about.</summary>
    internal IReadOnlyList<Cut> Take(ReadOnlySpan<byte> request)
    {
        lock (_lock)
        {
            List<Cut>? taken = null;
            for (var i = _cuts.Count - 1; i >= 0; i--)
            {
                if (request.IndexOf(_cuts[i].Marker) < 0)
                    continue;
                (taken ??= []).Add(_cuts[i]);
                _cuts.RemoveAt(i);
            }

            return taken ?? [];
        }
    }

    /// <summary>Holds a piece up as long as it has to be.</summary>
    internal async Task PassAsync(int answerBytes, CancellationToken cancellationToken)
    {
        await _flowing.Task;
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, cancellationToken);
        if (BytesPerSecond > 0 && answerBytes > 0)
            await Task.Delay(TimeSpan.FromSeconds((double)answerBytes / BytesPerSecond), cancellationToken);
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}

/// <summary>An answer that shall be lost.</summary>
internal sealed class Cut(byte[] marker, int bytes, byte[]? end)
{
    private readonly TaskCompletionSource<byte[]> _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Bytes of the request whose answer it is.</summary>
    public byte[] Marker { get; } = marker;

    /// <summary>How much of it comes through.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>What it ends with, or null when the connection's end is its own.</summary>
    public byte[]? End { get; } = end;

    /// <summary>The whole answer as the other side gave it.</summary>
    public Task<byte[]> Struck => _struck.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>It was given, and cut.</summary>
    public void Strike(byte[] answer) => _struck.TrySetResult(answer);
}
