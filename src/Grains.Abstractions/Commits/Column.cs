namespace Platform.Commits;

/// <summary>PostgreSQL types that columns may have.</summary>
public enum ColumnType
{
    Text = 1,
    Uuid = 2,
    Int8 = 3,
    Int4 = 4,
    Boolean = 5,
    Timestamptz = 6,
    Date = 7,
    Jsonb = 8,
    Float8 = 9,
}

/// <summary>A plain typed column that is filled from a state or a row by a pure function.</summary>
public abstract class Column<TRow>(string name, ColumnType type)
{
    /// <summary>The column's name in the database.</summary>
    public string Name { get; } = name;

    /// <summary>Its type in the database.</summary>
    public ColumnType Type { get; } = type;

    /// <summary>The values of this column for many rows, as one typed array (nullable elements for value
    /// types).</summary>
    public abstract Array Collect(ReadOnlySpan<TRow> rows);

    /// <summary>The value for one row, for tests that compare columns with states.</summary>
    public abstract object? Read(TRow row);
}

/// <summary>A column with the .NET type of its values.</summary>
public sealed class Column<TRow, TValue>(string name, ColumnType type, Func<TRow, TValue> read)
    : Column<TRow>(name, type)
{
    /// <inheritdoc/>
    public override Array Collect(ReadOnlySpan<TRow> rows)
    {
        var values = new TValue[rows.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(rows[i]);
        return values;
    }

    /// <inheritdoc/>
    public override object? Read(TRow row) => read(row);
}
