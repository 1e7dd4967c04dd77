using Platform.Accounts;
using Platform.Analytics;
using Platform.Backups;
using Platform.Calls;
using Platform.Compatibility;
using Platform.Consumers;
using Platform.Customers;
using Platform.Dispatch;
using Platform.Http;
using Platform.Images;
using Platform.Invoices;
using Platform.Live;
using Platform.Operations;
using Platform.Orders;
using Platform.Schedules;
using Platform.Shops;
using Platform.Silo;
using Platform.Sites;
using Platform.Stock;
using Platform.Tracking;
using Platform.Vendors;

try
{
    if (RestoreCommand.IsAsked(args))
        return await RestoreCommand.RunAsync(args);
    if (ResetPasswordCommand.IsAsked(args))
        return await ResetPasswordCommand.RunAsync(args);
    await Compose(args).RunAsync();
    return 0;
}
catch (Exception failure) when (StartFailure.ReasonOf(failure) is { } reason)
{
    await Console.Error.WriteLineAsync(reason);
    return CannotStartException.ExitCode;
}

static WebApplication Compose(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddPlatform();
    builder.AddHttpFoundation();
    builder.AddApiDocument();
    builder.AddOperations();
    builder.AddAccounts();
    builder.AddCalls();
    builder.Services.AddJsonContext(OrderJson.Default);
    builder.Services.AddJsonContext(StockHttpJson.Default);
    builder.Services.AddJsonContext(SiteHttpJson.Default);
    builder.AddVendors();
    builder.AddTracking();
    builder.AddCustomers();
    builder.AddInvoices();
    builder.AddImages();
    builder.AddDispatch();
    builder.AddAnalytics();
    builder.AddSchedules();
    builder.AddBackups();
    builder.Services.AddJsonContext(OlderJson.Default);
    builder.Services.AddLive();

    var app = builder.Build();
    app.UseWebApp();
    app.UseLiveSockets();
    app.UseHttpFoundation();

    app.MapApiDocument();
    app.MapProblemDocs();
    app.MapHealth();
    app.MapMetrics();
    app.MapLive();
    app.MapWebhooks();

    var api = app.MapApi();
    api.MapSignIn();
    api.MapPasswordResets();
    api.MapAccounts();
    api.MapAccountSettings();
    api.MapInvitations();
    api.MapApiKeys();
    api.MapShops();
    api.MapSiteImports();
    api.MapCredentials();
    api.MapCalls();
    api.MapOrders();
    api.MapPayments();
    api.MapStock();
    api.MapHolds();
    api.MapVendors();
    api.MapVendorHistory();
    api.MapJobs();
    api.MapTracking();
    api.MapCustomers();
    api.MapInvoices();
    api.MapImages();
    api.MapDispatch();
    api.MapAnalytics();
    api.MapScheduledJobs();
    api.MapSnapshots();
    api.MapDeadLetters();
    api.MapOperations();

    var older = app.MapOlderRoutes();
    older.MapOlderOrders();
    older.MapOlderShops();
    older.MapOlderVendors();
    older.MapOlderAnalytics();
    older.MapOlderStock();
    older.MapOlderAdmin();
    return app;
}

/// <summary>The HTTP host, public so that tests can start it.</summary>
public partial class Program;
