using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>First activations read their states here. Those that come at the same time travel as one statement a
/// table.</summary>
internal sealed class StateReads : IAsyncDisposable
{
    /// <summary>Connections that it uses at once.</summary>
    public const int Readers = ReadGatherer<Wanted, StateRow>.Readers;

    private readonly NpgsqlDataSource _source;
    private readonly ReadGatherer<Wanted, StateRow> _gatherer;

    public StateReads(
        NpgsqlDataSource source, DatabaseGate gate, StorageOptions options, ILogger<StateReads> logger)
    {
        _source = source;
        _gatherer = new(ReadAsync, gate, options, logger);
    }

    /// <summary>The row of a key, and a position of the log that it includes.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached, or too many reads
    /// wait.</exception>
    public Task<StateRow> ReadAsync(StateWriter writer, string key) => _gatherer.ReadAsync(new(writer, key));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _gatherer.DisposeAsync();

    private async Task<IReadOnlyList<StateRow>> ReadAsync(IReadOnlyList<Wanted> wanted)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var tables = wanted.Select((one, at) => (one.Writer, one.Key, At: at)).GroupBy(one => one.Writer).ToList();
        foreach (var table in tables)
        {
            var command = new NpgsqlBatchCommand(table.Key.ReadSql);
            command.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. table.Select(one => one.Key).Distinct(StringComparer.Ordinal)],
            });
            batch.BatchCommands.Add(command);
        }

        var found = new StateRow[wanted.Count];
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var table in tables)
        {
            var (rows, position) = await RowsAsync(reader);
            foreach (var one in table)
                found[one.At] = rows.GetValueOrDefault(one.Key) ?? new(null, 0, position);
            await reader.NextResultAsync();
        }

        return found;
    }

    private static async Task<(Dictionary<string, StateRow> Rows, long Position)> RowsAsync(NpgsqlDataReader reader)
    {
        var position = 0L;
        var rows = new Dictionary<string, StateRow>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            position = reader.GetInt64(0);
            if (!reader.IsDBNull(1))
                rows.Add(reader.GetString(1), new(reader.GetFieldValue<byte[]>(3), reader.GetInt64(2), position));
        }

        return (rows, position);
    }

    internal readonly record struct Wanted(StateWriter Writer, string Key);
}

/// <summary>A stored state; no JSON and version 0 when there is none.</summary>
internal sealed record StateRow(byte[]? Json, long Version, long Position);
