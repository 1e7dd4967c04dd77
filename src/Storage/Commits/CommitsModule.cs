using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Puts the grain storage together.</summary>
internal static class CommitsModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<CommitSource>();
        services.AddSingleton<ICommitSource>(provider => provider.GetRequiredService<CommitSource>());
        services.AddSingleton(BackgroundLoops.Pool);
        AddQueue(services);
    }

    /// <summary>All of it but the database, which the caller adds.</summary>
    public static void AddQueue(IServiceCollection services)
    {
        services.AddSingleton<DatabaseGate>();
        services.AddSingleton<FlushTeller>();
        services.AddSingleton(provider => new RowWriters(provider.GetServices<RowTable>()));
        services.AddSingleton<CommitQueue>();
        services.AddSingleton<StateReads>();
        services.AddSingleton<UnreadableRows>();
        services.AddGrainStorage(PlatformGrainStorage.Name, (provider, _) => Storage(provider));
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
