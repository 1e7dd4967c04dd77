using Orleans.Storage;
using Platform.Commits;
using static Platform.Orders.OrderSilo;

namespace Platform.Orders;

/// <summary>An order's grain in a silo: what it says while the storage does what storages do.</summary>
public sealed class OrderGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Guid _id = Guid.CreateVersion7();
    private OrderSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await OrderSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_was_never_placed_is_not_there_and_refuses_everything()
    {
        Assert.Null(await _silo.Order(_id).Find());
        Assert.Equal(OrderRefusal.Absent, (await MoveAsync("accepted")).Refusal);
        Assert.Empty(_silo.Store.Events);
    }

    [Fact]
    public async Task The_next_life_of_the_process_finds_the_order_as_it_was()
    {
        var order = await _silo.PlacedAsync(_id, SampleOrders.Goods);
        await order.AddNote(new AddOrderNote("Rings twice"), By("note"));
        await MoveAsync("confirmed");
        var before = (await order.Find())!;

        await using var next = await OrderSilo.StartAsync(_silo.Store);
        var after = (await next.Order(_id).Find())!;

        Assert.Equal(
            (OrderStatus.Confirmed, before.Version, before.Position), (after.Status, after.Version, after.Position));
        Assert.Equal(before.Customer, after.Customer);
        Assert.Equal(["Sample Product", "Gift wrap"], after.Lines.Select(line => line.Name));
    }

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        var order = await _silo.PlacedAsync(_id);
        var events = _silo.Store.Events;

        var refused = await MoveAsync("completed");

        Assert.Equal((OrderRefusal.IllegalTransition, OrderStatus.New), (refused.Refusal, refused.Current));
        Assert.Equal(events, _silo.Store.Events);
        Assert.Equal(1, (await order.Find())!.Version);
    }

    [Fact]
    public async Task While_the_storage_is_away_the_order_stands_as_it_was_and_moves_when_it_is_back()
    {
        var order = await _silo.PlacedAsync(_id);
        _silo.Store.Failure = _ => new StorageUnavailableException("away");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => MoveAsync("accepted", "key"));
        Assert.Equal((OrderStatus.New, 1L), Standing(await order.Find()));

        _silo.Store.Failure = _ => null;
        var moved = await MoveAsync("accepted", "key");
        Assert.Equal((OrderStatus.Accepted, 2L), Standing(moved.Order));
        Assert.False(moved.IsReplayed);
        Assert.Single(_silo.Store.Events, "order.status_changed");
    }

    [Fact]
    public async Task After_an_answer_that_was_lost_the_order_says_what_the_storage_says()
    {
        var order = await _silo.PlacedAsync(_id);
        _silo.Store.LostAnswer = new InconsistentStateException("It may have landed.");

        await Assert.ThrowsAsync<InconsistentStateException>(() => MoveAsync("accepted", "key"));

        Assert.Equal((OrderStatus.Accepted, 2L), Standing(await order.Find()));
        var again = await MoveAsync("accepted", "key");
        Assert.True(again.IsReplayed || again.Order!.Version == 2);
        Assert.Single(_silo.Store.Events, "order.status_changed");
    }

    [Fact]
    public async Task One_command_sent_many_times_happens_once()
    {
        await _silo.PlacedAsync(_id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MoveAsync("accepted", "key")));

        Assert.All(outcomes, outcome => Assert.Equal((OrderStatus.Accepted, 2L), Standing(outcome.Order)));
        Assert.Single(_silo.Store.Events, "order.status_changed");
        Assert.Equal(
            OrderRefusal.KeyReused,
            (await _silo.Order(_id).ChangeStatus(new("cancelled"), By("move", "key", hash: "another"))).Refusal);
    }

    [Fact]
    public async Task Reads_answer_what_is_committed_while_a_write_hangs()
    {
        var order = await _silo.PlacedAsync(_id);
        var gate = new TaskCompletionSource();
        _silo.Store.Gate = gate.Task;
        var moving = MoveAsync("accepted");
        await UntilAsync(() => _silo.Store.Waiting == 1);

        Assert.Equal((OrderStatus.New, 1L), Standing(await order.Find().WaitAsync(Patience)));
        Assert.Empty((await order.Offers().WaitAsync(Patience)).Value);
        Assert.False(moving.IsCompleted);

        gate.SetResult();
        Assert.Equal((OrderStatus.Accepted, 2L), Standing((await moving.WaitAsync(Patience)).Order));
        Assert.Equal((OrderStatus.Accepted, 2L), Standing(await order.Find()));
    }

    [Fact]
    public async Task Of_all_who_accept_at_once_one_gets_the_order_and_the_others_are_told_that_it_is_taken()
    {
        var order = await _silo.PlacedAsync(_id);
        var vendors = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
        var wave = new OfferWave(
            1, [.. vendors.Select(id => new OrderOffer { VendorId = id, VendorName = "V", Wave = 1 })],
            TimeSpan.FromMinutes(1));
        await order.Offer(wave, By("offer"));

        var outcomes = await Task.WhenAll(vendors.Select(vendor => order.Accept(
            vendor, new(SampleOrders.Account, new(ActorKind.Vendor, $"{vendor:N}"), "offers.accept", "key"))));

        var winner = vendors[Assert.Single(outcomes.Index(), outcome => !outcome.Item.IsRefused).Index];
        Assert.Equal(5, outcomes.Count(outcome => outcome.Refusal == OrderRefusal.OfferTaken));
        Assert.Equal((OrderStatus.Accepted, winner), ((await order.Find())!.Status, (await order.Find())!.VendorId));
        Assert.All((await order.Offers()).Value, offer => Assert.Equal(
            offer.VendorId == winner ? OfferStatus.Accepted : OfferStatus.Withdrawn, offer.Status));
        Assert.Single(_silo.Store.Events, "order.assigned");
    }

    private Task<OrderOutcome> MoveAsync(string to, string? key = null) =>
        _silo.Order(_id).ChangeStatus(new(to), By("move", key));

    private static (OrderStatus, long) Standing(Order? order) => (order!.Status, order.Version);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
            await Task.Delay(10, limit.Token);
    }
}
