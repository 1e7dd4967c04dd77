using Platform.Calls.ElevenLabs;
using Platform.Calls.Twilio;

namespace Platform.Calls.Webhooks;

/// <summary>Applies what waits in the spool, in order, as soon as it can be applied: also after a restart.</summary>
internal sealed partial class SpoolReplay(
    WebhookSpool spool, CallIntake twilio, ElevenLabsIntake elevenLabs, CallsOptions options, TimeProvider clock,
    ILogger<SpoolReplay> logger)
    : BackgroundService
{
    private const int TriesMax = 5;

    private int _tries;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(options.ReplayPause, clock);
        do
        {
            while (await ApplyNextAsync(stoppingToken))
            {
                // The next one.
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> ApplyNextAsync(CancellationToken cancellationToken)
    {
        if (spool.Peek() is not var (webhook, next))
            return false;

        if (webhook is null)
            LogUnreadable();
        else if (!await TryApplyAsync(webhook, cancellationToken))
            return false;
        _tries = 0;
        spool.Done(next);
        return true;
    }

    private async Task<bool> TryApplyAsync(SpooledWebhook webhook, CancellationToken cancellationToken)
    {
        try
        {
            var applying = webhook.Provider == ElevenLabsIntake.Provider
                ? elevenLabs.ApplyAsync(webhook)
                : twilio.ApplyAsync(webhook);
            await applying.WaitAsync(options.ReportPatience * 2, clock, cancellationToken);
            return true;
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            return false;
        }
        catch (Exception e)
        {
            // One that never works must not keep the others waiting; its webhook is in the log with its id.
            if (++_tries < TriesMax)
                return false;
            LogGivenUp(e, CallIntake.WebhookId(webhook));
            return true;
        }
    }

    [LoggerMessage(3161, LogLevel.Error, "A line of the spool cannot be read and is skipped")]
    private partial void LogUnreadable();

    [LoggerMessage(3162, LogLevel.Error, "Webhook {WebhookId} could not be applied and is given up")]
    private partial void LogGivenUp(Exception failure, Guid webhookId);
}
