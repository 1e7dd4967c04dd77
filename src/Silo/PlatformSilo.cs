using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Accounts;
using Platform.Dispatch;
using Platform.Grains;
using Platform.Operations;
using Platform.Secrets;
using Platform.Storage;

namespace Platform.Silo;

/// <summary>The composition root of everything behind HTTP: storage, grains and the runtime they live in. The same
/// for a silo of its own and for the API that hosts its grains.</summary>
public static class PlatformSilo
{
    private const string DataDirectoryDefault = ".data";

    /// <summary>Adds the whole platform. The order is the order of starting: the database is this process's own, is
    /// brought up to date, its keys are loaded, then the grains live.</summary>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    public static void AddPlatformSilo(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var connectionString = configuration.GetConnectionString("Platform") ?? "";
        var services = builder.Services;
        if (!SiloRuntime.IsCluster(configuration))
        {
            services.AddSingleton(
                provider => ActivatorUtilities.CreateInstance<DatabaseClaim>(provider, connectionString));
            services.AddHostedService(provider => provider.GetRequiredService<DatabaseClaim>());
        }

        services.AddPlatformStorage(storage =>
        {
            storage.BlobDirectory = Path.Combine(
                configuration["DataDirectory"] ?? DataDirectoryDefault, "blobs");
            configuration.GetSection("Storage").Bind(storage);
            storage.ConnectionString = connectionString;
            storage.HasClusterTables = SiloRuntime.MayBeCluster;
        });
        services.AddAccountStorage(() => MasterKey.Load(
            configuration["MasterKey"], configuration["DataDirectory"] ?? DataDirectoryDefault));
        services.AddSingleton(configuration.GetSection("Dispatch").Get<DispatchOptions>() ?? new DispatchOptions());
        services.AddGeocoder(configuration);
        services.AddPlatformGrains();
        services.AddSingleton(new RuntimeInfo(
            SiloRuntime.Name, configuration["Runtime:Reason"] ?? $"built with -p:GrainRuntime={SiloRuntime.Name}"));
        builder.UseOrleans(silo => SiloRuntime.Configure(silo, configuration));
    }
}
