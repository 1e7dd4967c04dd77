using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Storage;
using Platform.Commits;
using Platform.Ids;
using Platform.Live;
using Platform.Migrations;

namespace Platform.Storage;

/// <summary>The platform's storage as a silo has it, on one database, with the sample tables.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StorageHost(ServiceProvider services)
    {
        _services = services;
        Grains = services.GetRequiredKeyedService<IGrainStorage>("platform");
    }

    public IGrainStorage Grains { get; }

    public PlatformDatabase Database => Get<PlatformDatabase>();

    public static StorageHost On(
        string connectionString, Action<StorageOptions>? configure = null, Action<IServiceCollection>? add = null,
        StatesIn states = StatesIn.Platform)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddPlatformStorage(options =>
        {
            options.ConnectionString = connectionString;
            options.HasClusterTables = states == StatesIn.AdoNet;
            configure?.Invoke(options);
        });
        if (states == StatesIn.AdoNet)
            AdoNetProvider.Add(services);
        services.AddSingleton<StateTable>(Samples.Boxes);
        services.AddSingleton<RowTable>(Samples.Entries);
        services.AddSingleton<RowTable>(Samples.Parts);
        add?.Invoke(services);
        return new(services.BuildServiceProvider());
    }

    /// <summary>Applies the migrations and makes the sample tables.</summary>
    public async Task PrepareAsync()
    {
        await Get<MigrationRunner>().ApplyAsync(default);
        await using var command = Database.Owner.CreateCommand(Samples.Sql);
        await command.ExecuteNonQueryAsync();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A new activation's view of a box.</summary>
    public async Task<BoxActivation> ActivateAsync(string key)
    {
        var activation = new BoxActivation(Grains, key);
        await activation.ReadAsync();
        return activation;
    }

    /// <summary>One value read by a superuser.</summary>
    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A statement run by a superuser.</summary>
    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Where states are kept.</summary>
internal enum StatesIn
{
    Platform = 1,
    AdoNet = 2,
}

/// <summary>What the runtime does between a grain and the storage.</summary>
internal sealed class BoxActivation(IGrainStorage storage, string key)
{
    private readonly GrainId _id = GrainId.Create("box", key);

    public GrainState<Stored<Box>> State { get; } = new(new Stored<Box>());

    public string Key => key;

    public Task ReadAsync() => storage.ReadStateAsync("boxes", _id, State, CancellationToken.None);

    public Task WriteAsync(Box next, IReadOnlyList<IRow>? rows = null, Receipt? receipt = null, int events = 1)
    {
        var before = State.State!;
        State.State = new()
        {
            Value = next,
            Position = before.Position,
            Pending = new(
                Actor.System, null,
                [.. Enumerable.Range(0, events).Select(_ => Event(key, next))],
                [.. rows ?? []], receipt is null ? [] : [receipt]),
        };
        return storage.WriteStateAsync("boxes", _id, State, CancellationToken.None);
    }

    public static PendingEvent Event(string key, Box box) =>
        new("box.changed", $"boxes/{key[^32..]}", $$"""{"count":{{box.Count}}}""", ["boxes", "shelf"]);
}

/// <summary>Keeps what it was told.</summary>
internal sealed class Heard : IFlushListener
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    public void Flushed(IReadOnlyList<LogEntry> entries)
    {
        lock (_lock)
            _entries.AddRange(entries);
    }
}

/// <summary>Keys of an account.</summary>
internal static class Keys
{
    public static readonly Guid Account = new("0190cccc-0000-7000-8000-00000000000c");

    public static string New() => GrainKey.Of(Account, Guid.CreateVersion7());
}
