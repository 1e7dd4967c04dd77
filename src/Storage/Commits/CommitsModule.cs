using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Runtime.Hosting;
using Platform.Live;
using Platform.Orders;
using Platform.Roles;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Puts the grain storage together.</summary>
internal static class CommitsModule
{
    // These connections send the storage's own statements only. Rows are always found by key, so a plan that looks at
    // whole tables is wrong however small a table is when the plan is made; and one plan serves for ever. A server that
    // is only slow gives up before the client does, so that the outcome is known; one that lost its client stops
    // working.
    private const string Settings =
        "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off "
        + "-c plan_cache_mode=force_generic_plan -c client_connection_check_interval=1000";

    private static readonly TimeSpan ServerMargin = TimeSpan.FromMilliseconds(500);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<CommitSource>();
        services.AddSingleton(provider => new DatabaseGate(
            provider.GetRequiredService<CommitSource>().ProbeAsync,
            provider.GetRequiredService<StorageOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DatabaseGate>>()));
        services.AddSingleton(provider => new FlushTeller(
            provider.GetServices<IFlushListener>(), provider.GetRequiredService<ILogger<FlushTeller>>()));
        services.AddSingleton(provider => new RowWriters(provider.GetServices<RowTable>()));
        services.AddSingleton(provider => new CommitQueue(
            provider.GetRequiredService<CommitSource>().Source,
            provider.GetRequiredService<DatabaseGate>(),
            provider.GetRequiredService<FlushTeller>(),
            provider.GetRequiredService<RowWriters>().ByType,
            provider.GetRequiredService<StorageOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new StateReads(
            provider.GetRequiredService<CommitSource>().Source,
            provider.GetRequiredService<DatabaseGate>(),
            provider.GetRequiredService<StorageOptions>(),
            provider.GetRequiredService<ILogger<StateReads>>()));
        services.AddSingleton<UnreadableRows>();
        services.AddGrainStorage(PlatformGrainStorage.Name, (provider, _) => Storage(provider));
    }

    /// <summary>The connection string of the storage's own connections.</summary>
    public static NpgsqlDataSource Source(PlatformDatabase database, StorageOptions options)
    {
        var patience = options.CommandTimeout - ServerMargin;
        var settings = database.Settings(
            DatabaseRoles.Writer, options.Flushers + StateReads.Readers + OrderRowsReader.Readers + 1,
            $"{Settings} -c statement_timeout={(long)patience.TotalMilliseconds}");
        settings.AutoPrepareMinUsages = 1;
        settings.MaxAutoPrepare = 256;
        return NpgsqlDataSource.Create(settings);
    }

    private static PlatformGrainStorage Storage(IServiceProvider provider)
    {
        var rowWriters = provider.GetRequiredService<RowWriters>().ByType;
        var ports = provider.GetServices<StateTable>().ToDictionary(
            table => table.StateName,
            table => IStatePort.Of(
                StateWriter.Of(table), rowWriters, provider.GetRequiredService<CommitQueue>(),
                provider.GetRequiredService<StateReads>(), provider.GetRequiredService<UnreadableRows>()),
            StringComparer.Ordinal);
        return new(ports);
    }
}

/// <summary>Writers of all registered child rows, by the type of the row.</summary>
internal sealed class RowWriters(IEnumerable<RowTable> tables)
{
    public IReadOnlyDictionary<Type, RowWriter> ByType { get; } =
        tables.ToDictionary(table => table.RowType, RowWriter.Of);
}

/// <summary>The storage's own connections.</summary>
internal sealed class CommitSource(PlatformDatabase database, StorageOptions options) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = CommitsModule.Source(database, options);

    /// <summary>Throws unless the database answers and may be written.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("select pg_is_in_recovery()");
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
            throw new NpgsqlException("The server is a standby.");
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
