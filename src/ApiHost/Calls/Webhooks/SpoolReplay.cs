using Platform.Calls.ElevenLabs;
using Platform.Calls.Twilio;
using Platform.Commits;
using Platform.Ids;
using Platform.Operations;
using Platform.Shops;

namespace Platform.Calls.Webhooks;

/// <summary>Applies what waits in the spool, in order, as soon as it can be applied: also after a restart.</summary>
internal sealed partial class SpoolReplay(
    WebhookSpool spool, CallIntake twilio, ElevenLabsIntake elevenLabs, IGrainFactory grains, IStorageHealth storage,
    CallsOptions options, TimeProvider clock, ILogger<SpoolReplay> logger)
    : BackgroundService
{
    private const int TriesMax = 5;
    private const string NotApplied = "webhook-not-applied";

    private int _tries;
    private DateTimeOffset? _failsSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pause = new PeriodicTimer(options.ReplayPause, clock);
        do
        {
            try
            {
                while (await ApplyNextAsync(stoppingToken))
                {
                    // The next one.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(failure);
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> ApplyNextAsync(CancellationToken cancellationToken)
    {
        if (spool.Peek() is not var (webhook, next))
            return false;

        switch (webhook is null ? Trial.Unreadable : await TryApplyAsync(webhook, cancellationToken))
        {
            case Trial.Applied:
                spool.Done(next);
                break;
            case Trial.Unreadable:
                LogUnreadable();
                spool.GiveUp(next);
                break;
            case Trial.Hopeless:
                LogGivenUp(CallIntake.WebhookId(webhook!));
                spool.GiveUp(next);
                await AlertAsync(webhook!);
                break;
            case Trial.Again:
                return false;
        }

        (_tries, _failsSince) = (0, null);
        return true;
    }

    private async Task<Trial> TryApplyAsync(SpooledWebhook webhook, CancellationToken cancellationToken)
    {
        try
        {
            var applying = webhook.Provider == ElevenLabsIntake.Provider
                ? elevenLabs.ApplyAsync(webhook)
                : twilio.ApplyAsync(webhook);
            await applying.WaitAsync(options.ReportPatience * 2, clock, cancellationToken);
            return Trial.Applied;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return Trial.Again;
        }
        catch (Exception e)
        {
            // One that never works must not keep the others waiting.
            var isHopeless = WebhookAnswers.IsPassing(e)
                ? await HasFailedTooLongAsync()
                : ++_tries >= TriesMax;
            LogNotApplied(e, CallIntake.WebhookId(webhook));
            return isHopeless ? Trial.Hopeless : Trial.Again;
        }
    }

    // Time in which the database or the silos are away does not count: then none of them can be applied.
    private async Task<bool> HasFailedTooLongAsync()
    {
        if (!(await storage.CheckAsync(CancellationToken.None)).IsReachable || !await DoGrainsAnswerAsync())
        {
            _failsSince = null;
            return false;
        }

        _failsSince ??= clock.GetUtcNow();
        return clock.GetUtcNow() - _failsSince >= options.ReplayPatience;
    }

    // One that is nobody's: it is read like any other, and nothing that is stored can be wrong about it.
    private async Task<bool> DoGrainsAnswerAsync()
    {
        try
        {
            await grains.GetGrain<IPhoneNumberGrain>("nobody").Find().WaitAsync(options.ReportPatience, clock);
            return true;
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            return false;
        }
    }

    private async Task AlertAsync(SpooledWebhook webhook)
    {
        var id = CallIntake.WebhookId(webhook);
        try
        {
            await grains.GetGrain<IAlertGrain>(GrainKey.Of(webhook.AccountId, NameBasedId.Of(NotApplied, $"{id:N}")))
                .Raise(
                    NotApplied, $"{id:D}",
                    new Command(webhook.AccountId, new Actor(ActorKind.Provider, webhook.Provider), "alerts.raise"))
                .WaitAsync(options.ReportPatience, clock);
        }
        catch (Exception e) when (WebhookAnswers.IsPassing(e))
        {
            LogNotApplied(e, id); // The log has said it already, as an error.
        }
    }

    private enum Trial
    {
        Applied = 1,
        Again = 2,
        Unreadable = 3,
        Hopeless = 4,
    }

    [LoggerMessage(3164, LogLevel.Error, "The spool cannot go on; it tries again")]
    private partial void LogInterrupted(Exception failure);

    [LoggerMessage(3163, LogLevel.Debug, "Webhook {WebhookId} could not be applied; it waits")]
    private partial void LogNotApplied(Exception failure, Guid webhookId);

    [LoggerMessage(3161, LogLevel.Error, "A line of the spool cannot be read and is put aside, into webhooks.dead")]
    private partial void LogUnreadable();

    [LoggerMessage(3162, LogLevel.Error,
        "Webhook {WebhookId} could not be applied and is put aside, into webhooks.dead")]
    private partial void LogGivenUp(Guid webhookId);
}
