using Npgsql;

namespace Platform.Storage;

/// <summary>Somebody whose transaction is open, so that others wait for what it holds.</summary>
internal sealed class Blocker : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private Blocker(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_source, _connection, _transaction) = (source, connection, transaction);

    /// <summary>Executes a statement and holds what it locks.</summary>
    public static async Task<Blocker> HoldAsync(string connectionString, string sql)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return new(source, connection, transaction);
    }

    public Task CommitAsync() => _transaction.CommitAsync();

    public Task RollbackAsync() => _transaction.RollbackAsync();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
