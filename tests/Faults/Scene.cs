using System.Net;
using Npgsql;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>The shipped platform on a database of its own, with what stands between the two.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly PrivatePostgres? _server;

    private Scene(string connectionString, Trial trial, SceneOptions options)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        ConnectionString = connectionString;
        Line = new(new IPEndPoint(IPAddress.Parse(address.Host!), address.Port));
        address.Port = Line.Address.Port;
        Platform = new(
            options.IsThroughProxy ? address.ConnectionString : connectionString,
            options.Settings, trial.Binary);
        Ledger = new(connectionString);
    }

    private Scene(TestDatabase database, Trial trial, SceneOptions options)
        : this(database.ConnectionString, trial, options) => _database = database;

    private Scene(PrivatePostgres server, Trial trial, SceneOptions options)
        : this(server.ConnectionString, trial, options) => _server = server;

    /// <summary>The platform's process, signed in as its first admin.</summary>
    public PlatformProcess Platform { get; }

    /// <summary>The oracle: what PostgreSQL holds, past the platform and the proxy.</summary>
    public Ledger Ledger { get; }

    /// <summary>Straight to the database, as a superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>What stands between the platform and its database, where it was asked for.</summary>
    public ChaosProxy Line { get; }

    /// <summary>A PostgreSQL that this scene may break.</summary>
    public PrivatePostgres Server => _server ?? throw new InvalidOperationException("The server is everybody's.");

    /// <summary>Starts everything.</summary>
    public static async Task<Scene> OpenAsync(Trial trial, SceneOptions? options = null)
    {
        options ??= new();
        var scene = options.OwnServer is { } settings
            ? new Scene(await PrivatePostgres.StartAsync(settings, options.DataDirectory), trial, options)
            : new Scene(await TestDatabase.CreateAsync(), trial, options);
        await scene.Platform.StartAsync();
        await scene.Platform.SignInAsync();
        return scene;
    }

    /// <summary>A second process on the same database, keys and settings, straight at the database. Not
    /// started.</summary>
    public PlatformProcess Another() => new(ConnectionString, settings: null, Platform.Binary, Platform.DataDirectory);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Line.DisposeAsync();
        await Ledger.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

/// <summary>How a scene is set.</summary>
/// <param name="IsThroughProxy">Whether the platform reaches its database through <see cref="Scene.Line"/>.</param>
/// <param name="OwnServer">Settings of a PostgreSQL with its default durability that may be broken; null for a database
/// on the one that all tests share.</param>
/// <param name="DataDirectory">Where that PostgreSQL keeps its data; null for where it likes.</param>
/// <param name="Settings">The platform's environment beside what it needs.</param>
internal sealed record SceneOptions(
    bool IsThroughProxy = false, string? OwnServer = null, string? DataDirectory = null,
    IReadOnlyDictionary<string, string>? Settings = null);
