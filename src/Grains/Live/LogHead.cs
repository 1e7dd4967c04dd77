namespace Platform.Live;

/// <summary>How far the log is, for everybody in this process who looks now and then: one query serves all who ask
/// while it runs and for a moment after.</summary>
internal sealed class LogHead(IEventLog log, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Task<long>? _read;
    private long _readAt;

    /// <summary>A position that the log had reached a quarter of a second ago or later.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    public Task<long> Read(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_read is null or { IsFaulted: true } or { IsCanceled: true }
                || clock.GetElapsedTime(_readAt) > Fresh)
            {
                _readAt = clock.GetTimestamp();
                _read = log.HeadAsync(CancellationToken.None);
            }

            return _read.WaitAsync(cancellationToken);
        }
    }
}
