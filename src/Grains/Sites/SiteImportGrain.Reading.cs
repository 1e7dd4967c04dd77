using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platform.Commits;

namespace Platform.Sites;

/// <summary>The reading itself. It takes as long as a stranger's server takes, so no call waits for it: a timer looks
/// whether it has ended.</summary>
internal sealed partial class SiteImportGrain
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private UnderWay? _underWay;

    public async Task WakeWhenDue()
    {
        if (_commit.Committed is not { DueAt: { } dueAt } import || dueAt > clock.GetUtcNow())
            return;
        StopReading();
        var next = SiteImportRules.WhenDue(import, clock.GetUtcNow());
        await Save(next, Reads);
        if (next.Status == SiteImportStatus.Reading)
            StartReading(next, (await ShopOf(next).Find()).Value?.Shop.Details.Currency ?? "USD");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        StopReading();
        return Task.CompletedTask;
    }

    private Command Reads => new(Account, Actor.System, "site-imports.read");

    private void StartReading(SiteImport import, string currency)
    {
        var stop = new CancellationTokenSource(SiteImportRules.ReadingMax, clock);
        // Off the grain's own thread: a large page takes its time to be read.
        var reading = Task.Run(() => sites.ReadAsync(new Uri(import.Address), currency, stop.Token));
        var timer = this.RegisterGrainTimer(
            _ => TakeDown(), new GrainTimerCreationOptions { DueTime = Look, Period = Look, KeepAlive = true });
        _underWay = new UnderWay(reading, stop, timer);
    }

    private async Task TakeDown()
    {
        if (_underWay is not { Reading.IsCompleted: true } ended)
            return;
        if (_commit.Committed is { Status: SiteImportStatus.Reading } import)
        {
            var read = await Outcome(ended.Reading);
            ImmutableArray<IRow> rows = read.Trouble is null
                ? [new SiteFindingsRow(import.AccountId, import.Id, read.Candidates)]
                : [];
            try
            {
                await Save(SiteImportRules.WhenRead(import, read, clock.GetUtcNow()), Reads, rows);
            }
            catch (StorageUnavailableException)
            {
                return; // Looked at again in a moment; what was read is not lost.
            }
        }

        StopReading();
    }

    private async Task<SiteReading> Outcome(Task<SiteReading> reading)
    {
        try
        {
            return await reading;
        }
        catch (OperationCanceledException)
        {
            return new([], 0, SiteTrouble.TooSlow);
        }
        catch (Exception failure)
        {
            // A page that the reader cannot stand is no reason to read it for ever.
            LogFailed(failure, this.GetPrimaryKeyString());
            return new([], 0, SiteTrouble.Interrupted);
        }
    }

    private void StopReading()
    {
        if (_underWay is not { } underWay)
            return;
        _underWay = null;
        underWay.Timer.Dispose();
        underWay.Stop.Cancel();
        underWay.Stop.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Site import {Key} failed to be read")]
    private partial void LogFailed(Exception failure, string key);

    private sealed record UnderWay(Task<SiteReading> Reading, CancellationTokenSource Stop, IGrainTimer Timer);
}
