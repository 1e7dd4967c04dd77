using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Platform.Commits;

/// <summary>Writes and reads one kind's table. One statement each for new rows, changed rows and reads, whatever their
/// number: prepared once.</summary>
internal abstract class StateWriter(StateTable table)
{
    private static readonly ConcurrentDictionary<StateTable, StateWriter> Made = new();

    public StateTable Table { get; } = table;

    public abstract string InsertSql { get; }

    public abstract string UpdateSql { get; }

    /// <summary>What was committed of a commit whose answer is not known, or which did not find its version.</summary>
    public string VersionsSql { get; } =
        $"select key, version, commit_id, (select position from log_head) from {table.Table} where key = any($1)";

    /// <summary>States with the position of the log at the same moment; one row of nulls when there is none.</summary>
    public string ReadSql { get; } =
        $"""
        select head.position, t.key, t.version, t.state, t.commit_id
          from log_head as head left join {table.Table} as t on t.key = any($1)
        """;

    /// <summary>The one of the table, made once.</summary>
    public static StateWriter Of(StateTable table) => Made.GetOrAdd(table, static one =>
        (StateWriter)Activator.CreateInstance(typeof(StateWriter<>).MakeGenericType(one.StateType), one)!);

    public abstract void AddColumns(NpgsqlParameterCollection parameters, ReadOnlySpan<Submission> part);

    /// <summary>The command that writes the part, which is sorted by key and either all new or all changed.</summary>
    public NpgsqlBatchCommand Command(ReadOnlySpan<Submission> part)
    {
        var keys = new string[part.Length];
        var versions = new long[part.Length];
        var commits = new Guid[part.Length];
        var states = new byte[part.Length][];
        for (var i = 0; i < part.Length; i++)
        {
            keys[i] = part[i].Key;
            versions[i] = part[i].BaseVersion;
            commits[i] = part[i].CommitId;
            states[i] = part[i].Json;
        }

        var command = new NpgsqlBatchCommand(part[0].IsNew ? InsertSql : UpdateSql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = commits });
        parameters.Add(new() { Value = states, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        if (part[0].IsNew)
            parameters.Add(new NpgsqlParameter<Guid?[]> { TypedValue = Accounts(part) });
        else
            parameters.Add(new NpgsqlParameter<long[]> { TypedValue = versions });
        AddColumns(parameters, part);
        return command;
    }

    private static Guid?[] Accounts(ReadOnlySpan<Submission> part)
    {
        var accounts = new Guid?[part.Length];
        for (var i = 0; i < part.Length; i++)
            accounts[i] = part[i].AccountId;
        return accounts;
    }
}

/// <summary>The same with the type of the state.</summary>
internal sealed class StateWriter<T> : StateWriter
    where T : class
{
    private const int FixedParameters = 4;

    private readonly StateTable<T> _table;

    public StateWriter(StateTable<T> table)
        : base(table)
    {
        _table = table;
        var names = string.Concat(table.Columns.Select(column => $", {column.Name}"));
        var arrays = string.Concat(table.Columns.Select((column, index) =>
            $", ${index + FixedParameters + 1}::{ColumnTypes.Sql(column.Type)}[]"));
        var inputs = names.Replace(", ", ", i.", StringComparison.Ordinal);
        var sets = string.Concat(table.Columns.Select(column => $", {column.Name} = i.{column.Name}"));

        InsertSql =
            $"""
            insert into {table.Table} (key, version, commit_id, state, account_id{names})
            select i.key, 1, i.commit_id, i.state, i.account_id{inputs}
              from unnest($1::text[], $2::uuid[], $3::jsonb[], $4::uuid[]{arrays})
                   as i(key, commit_id, state, account_id{names})
            """;
        UpdateSql =
            $"""
            with written as (
                update {table.Table} as t
                   set version = i.version + 1, commit_id = i.commit_id, state = i.state{sets}
                  from unnest($1::text[], $2::uuid[], $3::jsonb[], $4::bigint[]{arrays})
                       as i(key, commit_id, state, version{names})
                 where t.key = i.key and t.version = i.version
                returning 1)
            select platform_expect(count(*), cardinality($1)) from written
            """;
    }

    public override string InsertSql { get; }

    public override string UpdateSql { get; }

    /// <summary>Makes the commit ready to be queued.</summary>
    /// <exception cref="InvalidOperationException">The state is too large, or a row has no table: a bug.</exception>
    public Submission Submit(
        string key, long baseVersion, T state, PendingCommit pending, Guid? commitId = null)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(state, _table.Json);
        if (json.Length > StateTable.StateBytesMax)
        {
            throw new InvalidOperationException(
                $"{_table.Table} {key}: a state of {json.Length} bytes, at most {StateTable.StateBytesMax}.");
        }

        return new(this, key, _table.AccountOf(key), baseVersion, state, json, pending, commitId);
    }

    /// <summary>Reads a stored state.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public T Read(byte[] json) =>
        JsonSerializer.Deserialize(json, _table.Json) ?? throw new JsonException("The state is null.");

    /// <summary>The same of a state within other JSON.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public T Read(JsonElement json) => json.Deserialize(_table.Json) ?? throw new JsonException("The state is null.");

    public override void AddColumns(NpgsqlParameterCollection parameters, ReadOnlySpan<Submission> part)
    {
        var states = new T[part.Length];
        for (var i = 0; i < part.Length; i++)
            states[i] = (T)part[i].State;
        foreach (var column in _table.Columns)
        {
            parameters.Add(new()
            {
                Value = column.Collect(states),
                NpgsqlDbType = ColumnTypes.Array(column.Type),
            });
        }
    }
}
