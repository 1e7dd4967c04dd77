using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Analytics;
using Platform.Backups;
using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Customers;
using Platform.DueWork;
using Platform.Images;
using Platform.Invoices;
using Platform.Live;
using Platform.Migrations;
using Platform.Operations;
using Platform.Orders;
using Platform.Reminders;
using Platform.Schedules;
using Platform.Sites;
using Platform.Stock;
using Platform.Tracking;
using Platform.Vendors;

namespace Platform.Storage;

/// <summary>Everything that is kept in PostgreSQL, in one line of a composition root.</summary>
public static class StorageModule
{
    /// <summary>Adds the platform's storage. The host applies the migrations before anything else starts.</summary>
    public static IServiceCollection AddPlatformStorage(
        this IServiceCollection services, Action<StorageOptions> configure)
    {
        var options = new StorageOptions();
        configure(options);
        if (options.ConnectionString is "")
            throw new InvalidOperationException("No connection string: set ConnectionStrings__Platform.");

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<PlatformDatabase>();
        services.AddSingleton<MigrationRunner>();
        CommitsModule.Add(services);
        services.AddSingleton<IReceipts, ReceiptReader>();
        services.AddSingleton<IEventLog, EventLog>();
        CallsStorage.Add(services);
        OrdersStorage.Add(services);
        StockStorage.Add(services);
        VendorsStorage.Add(services);
        SchedulesStorage.Add(services);
        BackupsStorage.Add(services);
        SitesStorage.Add(services);
        services.AddSingleton<IBlobStore, DiskBlobStore>();
        services.AddSingleton<BlobSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<BlobSweep>());
        services.AddSingleton<ITrackingReader, TrackingReader>();
        services.AddSingleton<IProofAttempts, ProofAttempts>();
        services.AddSingleton<IPlatformMetrics, PlatformMetrics>();
        services.AddSingleton<ICustomerTraces, CustomerTraceReader>();
        services.AddSingleton<IInvoiceReader, InvoiceReader>();
        services.AddSingleton<IInvoiceNames, InvoiceNames>();
        services.AddSingleton<IDueWork, DueWorkReader>();
        services.AddSingleton<IUpkeep, Upkeep>();
        services.AddSingleton<IProcessBoard, ProcessBoard>();
        services.AddSingleton<IReminderTable, ReminderTable>();
        services.AddHostedService<StorageStart>();
        services.AddHostedService<HangWatch>();
        services.AddConsumersStorage();
        return services;
    }
}
