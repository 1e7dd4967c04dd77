using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Consumers;

namespace Platform.Backups;

/// <summary>What snapshots need beside their commits.</summary>
internal static class BackupsStorage
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<SnapshotOptions>();
        services.AddSingleton<SnapshotFolder>();
        services.AddSingleton<SnapshotDatabase>();
        services.AddSingleton<ISnapshotStore, SnapshotStore>();
        services.AddSingleton<ISnapshotReader, SnapshotReader>();
        services.AddSingleton<ISnapshotRestore, SnapshotRestore>();
        services.AddSingleton<IConsumer, ErasureMarks>();
        services.AddSingleton<SnapshotSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotSweep>());
    }
}
