using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Commits;
using Platform.Storage;

namespace Platform.DueWork;

/// <summary>Makes the log's months ahead, drops the old ones once all consumers have read them, lets the two tables of
/// receipts change places, and forgets attempts that count no more. One process does it at a time; the others have
/// nothing to do then.</summary>
internal sealed partial class Upkeep(PlatformDatabase database, StorageOptions options, ILogger<Upkeep> logger)
    : IUpkeep
{
    private const int MonthsAhead = 2;
    private const string MonthPrefix = "events_";

    // "upkeep" in ASCII.
    private const long LockId = 0x75706b656570;

    private static readonly TimeSpan LogRetentionMin = TimeSpan.FromDays(30);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await AloneAsync(MakeMonthsAsync, now, cancellationToken);
        await AloneAsync(DropMonthsAsync, now, cancellationToken);
        await AloneAsync(RotateReceiptsAsync, now, cancellationToken);
        await AloneAsync(ForgetAttemptsAsync, now, cancellationToken);
    }

    // Each part is a transaction of its own: one that locked the log and then the receipts would meet a flush that
    // locks them the other way round.
    private Task<bool> AloneAsync(
        Func<NpgsqlConnection, DateTimeOffset, CancellationToken, Task> part, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

            // Whoever reads the log is waited for, and flushes would wait behind: rather try again later.
            await ExecuteAsync(connection, "set local lock_timeout = '2s'", cancellationToken);
            if (!await IsAloneAsync(connection, cancellationToken))
                return false;

            await part(connection, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });

    private static DateOnly MonthOf(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return new(utc.Year, utc.Month, 1);
    }

    private static async Task MakeMonthsAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= MonthsAhead; i++)
        {
            var month = MonthOf(now).AddMonths(i);
            await ExecuteAsync(connection, "select make_events_month($1)", cancellationToken, month);
        }
    }

    private static Task ForgetAttemptsAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, "delete from tracking_attempts where used_until < $1", cancellationToken, now);

    // What a consumer has not read stays, however old: a lane that is stuck, or a platform that was down for longer
    // than the log is kept, would otherwise never make its invoices and figures of it.
    private async Task DropMonthsAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var retention = options.LogRetention < LogRetentionMin ? LogRetentionMin : options.LogRetention;
        var kept = MonthOf(now - retention);
        var held = 0;
        foreach (var name in await MonthsAsync(connection, cancellationToken))
        {
            var month = DateOnly.ParseExact(name[MonthPrefix.Length..], "yyyy_MM", CultureInfo.InvariantCulture);
            if (month >= kept)
                continue;
            if (await FindUnreadAsync(connection, name, cancellationToken) is { } lane)
            {
                held++;
                LogHeld(name, lane);
                continue;
            }

            await ExecuteAsync(connection, $"drop table {name}", cancellationToken);
            LogDropped(name);
        }

        StorageMetrics.LogMonthsHeld(held);
        await ExecuteAsync(
            connection,
            """
            delete from events_other old
             where at < $1
               and not exists (
                   select from consumer_positions place where place.lane = old.lane and place.position < old.position)
            """,
            cancellationToken, now - retention);
    }

    private static async Task<string?> FindUnreadAsync(
        NpgsqlConnection connection, string month, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select place.consumer || '/' || place.lane
              from consumer_positions place
             where exists (
                   select from {month} event where event.lane = place.lane and event.position > place.position)
             order by place.position limit 1
            """,
            connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static async Task<List<string>> MonthsAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select relname::text
              from pg_inherits join pg_class on pg_class.oid = inhrelid
             where inhparent = 'events'::regclass and relname ~ '^events_\d{4}_\d{2}$'
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            names.Add(reader.GetString(0));
        return names;
    }

    // The lock keeps every flush out for the moment in which the tables change places: a receipt can never be missed
    // because it was just being written into the one that is emptied.
    private async Task RotateReceiptsAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select slot from receipt_rotation where since <= $1", connection);
        command.Parameters.Add(new() { Value = now.ToUniversalTime() - options.ReceiptRetention });
        if (await command.ExecuteScalarAsync(cancellationToken) is not short slot)
            return;

        await ExecuteAsync(connection, "lock table receipts in access exclusive mode", cancellationToken);
        await ExecuteAsync(connection, $"truncate receipts_{1 - slot}", cancellationToken);
        await ExecuteAsync(
            connection, "update receipt_rotation set slot = 1 - slot, since = $1", cancellationToken,
            now.ToUniversalTime());
        LogRotated(slot, 1 - slot);
    }

    private static async Task<bool> IsAloneAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_xact_lock({LockId})", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Month} of the log")]
    private partial void LogDropped(string month);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Month} of the log is older than it is kept for, but stays: {Lane} has not read all of it")]
    private partial void LogHeld(string month, string lane);

    [LoggerMessage(Level = LogLevel.Information, Message = "Receipts go from table {From} to table {To}")]
    private partial void LogRotated(int from, int to);
}
