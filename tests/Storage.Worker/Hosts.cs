using Microsoft.Extensions.DependencyInjection;
using Platform.Commits;

namespace Platform.Storage.Worker;

/// <summary>The platform's storage as a silo has it.</summary>
internal static class Hosts
{
    public static ServiceProvider On(string connection, int flushers)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatformStorage(options =>
        {
            options.ConnectionString = connection;
            options.Flushers = flushers;
        });
        services.AddSingleton<StateTable>(Counter.Table);
        return services.BuildServiceProvider();
    }
}
