using System.Threading.Channels;
using Platform.Commits;

namespace Platform.Calls.Webhooks;

/// <summary>Writes received webhooks down beside the answer: what is believed always, what is forged up to a limit. In
/// memory until then, and bounded: a call keeps its own webhooks itself, in the transaction that applies
/// them.</summary>
internal sealed partial class WebhookRecorder(IWebhookLog log, TimeProvider clock, ILogger<WebhookRecorder> logger)
    : BackgroundService
{
    private const int WaitingMax = 10_000;
    private const int BatchMax = 500;
    private const int ForgedPerMinuteMax = 60;
    private const int SourcesMax = 1_000;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PrunePause = TimeSpan.FromHours(1);

    private readonly Channel<ReceivedWebhook> _waiting = Channel.CreateBounded<ReceivedWebhook>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _forged = [];
    private DateTimeOffset _minute;
    private long _dropped;

    /// <summary>Takes a webhook; never waits and never fails.</summary>
    /// <param name="webhook">What was received.</param>
    /// <param name="namedCallId">The call that it names, whether or not it is believed.</param>
    public void Record(Webhook webhook, Guid? namedCallId)
    {
        var isBelieved = webhook.Verdict is WebhookVerdict.Verified or WebhookVerdict.UnknownNumber;
        if (isBelieved || MayKeepForged(webhook.AccountId ?? Guid.Empty))
            _waiting.Writer.TryWrite(new(webhook, namedCallId));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<ReceivedWebhook>();
        var prunedAt = DateTimeOffset.MinValue;
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < BatchMax && _waiting.Reader.TryRead(out var webhook))
                batch.Add(webhook);
            await WriteAsync(batch, stoppingToken);
            batch.Clear();
            if (clock.GetUtcNow() - prunedAt > PrunePause)
            {
                prunedAt = clock.GetUtcNow();
                await PruneAsync(stoppingToken);
            }
        }
    }

    private async Task WriteAsync(List<ReceivedWebhook> batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await log.WriteAsync(batch, cancellationToken);
                return;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(RetryPause, clock, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotKept(e, batch.Count);
                return;
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await log.PruneAsync(clock.GetUtcNow() - Webhook.Retention, cancellationToken) > 0)
            {
                // A bounded number of rows each time, until none is left.
            }
        }
        catch (StorageUnavailableException)
        {
            LogPruneLater();
        }
    }

    private bool MayKeepForged(Guid source)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now - _minute >= TimeSpan.FromMinutes(1))
            {
                if (_dropped > 0)
                    LogForgedDropped(_dropped);
                _minute = now;
                _dropped = 0;
                _forged.Clear();
            }

            var count = _forged.GetValueOrDefault(source);
            if (count >= ForgedPerMinuteMax || (count == 0 && _forged.Count >= SourcesMax))
            {
                _dropped++;
                return false;
            }

            _forged[source] = count + 1;
            return true;
        }
    }

    [LoggerMessage(3111, LogLevel.Warning, "{Count} forged webhooks of the last minute were refused and not kept")]
    private partial void LogForgedDropped(long count);

    [LoggerMessage(3112, LogLevel.Error, "{Count} received webhooks could not be kept")]
    private partial void LogNotKept(Exception failure, int count);

    [LoggerMessage(3113, LogLevel.Warning, "Old webhooks are deleted later: the database does not answer")]
    private partial void LogPruneLater();
}
