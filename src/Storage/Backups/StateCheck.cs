using System.Text.Json;
using Npgsql;
using Platform.Commits;

namespace Platform.Backups;

/// <summary>Compares the typed columns of one kind's restored rows with what follows from their states.</summary>
internal abstract class StateCheck
{
    public static StateCheck Of(StateTable table) =>
        (StateCheck)Activator.CreateInstance(typeof(StateCheck<>).MakeGenericType(table.StateType), table)!;

    /// <summary>The first row whose columns say something else than its state, in words; null when all agree.</summary>
    public abstract Task<string?> FindAsync(
        NpgsqlConnection connection, string schema, CancellationToken cancellationToken);
}

/// <summary>The same with the type of the state.</summary>
internal sealed class StateCheck<T>(StateTable<T> table) : StateCheck
    where T : class
{
    // PostgreSQL keeps times to the microsecond; a state's JSON is finer.
    private static readonly TimeSpan Kept = TimeSpan.FromMicroseconds(1);

    public override async Task<string?> FindAsync(
        NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        Column<T>[] columns = [.. table.Columns.Where(column => column.Type != ColumnType.Jsonb)];
        var names = string.Concat(columns.Select(column => $", {column.Name}"));
        await using var command = new NpgsqlCommand(
            $"select key, state{names} from {schema}.{table.Table}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = reader.GetString(0);
            if (Read(reader.GetString(1)) is not { } state)
                return $"Restored, the state of {table.Table} {key} cannot be read.";
            for (var i = 0; i < columns.Length; i++)
            {
                // A column that a later version has added stays empty until the grain writes again.
                if (reader.IsDBNull(i + 2) || Agree(Stored(reader, i + 2, columns[i].Type), columns[i].Read(state)))
                    continue;
                return $"Restored, {columns[i].Name} of {table.Table} {key} is not what its state says.";
            }
        }

        return null;
    }

    private T? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, table.Json);
        }
        catch (JsonException)
        {
            return null; // Said by the caller, with the row's key.
        }
    }

    private static object Stored(NpgsqlDataReader reader, int column, ColumnType type) => type switch
    {
        ColumnType.Timestamptz => reader.GetFieldValue<DateTimeOffset>(column),
        ColumnType.Date => reader.GetFieldValue<DateOnly>(column),
        ColumnType.Text or ColumnType.Uuid or ColumnType.Int8 or ColumnType.Int4 or ColumnType.Boolean
            or ColumnType.Float8 or ColumnType.Jsonb => reader.GetValue(column),
    };

    private static bool Agree(object stored, object? state) => (stored, state) switch
    {
        (DateTimeOffset kept, DateTimeOffset said) => (kept - said).Duration() < Kept,
        (long kept, int said) => kept == said,
        (int kept, short said) => kept == said,
        _ => stored.Equals(state),
    };
}
