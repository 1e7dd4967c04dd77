using Microsoft.Extensions.Hosting;
using Platform.DueWork;
using Platform.Migrations;

namespace Platform.Storage;

/// <summary>Makes the database ready before any grain or endpoint is.</summary>
internal sealed class StorageStart(
    StorageOptions options, MigrationRunner migrations, IUpkeep upkeep, TimeProvider clock)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.MigrateAtStart)
            await migrations.ApplyAsync(cancellationToken);
        await upkeep.RunAsync(clock.GetUtcNow(), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
