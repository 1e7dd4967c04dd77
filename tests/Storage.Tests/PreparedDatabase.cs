using Microsoft.Extensions.DependencyInjection;
using Platform.Testing;

namespace Platform.Storage;

/// <summary>Base of tests that want the storage on a fresh database, migrated and with the sample tables.</summary>
public abstract class PreparedDatabase : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private protected StorageHost Host { get; private set; } = null!;

    private protected string ConnectionString => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Host = StorageHost.On(_database.ConnectionString, Configure, Add, States);
        await Host.PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database.DisposeAsync();
    }

    private protected virtual StatesIn States => StatesIn.Platform;

    private protected virtual void Configure(StorageOptions options)
    {
    }

    private protected virtual void Add(IServiceCollection services)
    {
    }

    /// <summary>One value read by a superuser.</summary>
    private protected Task<T> ScalarAsync<T>(string sql) => StorageHost.ScalarAsync<T>(ConnectionString, sql);

    private protected Task ExecuteAsync(string sql) => StorageHost.ExecuteAsync(ConnectionString, sql);

    /// <summary>Executes a statement and holds what it locks.</summary>
    private protected Task<Blocker> LockAsync(string sql) => Blocker.HoldAsync(ConnectionString, sql);

    /// <summary>Completes when so many wait for a lock.</summary>
    private protected Task UntilWaitingAsync(long count) => Until.TrueAsync(async () => await ScalarAsync<long>(
        """
        select count(*) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'
        """) == count);
}
