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

    private const string VendorSql =
        "select set_config('platform.vendor', $1, true), (select position from log_head)";

    // Nobody is signed in: no row of any account can be seen, only what a function of the schema gives out.
    private const string StrangerSql = "select $1::text, (select position from log_head)";

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
        ReadAsAsync(AccountSql, accountId.ToString("D"), sql, parameters, read, cancellationToken);

    /// <summary>The same as a vendor, who belongs to no account: tables show nothing; the schema's functions for
    /// vendors show what is his.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or does not answer.</exception>
    public Task<Snapshot<IReadOnlyList<T>>> ReadAsVendorAsync<T>(
        Guid vendorId, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) =>
        ReadAsAsync(VendorSql, vendorId.ToString("D"), sql, parameters, read, cancellationToken);

    /// <summary>The same as somebody who is not signed in: tables show nothing; the schema's public functions show what
    /// anybody may know.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or does not answer.</exception>
    public Task<Snapshot<IReadOnlyList<T>>> ReadAsStrangerAsync<T>(
        string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) =>
        ReadAsAsync(StrangerSql, "", sql, parameters, read, cancellationToken);

    /// <summary>Reads rows of all accounts. For the platform's own work, never for a caller's list.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or does not answer.</exception>
    internal Task<IReadOnlyList<T>> ReadAcrossAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<T>>(async () =>
        {
            await using var command = Writer.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var items = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                items.Add(read(reader));
            return items;
        });

    private Task<Snapshot<IReadOnlyList<T>>> ReadAsAsync<T>(
        string whoSql, string who, string sql, IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var connection = await Query.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            var asking = new NpgsqlBatchCommand(whoSql);
            asking.Parameters.Add(new NpgsqlParameter<string> { TypedValue = who });
            batch.BatchCommands.Add(asking);
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
