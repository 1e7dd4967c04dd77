using System.Collections.Concurrent;
using Npgsql;

namespace Platform.Commits;

/// <summary>Writes the child rows of one table, of any number of grains at once.</summary>
internal abstract class RowWriter(RowTable table)
{
    private static readonly ConcurrentDictionary<RowTable, RowWriter> Made = new();

    public RowTable Table { get; } = table;

    /// <summary>The one of the table, made once.</summary>
    public static RowWriter Of(RowTable table) => Made.GetOrAdd(table, static one =>
        (RowWriter)Activator.CreateInstance(typeof(RowWriter<>).MakeGenericType(one.RowType), one)!);

    /// <summary>Where it comes among the writers of a flush; two that share a place are one.</summary>
    public virtual string Order => Table.Table;

    /// <summary>The types of its columns' values.</summary>
    public abstract IReadOnlyList<Type> Types { get; }

    /// <summary>What reaches the columns of a row.</summary>
    public abstract IEnumerable<object?> Values(IRow row);

    public abstract NpgsqlBatchCommand Command(IReadOnlyList<IRow> rows);

    /// <summary>The same of values, an array of its own type for each column.</summary>
    public abstract NpgsqlBatchCommand Command(IReadOnlyList<Array> columns);
}

/// <summary>A row that says itself how it is written.</summary>
internal interface IOwnWriter : IRow
{
    RowWriter Writer { get; }
}

/// <summary>The same with the type of the rows.</summary>
internal sealed class RowWriter<TRow> : RowWriter
    where TRow : class, IRow
{
    private readonly RowTable<TRow> _table;
    private readonly string _sql;

    public RowWriter(RowTable<TRow> table)
        : base(table)
    {
        _table = table;
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        var arrays = string.Join(", ", table.Columns.Select((column, index) =>
            $"${index + 1}::{ColumnTypes.Sql(column.Type)}[]"));
        _sql = $"insert into {table.Table} ({names}) select * from unnest({arrays})";
        if (table.ReplacesOnKey)
            _sql += OnConflict(table);
    }

    public override IReadOnlyList<Type> Types =>
        [.. _table.Columns.Select(column => column.Collect([]).GetType().GetElementType()!)];

    public override IEnumerable<object?> Values(IRow row) => _table.Columns.Select(column => column.Read((TRow)row));

    public override NpgsqlBatchCommand Command(IReadOnlyList<IRow> rows)
    {
        var typed = new TRow[rows.Count];
        for (var i = 0; i < typed.Length; i++)
            typed[i] = (TRow)rows[i];
        return Command([.. _table.Columns.Select(column => column.Collect(typed))]);
    }

    public override NpgsqlBatchCommand Command(IReadOnlyList<Array> columns)
    {
        var command = new NpgsqlBatchCommand(_sql);
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(new()
            {
                Value = columns[i],
                NpgsqlDbType = ColumnTypes.Array(_table.Columns[i].Type),
            });
        }

        return command;
    }

    private static string OnConflict(RowTable<TRow> table)
    {
        var sets = table.Columns
            .Where(column => !table.Key.Contains(column.Name, StringComparer.Ordinal))
            .Select(column => $"{column.Name} = excluded.{column.Name}");
        return $" on conflict ({string.Join(", ", table.Key)}) do update set {string.Join(", ", sets)}";
    }
}
