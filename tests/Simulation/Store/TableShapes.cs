using System.Collections.Concurrent;
using System.Globalization;
using Platform.Commits;

namespace Platform.Simulation;

/// <summary>What the simulated database has to know of a table of states.</summary>
internal abstract class StateShape
{
    private static readonly ConcurrentDictionary<StateTable, StateShape> Known = new();

    public static StateShape Of(StateTable table) => Known.GetOrAdd(table, static one =>
        (StateShape)Activator.CreateInstance(typeof(StateShape<>).MakeGenericType(one.StateType), one)!);

    /// <summary>The state's value in a column, or null when there is none of that name.</summary>
    public abstract object? Read(string column, object state);
}

/// <summary>The same with the type of the state.</summary>
internal sealed class StateShape<T>(StateTable<T> table) : StateShape
    where T : class
{
    private readonly Dictionary<string, Column<T>> _columns =
        table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);

    public override object? Read(string column, object state) =>
        _columns.TryGetValue(column, out var found) ? found.Read((T)state) : null;
}

/// <summary>What it has to know of a table of child rows.</summary>
internal abstract class RowShape
{
    private static readonly ConcurrentDictionary<RowTable, RowShape> Known = new();

    public static RowShape Of(RowTable table) => Known.GetOrAdd(table, static one =>
        (RowShape)Activator.CreateInstance(typeof(RowShape<>).MakeGenericType(one.RowType), one)!);

    /// <summary>The values of the primary key as one text.</summary>
    public abstract string KeyOf(IRow row);
}

/// <summary>The same with the type of the rows.</summary>
internal sealed class RowShape<TRow>(RowTable<TRow> table) : RowShape
    where TRow : class, IRow
{
    private readonly Column<TRow>[] _key =
        [.. table.Key.Select(name => table.Columns.First(column => column.Name == name))];

    public override string KeyOf(IRow row) => string.Join(
        '|', _key.Select(column => Convert.ToString(column.Read((TRow)row), CultureInfo.InvariantCulture)));
}
