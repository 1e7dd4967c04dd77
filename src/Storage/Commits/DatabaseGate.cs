using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Knows whether the database can be reached. While it cannot, commits are refused at once instead of waiting,
/// and one loop in the background tries to reach it again.</summary>
internal sealed partial class DatabaseGate(
    ICommitSource source, StorageOptions options, BackgroundLoops loops, TimeProvider clock,
    ILogger<DatabaseGate> logger)
    : IDisposable
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _reached = Reached();
    private bool _isProbing;
    private volatile bool _isUp = true;

    /// <summary>Told when the database is gone, so that those who wait in line are refused.</summary>
    public event Action? WentDown;

    /// <summary>Whether commits may be tried.</summary>
    public bool IsUp => _isUp;

    /// <summary>Somebody failed to reach the database. A connection that broke may mean a restart that is over, so it
    /// is asked first; one that could not be made, or got no answer, is proof enough.</summary>
    public void Report(Exception failure, bool isProof)
    {
        lock (_lock)
        {
            if (isProof)
                Close(failure);
            if (_isProbing)
                return;
            _isProbing = true;
            _reached = new(loops.Promises);
        }

        _ = loops.Run(ProbeAsync);
    }

    /// <summary>Completes when the last trouble is over.</summary>
    public Task WhenReachedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _reached.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the attempts. Whoever waits for the database waits no longer.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task ProbeAsync()
    {
        var pause = PauseMin;
        var cancellationToken = _stop.Token;
        while (true)
        {
            try
            {
                await source.ProbeAsync(cancellationToken);
                Open();
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                lock (_lock)
                    _reached.TrySetCanceled(cancellationToken);
                return;
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                lock (_lock)
                    Close(failure);
            }

            // Full jitter: after a restart the processes of a cluster should not all come back at once.
            await Task.Delay(pause * (0.5 + loops.Dice.NextDouble() / 2), clock, CancellationToken.None);
            pause = pause * 2 < options.ReconnectPauseMax ? pause * 2 : options.ReconnectPauseMax;
        }
    }

    private void Close(Exception failure)
    {
        if (!_isUp)
            return;
        _isUp = false;
        LogGone(failure.Message);
        WentDown?.Invoke();
    }

    private void Open()
    {
        lock (_lock)
        {
            if (!_isUp)
                LogBack();
            _isUp = true;
            _isProbing = false;
            _reached.TrySetResult();
        }
    }

    private static TaskCompletionSource Reached()
    {
        var reached = new TaskCompletionSource();
        reached.SetResult();
        return reached;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database is gone, commits are refused: {Reason}")]
    private partial void LogGone(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is back")]
    private partial void LogBack();
}
