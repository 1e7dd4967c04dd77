using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Accounts;
using Platform.Analytics;
using Platform.Backups;
using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Conversation;
using Platform.Customers;
using Platform.Dispatch;
using Platform.DueWork;
using Platform.Erasures;
using Platform.Images;
using Platform.Invoices;
using Platform.Orders;
using Platform.Schedules;
using Platform.Shops;
using Platform.Sites;
using Platform.Stock;
using Platform.Vendors;

namespace Platform.Grains;

/// <summary>What the grains need of their silo: one line a domain.</summary>
public static class GrainsModule
{
    /// <summary>Adds every domain's tables and services.</summary>
    public static IServiceCollection AddPlatformGrains(this IServiceCollection services)
    {
        services.AddTables(
            [AccountTables.Accounts, AccountTables.Users, AccountTables.ApiKeys],
            [AccountTables.Memberships, AccountTables.Invitations, AccountTables.Sessions, AccountTables.Revocations]);
        services.AddTables([ShopTables.Shops, ShopTables.Numbers, ShopTables.Credentials], []);
        services.AddTables(
            [CallTables.Calls, CallTables.Tasks, CallTables.Alerts], [CallTables.Turns, CallTables.Webhooks]);
        services.AddTables([CustomerTables.Customers], []);
        services.AddTables([VendorTables.Vendors, VendorTables.Roster], []);
        services.AddTables(
            [OrderTables.Orders],
            [
                OrderTables.Details, OrderTables.Lines, OrderTables.History, OrderTables.Notes, OrderTables.Offers,
                OrderTables.Payments,
                SelectionRows.Selections, SelectionRows.Conversations, SelectionRows.Messages,
            ]);
        services.AddTables([ImageTables.Albums], [ImageTables.Images]);
        services.AddGrainEffect<PersonErasure>();
        services.AddGrainEffect<CustomerErasure>();
        services.AddTables([InvoiceTables.Books], [InvoiceTables.Invoices]);
        services.AddGrainEffect<InvoiceIssuing>();
        services.AddTables([DispatchTables.Dispatches], []);
        services.TryAddSingleton<DispatchOptions>();
        services.AddGrainEffect<DispatchConsumer>();
        services.AddTables([StockTables.Items], [StockTables.Movements, StockTables.Reservations]);
        services.AddSingleton<IReservations, StockReservations>();
        services.AddGrainEffect<StockAlerts>();
        services.AddGeocoder();
        services.AddTables([SiteTables.Imports], [SiteTables.Findings]);
        services.AddSingleton<SiteReader>();
        services.AddPlatformAgents();
        services.AddTables([JobTables.Jobs], [JobTables.Periods, JobTables.Runs, SalesTables.Days]);
        services.AddPeriodicJob<DailySalesJob>();
        services.AddPeriodicJob<StockCheckJob>();
        services.AddTables([BackupTables.Checks], [BackupTables.Snapshots, BackupTables.Drills]);
        services.TryAddSingleton<SnapshotOptions>();
        services.AddPeriodicJob<SnapshotJob>();
        services.AddPeriodicJob<SnapshotCleanupJob>();
        services.AddPeriodicJob<TranscriptCleanupJob>();
        services.AddJobPlanner();
        services.AddSingleton<DueWorkMeter>();
        services.AddHostedService<DueWorkStart>();
        services.AddConsumersAndLive();
        return services;
    }

    /// <summary>Who talks to callers: what an API needs that hosts no grains.</summary>
    public static IServiceCollection AddPlatformAgents(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IConversationAgent, RulesAgent>(AgentNames.Rules);
        services.AddSingleton(
            provider => provider.GetRequiredKeyedService<IConversationAgent>(AgentNames.Rules));
        return services.AddSingleton<IDraftTools, DraftTools>();
    }

    private static void AddTables(
        this IServiceCollection services, ReadOnlySpan<StateTable> states, ReadOnlySpan<RowTable> rows)
    {
        foreach (var table in states)
            services.AddSingleton(table);
        foreach (var table in rows)
            services.AddSingleton(table);
    }
}
