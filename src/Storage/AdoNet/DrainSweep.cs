using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Looks at what was written to Orleans' rows since: what a process that died has left there is brought to the
/// tables, also when nobody calls its grain; of what has arrived only the state stays.</summary>
internal sealed partial class DrainSweep(
    DrainedPorts ports, PlatformDatabase database, UnreadableRows unreadable, StorageOptions options,
    TimeProvider clock, ILogger<DrainSweep> logger)
    : BackgroundService
{
    private const int TogetherMax = 500;

    private const string LeftSql =
        """
        select kind, id_text, version, payload
          from orleans.states
         where not is_settled and service = $1 and id_0 = 0 and id_1 = 0
           and changed_at <= clock_timestamp() - make_interval(secs => $2)
           and (kind, id_text) not in (select * from unnest($4::text[], $5::text[]))
         limit $3
        """;

    private const string SettleSql =
        """
        update orleans.states as s
           set is_settled = true, payload = i.payload
          from unnest($1::text[], $2::text[], $3::integer[], $4::bytea[])
                   as i(kind, id_text, version, payload)
         where s.kind = i.kind and s.id_text = i.id_text and s.id_0 = 0 and s.id_1 = 0 and s.service = $5
           and s.version = i.version
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Whoever wrote it is bringing it himself until then.
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>Looks at everything that is older.</summary>
    /// <returns>How many commits had been left behind.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<int> RunAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var finished = 0;
        // They are left for a later sweep, and keep this one from none that lie behind them.
        var staying = new List<(string Kind, string RowKey)>();
        while (true)
        {
            var left = await Failures.TranslateAsync(() => LeftAsync(age, staying, cancellationToken));
            var settled = new List<Left>(left.Count);
            foreach (var kind in left.GroupBy(one => one.Kind, StringComparer.Ordinal))
                finished += await LookAtAsync(kind.Key, [.. kind], settled, cancellationToken);
            await Failures.TranslateAsync(() => SettleAsync(settled, cancellationToken));
            if (left.Count < TogetherMax)
                return finished;
            staying.AddRange(left.Select(one => one.Id).Except(settled.Select(one => one.Id)));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await RunAsync(Age, stoppingToken) is > 0 and var finished)
                    LogFinished(finished);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
            {
                LogLater(failure.GetType().Name);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A state's table that is missing, or a row that cannot even be taken back: whoever calls that grain
                // learns of it, and the process goes on for all others.
                LogFailed(failure);
            }
        }
    }

    private async Task<int> LookAtAsync(
        string kind, List<Left> left, List<Left> settled, CancellationToken cancellationToken)
    {
        if (!ports.ByState.TryGetValue(kind, out var port))
        {
            // Of an older or a newer version of the platform, which may be running beside this one.
            if (_unknown.Add(kind))
                LogUnknown(kind);
            return 0;
        }

        var versions = await Failures.TranslateAsync(() => VersionsAsync(port.Table.Table, left, cancellationToken));
        var finished = 0;
        foreach (var one in left)
        {
            if (Kept(port.Table.Table, one) is not { } kept)
            {
                settled.Add(one);
            }
            else if (!kept.IsAheadOf(versions.GetValueOrDefault(one.Key)))
            {
                settled.Add(one with { Payload = Bytes(kept with { Pending = null }) });
            }
            else
            {
                // Settled by the next sweep, which finds that it has arrived.
                finished += await FinishAsync(port, one.Key);
            }
        }

        return finished;
    }

    private async Task<int> FinishAsync(IDrainedPort port, string key)
    {
        try
        {
            await port.FinishAsync(key);
            return 1;
        }
        catch (OrleansException failure) when (failure is not StorageUnavailableException)
        {
            // This one alone; whoever calls its grain learns why.
            LogNotFinished(port.Table.Table, key, failure.GetType().Name);
            return 0;
        }
    }

    private KeptCommit? Kept(string table, Left one)
    {
        if (one.Payload is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(one.Payload, KeptJson.Default.KeptCommit);
        }
        catch (JsonException failure)
        {
            unreadable.Add(table, one.Key, 0, failure);
            return null;
        }
    }

    private static byte[] Bytes(KeptCommit kept) =>
        JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptCommit);

    private async Task<List<Left>> LeftAsync(
        TimeSpan age, List<(string Kind, string RowKey)> staying, CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(LeftSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = age.TotalSeconds });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = TogetherMax });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. staying.Select(one => one.Kind)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. staying.Select(one => one.RowKey)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var left = new List<Left>();
        while (await reader.ReadAsync(cancellationToken))
        {
            left.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3)));
        }

        return left;
    }

    private async Task<Dictionary<string, long>> VersionsAsync(
        string table, List<Left> left, CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand(
            $"select key, version from {table} where key = any($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. left.Select(one => one.Key)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
            versions.Add(reader.GetString(0), reader.GetInt64(1));
        return versions;
    }

    // What was written again since is looked at again.
    private async Task<int> SettleAsync(List<Left> settled, CancellationToken cancellationToken)
    {
        if (settled.Count == 0)
            return 0;
        await using var command = database.Writer.CreateCommand(SettleSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. settled.Select(one => one.Kind)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. settled.Select(one => one.RowKey)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. settled.Select(one => one.Version)] });
        command.Parameters.Add(new()
        {
            Value = settled.Select(one => one.Payload).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(1511, LogLevel.Warning, "Brought {Count} commits to the tables that a process had left behind")]
    private partial void LogFinished(int count);

    [LoggerMessage(1512, LogLevel.Warning, "Orleans' rows cannot be looked at ({Failure}), trying again")]
    private partial void LogLater(string failure);

    [LoggerMessage(1515, LogLevel.Error, "Orleans' rows could not be looked through, trying again")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(1513, LogLevel.Error, "{Table} {Key} stands in Orleans' row and cannot be brought ({Failure})")]
    private partial void LogNotFinished(string table, string key, string failure);

    [LoggerMessage(1514, LogLevel.Error, "Orleans' rows hold commits of a kind that is not known: {Kind}")]
    private partial void LogUnknown(string kind);

    private sealed record Left(string Kind, string RowKey, int Version, byte[]? Payload)
    {
        public string Key => OrleansRows.KeyOf(RowKey);

        public (string Kind, string RowKey) Id => (Kind, RowKey);
    }
}
