using Platform.Commits;

namespace Platform.Accounts;

/// <summary>Hears of revocations on every node: reads what is new a few times a second.</summary>
internal sealed partial class RevocationWatch(
    IIdentityReader reader, Identities identities, TimeProvider clock, ILogger<RevocationWatch> logger)
    : BackgroundService
{
    /// <summary>At most half a second, so that a revocation counts everywhere within one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // A row's time is taken before its transaction commits, so rows may appear late: the last seconds are read again.
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Guid, DateTimeOffset> _seen = [];
    private DateTimeOffset? _upTo;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var isDown = false;
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
                isDown = false;
            }
            catch (StorageUnavailableException) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isDown)
                    LogUnavailable();
                isDown = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var upTo = _upTo ??= await reader.NowAsync(cancellationToken);
        foreach (var revocation in await reader.RevokedSinceAsync(upTo - Overlap, cancellationToken))
        {
            if (_seen.TryAdd(revocation.Id, revocation.At))
                identities.Revoke(revocation.Subject);
            if (revocation.At > _upTo)
                _upTo = revocation.At;
        }

        foreach (var (id, at) in _seen)
        {
            if (at < _upTo - Overlap - Overlap)
                _seen.Remove(id);
        }
    }

    [LoggerMessage(1103, LogLevel.Warning, "Revocations cannot be read; verified tokens go on until they end")]
    private partial void LogUnavailable();
}
