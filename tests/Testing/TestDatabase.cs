using Npgsql;

namespace Platform.Testing;

/// <summary>A fresh, empty database for one test class, dropped at the end. What it shall contain, the test applies
/// itself (the migrations in <c>sql/</c>), since that is the code under test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string name, string connectionString)
    {
        Name = name;
        ConnectionString = connectionString;
    }

    /// <summary>Its unique name.</summary>
    public string Name { get; }

    /// <summary>A superuser's connection string to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates it on <see cref="PostgresServer"/>.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunAsync($"create database {name} template template0");
        var builder = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = name };
        return new TestDatabase(name, builder.ConnectionString);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RunAsync($"drop database if exists {Name} with (force)");

    private static async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.ConnectionString);
        await using var command = source.CreateCommand(sql);
        // Dropping waits for a checkpoint, which on a busy disk takes its time.
        command.CommandTimeout = 180;
        await command.ExecuteNonQueryAsync();
    }
}
