using Npgsql;
using Platform.Roles;

namespace Platform.Storage;

/// <summary>The database, seen through its three roles. One connection string; each pool takes its role when it
/// connects, so a pooled connection cannot come back with another.</summary>
public sealed partial class PlatformDatabase : IAsyncDisposable
{
    private const int OrleansConnectionsMax = 4;

    // The server compiles what it thinks expensive, as it does of tables that have grown: 300 ms for statements that
    // take one.
    private const string NoJit = "-c jit=off";

    private readonly StorageOptions _options;

    /// <summary>Makes the pools; nothing is connected yet.</summary>
    public PlatformDatabase(StorageOptions options)
    {
        _options = options;
        Login = Pool("login", Settings(role: null, connectionsMax: 2));
        Owner = Pool("owner", Settings(DatabaseRoles.Owner, connectionsMax: 2));
        Writer = Pool("writer", Settings(DatabaseRoles.Writer, options.WriterConnectionsMax));
        Query = Pool("query", Settings(DatabaseRoles.Query, options.QueryConnectionsMax));
    }

    /// <summary>The login itself. Only to make the roles with.</summary>
    internal NpgsqlDataSource Login { get; }

    /// <summary>Owns the tables: migrations, and what has to lock or drop them.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Sees and changes the rows of all accounts. For the platform's own work, never for a caller's
    /// list.</summary>
    public NpgsqlDataSource Writer { get; }

    /// <summary>Sees the rows of the account that is set for the running transaction, and none without.
    /// Use <see cref="ReadAsync"/>, which sets it.</summary>
    public NpgsqlDataSource Query { get; }

    /// <summary>What Orleans' ADO.NET providers connect with: their names are looked up in a schema of their
    /// own.</summary>
    public string OrleansConnectionString => ForOrleans("platform cluster", OrleansConnectionsMax);

    /// <summary>The same for its grain storage, which has a connection for each write that is under way.</summary>
    public string OrleansStatesConnectionString => ForOrleans("platform states", _options.OrleansStatesConnectionsMax);

    /// <summary>A pool. Metrics know it by its name; without one they would tell its whole connection string.</summary>
    internal static NpgsqlDataSource Pool(string name, NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name }.Build();

    /// <summary>A connection string with the role and limits of one pool.</summary>
    internal NpgsqlConnectionStringBuilder Settings(string? role, int connectionsMax, string extraOptions = "")
    {
        var settings = new NpgsqlConnectionStringBuilder(_options.ConnectionString)
        {
            ApplicationName = "platform",
            MaxPoolSize = connectionsMax,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            Timeout = Seconds(_options.ConnectTimeout),
            CommandTimeout = Seconds(_options.CommandTimeout),
            // A hung server does not answer a cancellation either: give the connection up at once.
            CancellationTimeout = -1,
            // These set nothing for longer than a transaction, so there is nothing to take back.
            NoResetOnClose = role is DatabaseRoles.Writer or DatabaseRoles.Query,
            IncludeErrorDetail = false,
        };
        if (role is not null)
            settings.Options = $"{settings.Options} -c role={role} {NoJit} {extraOptions}".Trim();
        return settings;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Login.DisposeAsync();
        await Owner.DisposeAsync();
        await Writer.DisposeAsync();
        await Query.DisposeAsync();
    }

    private string ForOrleans(string application, int connectionsMax)
    {
        var settings = Settings(DatabaseRoles.Writer, connectionsMax);
        settings.ApplicationName = application;
        settings.SearchPath = "orleans";
        return settings.ConnectionString;
    }

    private static int Seconds(TimeSpan span) => Math.Max(1, (int)Math.Ceiling(span.TotalSeconds));
}
