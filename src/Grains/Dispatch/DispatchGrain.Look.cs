using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platform.Ids;
using Platform.Orders;
using Platform.Shops;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>One look at the order: close what has run out, ask the next wave, or rest.</summary>
internal sealed partial class DispatchGrain
{
    // A chosen vendor who turns out to be gone leaves the turn to the best ones.
    private const int TriesMax = 2;
    private const int CandidatesMax = 200;

    private static readonly TimeSpan GeocodingPatience = TimeSpan.FromSeconds(2);

    private async Task Look()
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var current = _commit.Committed!;
            if (await Order.Find() is not { Kind: OrderKind.Service, Status: OrderStatus.New } order)
            {
                await Save(current with { Phase = DispatchPhase.Idle, Chosen = null, DueAt = null }, "end");
                return;
            }

            await Order.ExpireOffers(By("expire"));
            var offers = (await Order.Offers()).Value;
            if (current.Chosen is null && DispatchRules.OpenUntil(offers) is { } openUntil)
            {
                await Save(current with { Phase = DispatchPhase.Looking, DueAt = openUntil }, "wait");
                return;
            }

            if (await Ask(order, offers, current) is { } until)
            {
                await Save(
                    current with { Phase = DispatchPhase.Looking, Chosen = null, DueAt = until }, "wave");
                return;
            }

            if (current.Chosen is null)
            {
                await Rest(order, current);
                return;
            }

            await Save(current with { Chosen = null }, "gone");
        }
    }

    // Offers the next wave and answers when it is over; null when there is nobody to ask.
    private async Task<DateTimeOffset?> Ask(Order order, ImmutableArray<OrderOffer> offers, DispatchState current)
    {
        var last = offers.IsEmpty ? 0 : offers.Max(offer => offer.Wave);
        var wave = current.Chosen is { } chosen ? await Named([chosen])
            : last == 0 && !order.SelectedVendors.IsEmpty ? await Named(order.SelectedVendors)
            : [];
        if (wave.IsEmpty && current.Chosen is null)
            wave = await Best(order, offers, current, DispatchRules.SizeOf(last - current.WavesBefore + 1, options));
        if (wave.IsEmpty)
            return null;

        // One key a wave: asked again after a crash, the order answers what it did.
        var number = last + 1;
        var outcome = await Order.Offer(
            new OfferWave(number, wave, options.WaveTimeout), By("offer", $"{OrderId:N}/wave/{number}"));
        if (outcome.IsRefused)
            LogNotOffered(OrderId, number, outcome.Refusal.Value);
        return DispatchRules.OpenUntil((await Order.Offers()).Value);
    }

    private async Task<ImmutableArray<OrderOffer>> Best(
        Order order, ImmutableArray<OrderOffer> offers, DispatchState current, int size)
    {
        var now = clock.GetUtcNow();
        var job = await JobOf(order, now);
        var asked = DispatchRules.Asked(offers, current.WavesBefore);
        var found = await candidates.FindAsync(
            new CandidateQuery(
                AccountId, job.Skills, job.PostalCode, job.Place, now - VendorPresence.Decay, [.. asked.Keys],
                CandidatesMax, job.WantedAt, now, options.JobTime),
            CancellationToken.None);
        var ranked = DispatchRules.Rank(found, asked, job, now);

        // What the list said may be over: each is asked whether he is still there before he is offered anything.
        var wave = ImmutableArray.CreateBuilder<OrderOffer>(size);
        foreach (var some in ranked.Chunk(size))
        {
            var isFit = await Task.WhenAll(some.Select(offer => IsThere(offer.VendorId, now)));
            wave.AddRange(some.Where((_, index) => isFit[index]).Take(size - wave.Count));
            if (wave.Count == size)
                break;
        }

        return wave.ToImmutable();
    }

    private async Task<ImmutableArray<OrderOffer>> Named(ImmutableArray<Guid> vendors)
    {
        var entries = await Task.WhenAll(vendors.Distinct().Select(Entry));
        return
        [
            .. entries.OfType<RosterEntry>().Where(entry => entry.TakesOrders).Select(DispatchRules.Chosen),
        ];
    }

    private async Task Rest(Order order, DispatchState current)
    {
        if (current.Phase != DispatchPhase.Resting)
        {
            await Order.Exhaust(By("exhaust"));
            await DispatchAlerts.Raise(GrainFactory, DispatchAlerts.NoVendor, order, clock.GetUtcNow());
        }

        await Save(DispatchRules.Rest(current, options, clock.GetUtcNow()), "rest");
    }

    private async Task<Job> JobOf(Order order, DateTimeOffset now)
    {
        var shop = order.ShopId is { } shopId
            ? (await GrainFactory.GetGrain<IShopGrain>(GrainKey.Of(AccountId, shopId)).Find()).Value?.Shop
            : null;
        return Job.Of(order, order.Location is null ? await Locate(order) : null, shop?.Details.Area, now);
    }

    private async Task<Place?> Locate(Order order)
    {
        if (order.Address is not { } address)
            return null;
        using var patience = new CancellationTokenSource(GeocodingPatience, clock);
        return await geocoder.LocateAsync(
            new PlaceQuery(
                address.Line1 ?? address.Raw, address.City, address.State, address.PostalCode, address.Country),
            patience.Token);
    }

    private async Task<bool> IsThere(Guid vendorId, DateTimeOffset now)
    {
        var presence = await GrainFactory.GetGrain<IVendorGrain>(vendorId.ToString("N")).Find();
        return presence?.IsOnlineAt(now) == true && await TakesOrders(vendorId);
    }

    private async Task<bool> TakesOrders(Guid vendorId) => await Entry(vendorId) is { TakesOrders: true };

    private async Task<RosterEntry?> Entry(Guid vendorId) =>
        (await GrainFactory.GetGrain<IRosterEntryGrain>(GrainKey.Of(AccountId, vendorId)).Find()).Value?.Entry;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {OrderId} was not offered in wave {Wave}: {Refusal}")]
    private partial void LogNotOffered(Guid orderId, int wave, OrderRefusal refusal);
}
