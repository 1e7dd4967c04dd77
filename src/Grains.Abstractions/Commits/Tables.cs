using System.Text.Json.Serialization.Metadata;
using Platform.Ids;

namespace Platform.Commits;

/// <summary>Describes the table of one kind of grain: <c>key, account_id, version, state</c> and typed
/// columns.</summary>
public abstract class StateTable(string stateName, string table)
{
    /// <summary>The largest state in bytes of JSON. State size is the write rate: aim at 1 kB. Beyond this it is a
    /// design mistake.</summary>
    public const int StateBytesMax = 16 * 1024;

    /// <summary>The name in <c>[PersistentState(stateName)]</c>.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The table's name.</summary>
    public string Table { get; } = table;

    /// <summary>The type of the state.</summary>
    public abstract Type StateType { get; }

    /// <summary>The account of a key: by default the one a key starts with, see <see cref="GrainKey"/>. An account's
    /// own table, whose key is the account's id, says so here.</summary>
    public Func<string, Guid?> AccountOf { get; init; } = GrainKey.AccountOf;

    /// <summary>The text of the grain's <c>[GrainType]</c>; needed where the table has a column <c>due_at</c>, so that
    /// the grain can be woken.</summary>
    public string? GrainType { get; init; }

    /// <summary>Whether the table has this typed column.</summary>
    public abstract bool HasColumn(string name);
}

/// <summary>The same with its type: how the state becomes JSON and which columns follow from it.</summary>
public sealed class StateTable<T>(
    string stateName, string table, JsonTypeInfo<T> json, params IReadOnlyList<Column<T>> columns)
    : StateTable(stateName, table)
    where T : class
{
    /// <summary>Source-generated description of the state's JSON.</summary>
    public JsonTypeInfo<T> Json { get; } = json;

    /// <summary>What is listed, filtered or due; a pure function of the state.</summary>
    public IReadOnlyList<Column<T>> Columns { get; } = columns;

    /// <inheritdoc/>
    public override Type StateType => typeof(T);

    /// <inheritdoc/>
    public override bool HasColumn(string name) => Columns.Any(column => column.Name == name);
}

/// <summary>Describes a table of child rows. Rows are appended; a row that meets its key again replaces the old one
/// when <see cref="ReplacesOnKey"/> is set, and is refused by the table's own constraint otherwise.</summary>
public abstract class RowTable(string table, bool replacesOnKey, IReadOnlyList<string> key)
{
    /// <summary>The table's name.</summary>
    public string Table { get; } = table;

    /// <summary>Whether a row with the same key replaces the stored one.</summary>
    public bool ReplacesOnKey { get; } = replacesOnKey;

    /// <summary>The columns of the primary key.</summary>
    public IReadOnlyList<string> Key { get; } = key;

    /// <summary>The record type of the rows.</summary>
    public abstract Type RowType { get; }
}

/// <summary>The same with its type.</summary>
public sealed class RowTable<TRow>(
    string table, IReadOnlyList<string> key, bool replacesOnKey, params IReadOnlyList<Column<TRow>> columns)
    : RowTable(table, replacesOnKey, key)
    where TRow : class, IRow
{
    /// <summary>Every column that is written.</summary>
    public IReadOnlyList<Column<TRow>> Columns { get; } = columns;

    /// <inheritdoc/>
    public override Type RowType => typeof(TRow);
}
