using Npgsql;
using Platform.Commits;
using Platform.Storage;

namespace Platform.DueWork;

/// <summary>Finds due grains in every registered table with a <c>due_at</c>, by the index that
/// <c>protect_account_table</c> made.</summary>
internal sealed class DueWorkReader(PlatformDatabase database, IEnumerable<StateTable> tables) : IDueWork
{
    private const string DueColumn = "due_at";

    private readonly (string GrainType, string Sql)[] _tables =
    [
        .. tables.Where(table => table.HasColumn(DueColumn)).Select(table => (
            table.GrainType ?? throw new InvalidOperationException(
                $"Table {table.Table} has a {DueColumn} but its StateTable names no GrainType to wake."),
            $"select key, due_at from {table.Table} where due_at <= $1 order by due_at limit $2")),
    ];

    public async Task<IReadOnlyList<DueItem>> FindAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        if (_tables.Length == 0)
            return [];

        var items = await Failures.TranslateAsync(() => ReadAsync(now, limit, cancellationToken));
        items.Sort((left, right) => left.DueAt.CompareTo(right.DueAt));
        return items.Count > limit ? items.GetRange(0, limit) : items;
    }

    private async Task<List<DueItem>> ReadAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (_, sql) in _tables)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var items = new List<DueItem>();
        foreach (var (grainType, _) in _tables)
        {
            while (await reader.ReadAsync(cancellationToken))
                items.Add(new(grainType, reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));
            await reader.NextResultAsync(cancellationToken);
        }

        return items;
    }
}
