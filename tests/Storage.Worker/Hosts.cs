using Microsoft.Extensions.DependencyInjection;
using Platform.Commits;

namespace Platform.Storage.Worker;

/// <summary>The platform's storage as a silo has it.</summary>
internal static partial class Hosts
{
    public static ServiceProvider On(
        string connection, int flushers, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatformStorage(options =>
        {
            options.ConnectionString = connection;
            options.Flushers = flushers;
            options.HasClusterTables = add is not null;
        });
        services.AddSingleton<StateTable>(Counter.Table);
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
