using Npgsql;
using Platform.Commits;
using Platform.Roles;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>Connections for snapshots: as the owner of the tables, few, and with patience.</summary>
internal sealed class SnapshotDatabase : IAsyncDisposable
{
    /// <summary>Snapshots and drills at the same moment, in one process.</summary>
    public const int TogetherMax = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _source;

    public SnapshotDatabase(PlatformDatabase database)
    {
        var settings = database.Settings(DatabaseRoles.Owner, TogetherMax + 1);
        settings.ApplicationName = "platform snapshots";
        settings.CommandTimeout = (int)Patience.TotalSeconds;
        settings.MaxAutoPrepare = 0;
        _source = PlatformDatabase.Pool("snapshots", settings);
    }

    /// <summary>Runs with a connection.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public async Task<T> WithAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (NpgsqlException failure) when (Failures.IsUnavailable(failure))
        {
            // Only what Npgsql says: a disk that is full is no database that is gone.
            throw new StorageUnavailableException("The database cannot be reached.", failure);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
