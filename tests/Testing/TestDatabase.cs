using Npgsql;

namespace Platform.Testing;

/// <summary>A fresh, empty database for one test class, dropped at the end. What it shall contain, the test applies
/// itself (the migrations in <c>sql/</c>), since that is the code under test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;

    private TestDatabase(string name, string server)
    {
        Name = name;
        _server = server;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Its unique name.</summary>
    public string Name { get; }

    /// <summary>A superuser's connection string to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Creates it on <see cref="PostgresServer"/>.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync(PostgresServer.ConnectionString);

    /// <summary>Creates it on the server of a superuser's connection string.</summary>
    public static async Task<TestDatabase> CreateAsync(string server)
    {
        var database = new TestDatabase($"test_{Guid.NewGuid():N}", server);
        await database.RunAsync($"create database {database.Name} template template0");
        return database;
    }

    /// <summary>Drops it. A server that is too busy to do so keeps it: that says nothing about what was
    /// tested.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync($"drop database if exists {Name} with (force)");
        }
        catch (NpgsqlException failure)
        {
            await Console.Error.WriteLineAsync($"{Name} was not dropped: {failure.Message}");
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        // Dropping waits for a checkpoint, which on a busy disk takes its time.
        command.CommandTimeout = 180;
        await command.ExecuteNonQueryAsync();
    }
}
