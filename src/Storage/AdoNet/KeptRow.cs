using System.Text.Json;
using Npgsql;

namespace Platform.Commits;

/// <summary>A child row of which only the values of its columns are left.</summary>
internal sealed class KeptRow(KeptRowWriter writer, IReadOnlyList<JsonElement?> values) : IOwnWriter
{
    /// <summary>In the order of the columns.</summary>
    public IReadOnlyList<JsonElement?> Values { get; } = values;

    public RowWriter Writer { get; } = writer;
}

/// <summary>Writes such rows as the table's own writer writes its rows.</summary>
internal sealed class KeptRowWriter(RowWriter writer) : RowWriter(writer.Table)
{
    public override string Order => $"{Table.Table} kept";

    public override IEnumerable<object?> Values(IRow row) => throw new NotSupportedException("They are kept.");

    public override IReadOnlyList<Type> Types => writer.Types;

    public override NpgsqlBatchCommand Command(IReadOnlyList<IRow> rows)
    {
        var types = Types;
        var columns = new Array[types.Count];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = Array.CreateInstance(types[column], rows.Count);
            for (var i = 0; i < rows.Count; i++)
                columns[column].SetValue(KeptValue.Restore(((KeptRow)rows[i]).Values[column], types[column]), i);
        }

        return writer.Command(columns);
    }

    public override NpgsqlBatchCommand Command(IReadOnlyList<Array> columns) => writer.Command(columns);
}
