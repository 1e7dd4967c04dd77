using Npgsql;
using Platform.Commits;
using Platform.Live;

namespace Platform.Storage;

public sealed partial class PlatformDatabase
{
    // The position is read by an earlier statement than the rows: what it counts is in the rows for sure, and an event
    // that comes twice is recognised by its version, while a missing one would never be noticed.
    private const string AccountSql =
        "select set_config('platform.account', $1, true), (select position from log_head)";

    /// <summary>Reads rows as an account: no other account's row can be seen, whatever the statement says. One round
    /// trip, one transaction. Answers the rows and a log position that they include.</summary>
    /// <param name="accountId">Whose rows.</param>
    /// <param name="sql">One statement with parameters <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="parameters">Their values, typed: <c>new NpgsqlParameter&lt;int&gt; { TypedValue = 50 }</c>.</param>
    /// <param name="read">Makes an item of the reader's current row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or does not answer.</exception>
    public Task<Snapshot<IReadOnlyList<T>>> ReadAsync<T>(
        Guid accountId, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var connection = await Query.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            var account = new NpgsqlBatchCommand(AccountSql);
            account.Parameters.Add(new NpgsqlParameter<string> { TypedValue = accountId.ToString("D") });
            batch.BatchCommands.Add(account);
            var query = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters)
                query.Parameters.Add(parameter);
            batch.BatchCommands.Add(query);

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var position = reader.GetInt64(1);
            await reader.NextResultAsync(cancellationToken);
            var items = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                items.Add(read(reader));
            return new Snapshot<IReadOnlyList<T>>(items, position);
        });
}
