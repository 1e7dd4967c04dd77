using Platform.Commits;
using Platform.Storage;

namespace Platform.Operations;

/// <summary>One query that tells both that the database answers and which migrations it has.</summary>
internal sealed class StorageHealthCheck(PlatformDatabase database) : IStorageHealth
{
    public async Task<StorageHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Failures.TranslateAsync(() => AskAsync(cancellationToken));
        }
        catch (StorageUnavailableException)
        {
            return new StorageHealth(IsReachable: false);
        }
    }

    private async Task<StorageHealth> AskAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "select count(*)::int, max(name) from schema_migrations");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new StorageHealth(true, reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1));
    }
}
