using Microsoft.Extensions.Logging;

namespace Platform.Silo;

/// <summary>An API that starts before the silos waits for the first of them.</summary>
internal sealed partial class SiloWait(TimeProvider clock, ILogger<SiloWait> logger) : IClientConnectionRetryFilter
{
    private const int TriesPerLine = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private int _tries;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_tries++ % TriesPerLine == 0)
            LogWaiting(exception.Message);
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(1211, LogLevel.Warning, "No silo can be reached yet, trying on: {Reason}")]
    private partial void LogWaiting(string reason);
}
