using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Platform.Commits;
using Platform.Consumers;
using Platform.Conversation;
using Platform.Dispatch;
using Platform.Ids;
using Platform.Shops;
using Platform.Vendors;

namespace Platform.Orders;

/// <summary>A silo with the real grains of orders and dispatch; the storage is a test's, and so is the clock. Another
/// silo on the same store is the next life of the process.</summary>
internal sealed class OrderSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private OrderSilo(IHost host, MemoryStore store) => (_host, Store) = (host, store);

    public MemoryStore Store { get; }

    public HandClock Clock => _host.Services.GetRequiredService<HandClock>();

    public static async Task<OrderSilo> StartAsync(MemoryStore? kept = null, IReservations? stock = null)
    {
        var store = kept ?? new MemoryStore();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddSingleton<HandClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<HandClock>());
        services.AddKeyedSingleton<IGrainStorage>("platform", store);
        services.AddSingleton<IReceipts>(store);
        services.AddSingleton<IOrderRows>(store);
        services.AddSingleton<IOrderNumbers>(store);
        services.AddSingleton<ICandidateReader>(store);
        services.AddSingleton(stock ?? new NoStock());
        services.AddSingleton<IGeocoder, OfflineGeocoder>();
        services.AddSingleton(new DispatchOptions());
        builder.UseOrleans(silo => silo.UseLocalSilo());
        var host = builder.Build();
        await host.StartAsync();
        return new OrderSilo(host, store);
    }

    public IOrderGrain Order(Guid id) => Grains.GetGrain<IOrderGrain>(GrainKey.Of(SampleOrders.Account, id));

    public IDispatchGrain Dispatch(Guid id) => Grains.GetGrain<IDispatchGrain>(GrainKey.Of(SampleOrders.Account, id));

    /// <summary>Places an order and answers its grain.</summary>
    public async Task<IOrderGrain> PlacedAsync(Guid id, PlaceOrder? order = null)
    {
        var placed = await Order(id).Place(order ?? SampleOrders.Repair, By("place"));
        Assert.False(placed.IsRefused);
        return Order(id);
    }

    /// <summary>Somebody on the roster who goes there, does it and is there now.</summary>
    public async Task<Guid> AddVendorAsync(string name, bool hasAccepted = true)
    {
        var id = Guid.CreateVersion7();
        var card = new RosterCard
        {
            Name = name,
            Status = RosterStatus.Approved,
            Services = [new VendorService(DraftCategory.Repairs, null)],
            Area = new ServiceArea(null, null, null, ["10001"]),
        };
        var entry = Grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(SampleOrders.Account, id));
        await entry.Add(card, By("add"));
        if (hasAccepted)
            await entry.Accept(By("accept"));
        await Grains.GetGrain<IVendorGrain>(id.ToString("N")).Show(true, null, null, By("show"));
        return id;
    }

    public static Command By(string operation, string? key = null, string hash = "") =>
        new(SampleOrders.Account, SampleOrders.Staff, operation, key, hash);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    private sealed class NoStock : IReservations
    {
        public Task<ImmutableArray<Guid>> FindUnknown(
            Guid accountId, Guid? shopId, ImmutableArray<Guid> itemIds) => Task.FromResult(itemIds);

        public Task<ReservationAnswer> Reserve(
            Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) =>
            Task.FromResult(ReservationAnswer.OutOfStock);

        public Task<ImmutableArray<ReservedItem>> FindShort(Guid accountId, ImmutableArray<ReservedItem> items) =>
            Task.FromResult(items);

        public Task Release(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) => Task.CompletedTask;

        public Task Commit(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) => Task.CompletedTask;
    }
}
