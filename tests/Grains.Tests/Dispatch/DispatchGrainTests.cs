using Platform.Calls;
using Platform.Commits;
using Platform.DueWork;
using Platform.Ids;
using Platform.Orders;
using static Platform.Orders.OrderSilo;

namespace Platform.Dispatch;

/// <summary>Looking for a vendor, in a silo with the order's own grain: nobody is asked twice, whatever
/// fails.</summary>
public sealed class DispatchGrainTests : IAsyncLifetime
{
    private static readonly StartDispatch Anybody = new(VendorId: null, ExpectedVersion: null, Reason: null);

    private readonly Guid _id = Guid.CreateVersion7();
    private OrderSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await OrderSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Three_are_asked_first_and_when_all_have_declined_the_others_are()
    {
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(5);

        var started = await StartAsync();

        Assert.Equal(DispatchStatus.Offering, started.Order!.DispatchStatus);
        var first = (await order.Offers()).Value;
        Assert.Equal([1, 1, 1], first.Select(offer => offer.Wave));
        Assert.Equal(_silo.Clock.GetUtcNow() + TimeSpan.FromSeconds(60), State!.DueAt);

        foreach (var offer in first)
            await order.Decline(offer.VendorId, By("decline"));
        await _silo.Dispatch(_id).Answered();

        var all = (await order.Offers()).Value;
        Assert.Equal([1, 1, 1, 2, 2], all.Select(offer => offer.Wave));
        Assert.Equal(5, all.Select(offer => offer.VendorId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_not_there_or_not_open_is_refused_and_nobody_is_asked()
    {
        Assert.Equal(OrderRefusal.Absent, (await StartAsync()).Refusal);
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(1);

        var stale = await _silo.Dispatch(_id).Start(Anybody with { ExpectedVersion = 7 }, By("dispatch"));
        var stranger = await _silo.Dispatch(_id).Start(Anybody with { VendorId = Guid.NewGuid() }, By("dispatch"));
        await order.ChangeStatus(new("cancelled"), By("move"));
        var over = await StartAsync();

        Assert.Equal(
            [OrderRefusal.VersionMismatch, OrderRefusal.Invalid, OrderRefusal.IllegalTransition],
            new[] { stale.Refusal!.Value, stranger.Refusal!.Value, over.Refusal!.Value });
        Assert.Empty((await order.Offers()).Value);
        Assert.Null(State);
    }

    [Fact]
    public async Task Who_has_not_accepted_the_accounts_invitation_is_not_asked_also_by_name()
    {
        var order = await _silo.PlacedAsync(_id);
        var stranger = await _silo.AddVendorAsync("Stranger", hasAccepted: false);

        var named = await _silo.Dispatch(_id).Start(Anybody with { VendorId = stranger }, By("dispatch"));
        var best = await StartAsync();

        Assert.Equal(OrderRefusal.Invalid, named.Refusal);
        Assert.Equal(DispatchStatus.Exhausted, best.Order!.DispatchStatus);
        Assert.Empty((await order.Offers()).Value);
    }

    [Fact]
    public async Task Of_those_an_order_was_placed_for_only_who_accepted_the_accounts_invitation_is_asked()
    {
        var (stranger, known) =
            (await _silo.AddVendorAsync("Stranger", hasAccepted: false), await _silo.AddVendorAsync("Known"));
        var order = await _silo.PlacedAsync(_id, SampleOrders.Repair with { SelectedVendors = [stranger, known] });

        await StartAsync();

        Assert.Equal(known, Assert.Single((await order.Offers()).Value).VendorId);
    }

    [Fact]
    public async Task One_command_sent_many_times_asks_one_wave()
    {
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(8);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync("key")));

        Assert.Single(outcomes, outcome => !outcome.IsReplayed);
        Assert.Equal(3, (await order.Offers()).Value.Length);
        Assert.Single(_silo.Store.Events, "order.offered");
    }

    [Fact]
    public async Task While_the_storage_is_away_nobody_is_asked_and_the_same_command_asks_when_it_is_back()
    {
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(3);
        _silo.Store.Failure = _ => new StorageUnavailableException("away");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync("key"));
        Assert.Empty((await order.Offers()).Value);
        Assert.Null(State);

        _silo.Store.Failure = _ => null;
        Assert.False((await StartAsync("key")).IsReplayed);
        Assert.Equal(3, (await order.Offers()).Value.Length);
    }

    [Fact]
    public async Task A_look_that_was_cut_off_after_the_offer_asks_nobody_again()
    {
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(8);
        var writes = 0;
        // The beginning lands; that the wave is out does not.
        _silo.Store.Failure = state => state == "dispatches" && ++writes > 1
            ? new StorageUnavailableException("away")
            : null;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync("key"));
        Assert.Equal(3, (await order.Offers()).Value.Length);

        _silo.Store.Failure = _ => null;
        await using var next = await OrderSilo.StartAsync(_silo.Store);
        await next.Dispatch(_id).AsReference<IDueGrain>().WakeWhenDue();

        Assert.Equal(3, (await next.Order(_id).Offers()).Value.Length);
        Assert.Equal(DispatchPhase.Looking, State!.Phase);
        Assert.Single(_silo.Store.Events, "order.offered");
    }

    [Fact]
    public async Task When_nobody_is_left_a_person_is_called_and_it_is_looked_again()
    {
        var order = await _silo.PlacedAsync(_id);

        await StartAsync();

        Assert.Equal(DispatchStatus.Exhausted, (await order.Find())!.DispatchStatus);
        Assert.Equal((DispatchPhase.Resting, _silo.Clock.GetUtcNow() + TimeSpan.FromSeconds(30)), (
            State!.Phase, State.DueAt));
        var alert = Assert.Single(_silo.Store.All<Alert>());
        var (id, number) = ((await order.Find())!.Id, (await order.Find())!.Number);
        Assert.Equal(("order-without-vendor", id, number), (alert.Kind, alert.SubjectId, alert.Subject));
    }

    [Fact]
    public async Task Two_who_accept_while_it_looks_again_leave_one_winner_and_no_further_wave()
    {
        var order = await _silo.PlacedAsync(_id);
        await AddVendorsAsync(6);
        await StartAsync();
        var offers = (await order.Offers()).Value;

        var answers = await Task.WhenAll(
            order.Accept(offers[0].VendorId, By("accept")), order.Accept(offers[1].VendorId, By("accept")));
        await Task.WhenAll(_silo.Dispatch(_id).Answered(), _silo.Dispatch(_id).Answered());

        Assert.Single(answers, answer => !answer.IsRefused);
        Assert.Equal(3, (await order.Offers()).Value.Length);
        Assert.Equal(DispatchPhase.Idle, State!.Phase);
    }

    private DispatchState? State =>
        _silo.Store.Find<DispatchState>("dispatches", GrainKey.Of(SampleOrders.Account, _id));

    private Task<OrderOutcome> StartAsync(string? key = null) =>
        _silo.Dispatch(_id).Start(Anybody, By("dispatch", key));

    private async Task AddVendorsAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _silo.AddVendorAsync($"Vendor {i}");
    }
}
