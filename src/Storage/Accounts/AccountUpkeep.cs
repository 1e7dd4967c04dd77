using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Accounts;

/// <summary>Removes what nobody asks for any more: old revocations, ended sessions, forgotten sign-in counts.</summary>
internal sealed partial class AccountUpkeep(
    PlatformDatabase database, TimeProvider clock, ILogger<AccountUpkeep> logger)
    : BackgroundService
{
    // Access tokens live for minutes, so a day of revocations is plenty.
    private const string PruneSql =
        """
        with r as (delete from revocations where at < now() - interval '1 day'),
             s as (delete from sessions where least(ends_at, revoked_at) < now() - interval '30 days')
        delete from sign_in_failures where since < now() - interval '1 day'
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Failures.TranslateAsync(() => PruneAsync(stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLater(failure); // The next hour does it.
            }
        }
    }

    private async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(PruneSql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(
        1102, LogLevel.Warning, "Old sessions and revocations could not be removed; trying again in an hour")]
    private partial void LogLater(Exception failure);
}
