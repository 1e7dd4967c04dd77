using System.Collections.Immutable;
using Platform.Commits;
using Platform.DueWork;

namespace Platform.Orders;

/// <summary>Services keep nothing in stock. Those that were placed when they still could finish with what they
/// have.</summary>
public sealed class ServiceStockTests
{
    private readonly Guid _id = Guid.CreateVersion7();
    private readonly Shelf _shelf = new();

    [Theory]
    [InlineData("new cancelled", "released")]
    [InlineData("new accepted processing completed", "committed")]
    [InlineData("new accepted on_way processing completed", "committed")]
    [InlineData("new accepted on_way new cancelled", "released")]
    [InlineData("new accepted on_way cancelled", "released")]
    [InlineData("new accepted on_way accepted processing completed", "committed")]
    public async Task Its_goods_leave_when_the_work_is_done_and_come_back_when_it_is_cancelled(string steps, string end)
    {
        await using var silo = await WithGoodsAsync();

        var order = await MoveAsync(silo, steps);

        Assert.Equal(end, OrderWords.Of(order.Reservation));
        Assert.Equal(["reserved", end], _shelf.Told);
    }

    [Fact]
    public async Task Goods_whose_settlement_broke_off_are_settled_when_they_are_due()
    {
        await using var silo = await WithGoodsAsync();
        await MoveAsync(silo, "new accepted processing");
        _shelf.Failure = new StorageUnavailableException("gone");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => MoveAsync(silo, "completed"));
        _shelf.Failure = null;

        Assert.Equal(silo.Clock.GetUtcNow(), silo.Store.All<OrderHead>().Single().DueAt);
        await silo.Order(_id).AsReference<IDueGrain>().WakeWhenDue();

        Assert.Equal(["reserved", "committed"], _shelf.Told);
        Assert.Null(silo.Store.All<OrderHead>().Single().DueAt);
    }

    [Fact]
    public async Task Before_it_is_opened_again_its_end_is_settled()
    {
        await using var silo = await WithGoodsAsync();
        await MoveAsync(silo, "new");
        _shelf.Failure = new StorageUnavailableException("gone");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => MoveAsync(silo, "cancelled"));
        _shelf.Failure = null;

        var version = (await silo.Order(_id).Find())!.Version;
        var opened = await silo.Order(_id).Reopen(new("came back", version), OrderSilo.By("reopen"));

        Assert.Equal(OrderRefusal.IllegalTransition, opened.Refusal);
        Assert.Equal(["reserved", "released"], _shelf.Told);
    }

    // A draft whose line is one of the stock, as it could be made once.
    private async Task<OrderSilo> WithGoodsAsync()
    {
        var store = new MemoryStore();
        var draft = SampleOrders.Repair with { Draft = true, Lines = [new(null, "Filter", 2, 5_00)] };
        await using (var earlier = await OrderSilo.StartAsync(store))
            await earlier.PlacedAsync(_id, draft);
        store.Line = line => line with { ItemId = Guid.Parse("10000000-0000-0000-0000-000000000000") };
        return await OrderSilo.StartAsync(store, _shelf);
    }

    private async Task<Order> MoveAsync(OrderSilo silo, string steps)
    {
        foreach (var step in steps.Split(' '))
        {
            var change = new ChangeOrderStatus(step, Reason: "why");
            var moved = await silo.Order(_id).ChangeStatus(change, OrderSilo.By("move"));
            Assert.Null(moved.Refusal);
        }

        return (await silo.Order(_id).Find())!;
    }

    private sealed class Shelf : IReservations
    {
        public List<string> Told { get; } = [];

        public Exception? Failure { get; set; }

        public Task<ImmutableArray<Guid>> FindUnknown(
            Guid accountId, Guid? shopId, ImmutableArray<Guid> itemIds) => Task.FromResult<ImmutableArray<Guid>>([]);

        public async Task<ReservationAnswer> Reserve(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items)
        {
            await Tell("reserved");
            return ReservationAnswer.Reserved;
        }

        public Task<ImmutableArray<ReservedItem>> FindShort(Guid accountId, ImmutableArray<ReservedItem> items) =>
            Task.FromResult(items);

        public Task Release(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) => Tell("released");

        public Task Commit(Guid accountId, Guid orderId, ImmutableArray<ReservedItem> items) => Tell("committed");

        private Task Tell(string what)
        {
            if (Failure is { } failure)
                return Task.FromException(failure);
            Told.Add(what);
            return Task.CompletedTask;
        }
    }
}
