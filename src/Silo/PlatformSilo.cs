using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Accounts;
using Platform.Backups;
using Platform.Dispatch;
using Platform.Grains;
using Platform.Operations;
using Platform.Secrets;
using Platform.Sites;
using Platform.Storage;

namespace Platform.Silo;

/// <summary>The composition root of everything behind HTTP: storage, grains and the runtime they live in.</summary>
public static class PlatformSilo
{
    private const string DataDirectoryDefault = ".data";

    /// <summary>What an API needs: the grains in its own process, or a cluster's silos to ask.</summary>
    /// <exception cref="CannotStartException">The connection string cannot be read.</exception>
    public static void AddPlatform(this IHostApplicationBuilder builder)
    {
        if (!SiloRuntime.IsCluster(builder.Configuration))
        {
            builder.AddPlatformSilo();
            return;
        }

        builder.AddStorage(ClaimTerms.Client);
        builder.AddFigures(ProcessRole.Api);
        builder.Services.AddPlatformAgents();
        SiloRuntime.AddClient(builder);
    }

    /// <summary>Adds the grains and all they need. The order is the order of starting: the database is claimed, is
    /// brought up to date, its keys are loaded, then the grains live.</summary>
    /// <exception cref="CannotStartException">The connection string cannot be read, or the settings of a cluster are
    /// wrong.</exception>
    public static void AddPlatformSilo(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.AddStorage(SiloRuntime.IsCluster(configuration)
            ? ClaimTerms.Silo(ClusterSettings.Of(configuration).Endpoint)
            : ClaimTerms.Alone);
        builder.AddFigures(SiloRuntime.IsCluster(configuration) ? ProcessRole.Silo : ProcessRole.Whole);
        var services = builder.Services;
        services.AddSingleton(configuration.GetSection("Dispatch").Get<DispatchOptions>() ?? new DispatchOptions());
        services.AddGeocoder(configuration);
        services.AddPlatformGrains();
        SiloRuntime.AddSilo(builder);
    }

    // Listens before anything is measured, sends it on where the environment says so, and tells as soon as the database
    // is up to date.
    private static void AddFigures(this IHostApplicationBuilder builder, ProcessRole role)
    {
        var services = builder.Services;
        services.AddHostedService<TelemetryExport>();
        services.AddSingleton<MetricStore>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricStore>());
        services.AddHostedService(
            provider => ActivatorUtilities.CreateInstance<FigureTeller>(provider, role));
    }

    private static void AddStorage(this IHostApplicationBuilder builder, ClaimTerms terms)
    {
        var configuration = builder.Configuration;
        var connectionString = configuration.GetConnectionString("Platform") ?? "";
        var services = builder.Services;
        if (StartFailure.ReasonOf(connectionString) is { } unreadable)
            throw new CannotStartException(unreadable);
        if (RefusalOf(configuration) is { } refusal)
            services.AddHostedService(_ => new StartRefused(refusal));
        services.AddSingleton(
            provider => ActivatorUtilities.CreateInstance<DatabaseClaim>(provider, connectionString, terms));
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseClaim>());
        services.AddSingleton(SnapshotOptionsOf(configuration));
        services.AddSingleton(configuration.GetSection("Sites").Get<SiteOptions>() ?? new SiteOptions());
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
        services.AddSingleton(new RuntimeInfo(
            SiloRuntime.Name, configuration["Runtime:Reason"] ?? $"built with -p:GrainRuntime={SiloRuntime.Name}"));
    }

    private static string? RefusalOf(IConfiguration configuration) =>
        ClusterSettings.IsAskedFor(configuration) && !SiloRuntime.MayBeCluster
            ? $"platform: Cluster__Enabled is set, but this build has the {SiloRuntime.Name} runtime, which is one"
                + " process; build with -p:GrainRuntime=Orleans, or start it without."
            : StateStorage.RefusalOf(configuration);

    private static SnapshotOptions SnapshotOptionsOf(IConfiguration configuration)
    {
        var options = new SnapshotOptions
        {
            Path = Path.Combine(configuration["DataDirectory"] ?? DataDirectoryDefault, "snapshots"),
        };
        configuration.GetSection("Snapshots").Bind(options);
        return options;
    }
}
