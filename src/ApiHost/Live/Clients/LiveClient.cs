namespace Platform.Live;

/// <summary>One connection, whichever protocol it speaks: a bounded line of chunks and whoever sends them. A client
/// that stops reading is told to resync and cut; it holds up nobody, since nobody waits for it.</summary>
internal abstract partial class LiveClient(LiveAccess access, TimeProvider clock)
{
    /// <summary>What may wait for one connection.</summary>
    public const int WaitingBytesMax = 1_000_000;

    /// <summary>How long one write may take before the client counts as stuck.</summary>
    public static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(12);

    /// <summary>How long a client that fell behind has to take the news before it is cut.</summary>
    public static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<LiveChunk> _waiting = new();
    private readonly Queue<(long Number, TaskCompletionSource Sent)> _watchers = new();
    private long _bytes;
    private long _offered;
    private long _sent;
    private long _writeSince; // Timestamp; 0 when nothing is being written.
    private long _leavingSince; // Timestamp; 0 while all is well.
    private bool _isSending;
    private bool _isClosed;

    /// <summary>Who it is and what it may hear.</summary>
    public LiveAccess Access { get; } = access;

    /// <summary>The feed it listens to; a connection has one, so that its last position says all.</summary>
    public NodeFeed? Feed { get; set; }

    /// <summary>Puts a chunk in the line. Never blocks, never throws.</summary>
    public void Offer(LiveChunk chunk)
    {
        lock (_lock)
        {
            if (_isClosed || _leavingSince != 0)
                return;
            if (_bytes + chunk.Bytes > WaitingBytesMax)
            {
                Leave("too-slow");
                return;
            }

            Enqueue(chunk);
        }

        Pump();
    }

    /// <summary>The same for what may be lost: it is left out while the client is behind.</summary>
    public void OfferIfQuick(LiveChunk chunk)
    {
        lock (_lock)
        {
            if (_isClosed || _leavingSince != 0 || _bytes > WaitingBytesMax / 4)
                return;
            Enqueue(chunk);
        }

        Pump();
    }

    /// <summary>Completes when everything that was offered so far has been written, or the connection is
    /// gone.</summary>
    public Task WhenSentAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isClosed || _leavingSince != 0 || _sent >= _offered)
                return Task.CompletedTask;
            var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Enqueue((_offered, sent));
            return sent.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks whether the client still takes what it is sent; to be called every second.</summary>
    public void Check()
    {
        string? reason = null;
        lock (_lock)
        {
            if (_isClosed)
                return;
            if (_leavingSince != 0 && clock.GetElapsedTime(_leavingSince) > FarewellTime)
                reason = "too-slow";
            else if (_leavingSince == 0 && _writeSince != 0 && clock.GetElapsedTime(_writeSince) > WriteTime)
                Leave("too-slow");
            else if (clock.GetUtcNow() >= Access.ValidUntil)
                reason = "token-expired";
        }

        if (reason is not null)
            Cut(reason);
    }

    /// <summary>Ends the connection now, with a reason where the protocol has room for one.</summary>
    public void Cut(string reason)
    {
        if (Close())
            Abort(reason);
    }

    /// <summary>The connection is gone.</summary>
    /// <returns>Whether it was still open.</returns>
    public bool Close()
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            _waiting.Clear();
            while (_watchers.TryDequeue(out var watcher))
                watcher.Sent.TrySetResult();
            return true;
        }
    }

    /// <summary>Writes a chunk. Completes when the connection can take the next.</summary>
    protected abstract ValueTask WriteAsync(LiveChunk chunk);

    /// <summary>Closes the transport; a write that hangs ends by it.</summary>
    protected abstract void Abort(string reason);

    // What waits is worthless to somebody who has to read a snapshot anyway: only the news that he has to is kept.
    private void Leave(string reason)
    {
        _waiting.Clear();
        _bytes = 0;
        _leavingSince = clock.GetTimestamp();
        while (_watchers.TryDequeue(out var watcher))
            watcher.Sent.TrySetResult();
        Enqueue(new LiveChunk([LiveFrame.Resync("*", reason, Feed?.Through ?? 0)]));
    }

    private void Enqueue(LiveChunk chunk)
    {
        _waiting.Enqueue(chunk);
        _bytes += chunk.Bytes;
        _offered++;
    }
}
