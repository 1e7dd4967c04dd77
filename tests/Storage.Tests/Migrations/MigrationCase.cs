using Microsoft.Extensions.Logging.Abstractions;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Migrations;

/// <summary>Base of tests that bring an empty database of their own up to date.</summary>
public abstract class MigrationCase : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private PlatformDatabase _platform = null!;

    private protected string ConnectionString => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _platform = new(new StorageOptions { ConnectionString = _database.ConnectionString });
    }

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _database.DisposeAsync();
    }

    private protected MigrationRunner Runner(IReadOnlyList<Migration> migrations) =>
        Sequences(MigrationSequence.Platform(migrations));

    private protected MigrationRunner Sequences(params MigrationSequence[] sequences) =>
        new(_platform, TimeProvider.System, NullLogger<MigrationRunner>.Instance, sequences);
}
