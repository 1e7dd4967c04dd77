using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>First activations read their states here. Those that come at the same time travel as one statement a
/// table.</summary>
internal sealed partial class StateReads : IAsyncDisposable
{
    // One batch is on its way while the next is gathered.
    public const int Readers = 2;

    private readonly Channel<Wanted> _waiting;
    private readonly NpgsqlDataSource _source;
    private readonly DatabaseGate _gate;
    private readonly int _batchMax;
    private readonly Task[] _readers;
    private readonly ILogger<StateReads> _logger;

    public StateReads(
        NpgsqlDataSource source, DatabaseGate gate, StorageOptions options, ILogger<StateReads> logger)
    {
        _source = source;
        _gate = gate;
        _logger = logger;
        _batchMax = options.ReadBatchMax;
        _waiting = Channel.CreateBounded<Wanted>(options.WaitingCommitsMax);
        _gate.WentDown += RefuseWaiting;
        _readers = [.. Enumerable.Range(0, Readers).Select(_ => Task.Run(RunAsync))];
    }

    /// <summary>The row of a key, and a position of the log that it includes.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached, or too many reads
    /// wait.</exception>
    public Task<StateRow> ReadAsync(StateWriter writer, string key)
    {
        if (!_gate.IsUp)
            throw Unavailable(null);
        var wanted = new Wanted(writer, key);
        if (!_waiting.Writer.TryWrite(wanted))
            throw new StorageUnavailableException("Too many reads wait for the database.");
        if (!_gate.IsUp)
            RefuseWaiting();
        return wanted.Found.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_readers);
        _gate.WentDown -= RefuseWaiting;
    }

    private static StorageUnavailableException Unavailable(Exception? failure) =>
        new("The database cannot be reached.", failure);

    private void RefuseWaiting()
    {
        while (_waiting.Reader.TryRead(out var wanted))
            wanted.Found.TrySetException(Unavailable(null));
    }

    private async Task RunAsync()
    {
        var taken = new List<Wanted>(_batchMax);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            taken.Clear();
            while (taken.Count < _batchMax && _waiting.Reader.TryRead(out var wanted))
                taken.Add(wanted);
            if (taken.Count > 0)
                await AnswerAsync(taken);
        }
    }

    private async Task AnswerAsync(List<Wanted> taken)
    {
        try
        {
            try
            {
                await ReadAsync(taken);
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                // A pooled connection may have died with a server that is long back: reads can simply be repeated.
                LogRepeated(failure.Message);
                await ReadAsync(taken);
            }
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            _gate.Report(failure, isProof: true);
            Refuse(taken, Unavailable(failure));
        }
        catch (PostgresException failure)
        {
            // A table that is not as described: the grains of this batch fail, the reader goes on.
            LogFailed(failure);
            Refuse(taken, new StateUnreadableException($"The state cannot be read ({failure.SqlState}).", failure));
        }
    }

    private static void Refuse(List<Wanted> taken, Exception reason)
    {
        foreach (var wanted in taken)
            wanted.Found.TrySetException(reason);
    }

    private async Task ReadAsync(List<Wanted> taken)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var tables = taken.GroupBy(wanted => wanted.Writer).ToList();
        foreach (var table in tables)
        {
            var command = new NpgsqlBatchCommand(table.Key.ReadSql);
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. table.Select(wanted => wanted.Key).Distinct(StringComparer.Ordinal)],
            });
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var table in tables)
        {
            await AnswerAsync(reader, table);
            await reader.NextResultAsync();
        }
    }

    private static async Task AnswerAsync(NpgsqlDataReader reader, IEnumerable<Wanted> table)
    {
        var position = 0L;
        var rows = new Dictionary<string, StateRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            position = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
                rows.Add(reader.GetString(1), new(reader.GetFieldValue<byte[]>(3), reader.GetInt64(2), position));
        }

        foreach (var wanted in table)
            wanted.Found.TrySetResult(rows.GetValueOrDefault(wanted.Key) ?? new(null, 0, position));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A read is repeated: {Reason}")]
    private partial void LogRepeated(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of states cannot be read")]
    private partial void LogFailed(Exception failure);

    private sealed record Wanted(StateWriter Writer, string Key)
    {
        public TaskCompletionSource<StateRow> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A stored state; no JSON and version 0 when there is none.</summary>
internal sealed record StateRow(byte[]? Json, long Version, long Position);
