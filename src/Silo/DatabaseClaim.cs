using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.Silo;

/// <summary>Keeps the database for one process, or for the processes of one cluster: two that do not know each other,
/// each with its own grains, would write past each other's memory. Held on a connection of its own.</summary>
internal sealed partial class DatabaseClaim(
    string connectionString, ClaimTerms terms, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<DatabaseClaim> logger)
    : BackgroundService, IHostedLifecycleService
{
    // PostgreSQL notices in so many seconds that a machine is gone, and frees what its processes held.
    private const string NoticeQuickly =
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

    // A killed process's lock is freed as soon as PostgreSQL notices; a real second one is refused after this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CheckPause = TimeSpan.FromSeconds(2);

    private NpgsqlConnection? _connection;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (!await TryClaimAsync(cancellationToken))
        {
            if (clock.GetElapsedTime(started) > Patience)
            {
                throw new CannotStartException(
                    $"platform: {terms.Refusal} ({Where()}); stop it, or use another one.");
            }

            await Task.Delay(RetryPause, clock, cancellationToken);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        // Whoever tells the host to stop while it is stopping finds it gone.
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    /// <summary>When the connection is lost, the claim is made again as soon as the database is back. If somebody else
    /// has it by then, this process ends rather than write beside them.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckPause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await IsHeldAsync(stoppingToken) || await TryClaimAsync(stoppingToken))
                    continue;
                LogTaken(Where());
                lifetime.StopApplication();
                return;
            }
            catch (NpgsqlException failure)
            {
                LogUnreachable(failure.SqlState ?? failure.GetType().Name);
            }
        }
    }

    private async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
            return false;
        try
        {
            await using var ping = new NpgsqlCommand("select 1", _connection);
            await ping.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            await _connection.DisposeAsync();
            _connection = null;
            return false;
        }
    }

    private async Task<bool> TryClaimAsync(CancellationToken cancellationToken)
    {
        // Not from a pool, and not reset: the lock lives as long as this very connection.
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ApplicationName = "platform claim",
            Timeout = 5,
            CommandTimeout = 5,
        };
        settings.Options = $"{settings.Options} {NoticeQuickly}".Trim();
        await using var source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "claim" }.Build();
        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var claim = terms.Command(connection);
            if (await claim.ExecuteScalarAsync(cancellationToken) is not true)
                return false;
            _connection = connection;
            return true;
        }
        finally
        {
            if (_connection != connection)
                await connection.DisposeAsync();
        }
    }

    private string Where()
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{settings.Database} on {settings.Host}";
    }

    [LoggerMessage(1201, LogLevel.Critical, "Another platform took the database ({Where}); this one stops")]
    private partial void LogTaken(string where);

    [LoggerMessage(1202, LogLevel.Warning, "The claim on the database cannot be checked ({Failure})")]
    private partial void LogUnreachable(string failure);
}
