using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using Platform.Live;
using Platform.Migrations;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Consumers;

/// <summary>A migrated database whose log a test fills by hand.</summary>
public sealed class ConsumerDatabase : IAsyncLifetime
{
    private TestDatabase _test = null!;

    internal PlatformDatabase Platform { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _test = await TestDatabase.CreateAsync();
        Platform = new PlatformDatabase(new StorageOptions { ConnectionString = _test.ConnectionString });
        await new MigrationRunner(
                Platform, TimeProvider.System, NullLogger<MigrationRunner>.Instance,
                MigrationSequence.Platform(Migration.Embedded()))
            .ApplyAsync(CancellationToken.None);
        await RunAsync(
            """
            create table tally (subject text primary key, events bigint not null, last bigint not null);
            grant all on tally to platform_writer
            """);
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await _test.DisposeAsync();
    }

    /// <summary>Appends an event as a flush would; answers it as it is read.</summary>
    public async Task<LogEntry> AppendAsync(
        Guid? account, string subject, string kind = "order.changed", params string[] topics)
    {
        await using var command = Platform.Writer.CreateCommand(
            """
            with head as (update log_head set position = position + 1 returning position)
            insert into events (position, account_id, lane, kind, subject, topics, at, actor, body)
            select position, $1, $2, $3, $4, $5, now(), 'system:system', '{}' from head returning position
            """);
        command.Parameters.Add(
            new() { Value = (object?)account ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = Lane.Of(account) });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = topics });
        var position = (long)(await command.ExecuteScalarAsync())!;
        return new LogEntry(
            position, account, kind, subject, [.. topics], TimeProvider.System.GetUtcNow(), "system:system", null,
            "{}");
    }

    public async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Platform.Writer.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
