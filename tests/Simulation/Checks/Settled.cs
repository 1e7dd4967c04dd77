using Platform.Accounts;
using Platform.Backups;
using Platform.Calls;
using Platform.Consumers;
using Platform.Dispatch;
using Platform.Live;
using Platform.Orders;
using Platform.Schedules;
using Platform.Shops;

namespace Platform.Simulation;

/// <summary>What is still to come when the faults are over. All of it has to come.</summary>
internal static class Settled
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Something that is not done yet, or null when all is.</summary>
    public static async Task<string?> WhatIsOpen(World world)
    {
        var node = await world.NodeAsync();
        return Due(world) ?? Undone(world) ?? Behind(world, node) ?? Forgotten(world) ?? Unheard(world);
    }

    private static string? Due(World world) =>
        world.Database.States.FirstOrDefault(state => state.DueAt < world.Now - Margin) is { } late
            ? $"{late.Table.Table} {late.Key} has been due since {late.DueAt:O}"
            : null;

    private static string? Undone(World world)
    {
        var jobs = world.Database.All<ScheduledJob>().ToList();
        if (jobs.FirstOrDefault(job => job.NextAt < world.Now - Margin) is { } late)
            return $"{late.Job} has not done {late.NextDay:O}";
        if (world.Database.All<Account>().FirstOrDefault(one => jobs.TrueForAll(job =>
            job.Id != JobNames.IdOf(one.Id, JobNames.NightlySnapshot, shopId: null))) is { } account)
        {
            return $"nobody takes the snapshots of {account.Id}";
        }

        return world.Database.All<Shop>().FirstOrDefault(one => jobs.TrueForAll(job =>
            job.Id != JobNames.IdOf(one.AccountId, JobNames.DailySales, one.Id))) is { } shop
            ? $"nobody closes the days of {shop.AccountId}"
            : null;
    }

    private static string? Behind(World world, Node node)
    {
        if (world.Database.Side.Parked.Count > 0)
            return $"{world.Database.Side.Parked.First()} waits";
        foreach (var consumer in node.Get<IEnumerable<IConsumer>>())
        {
            var missed = world.Database.Log.FirstOrDefault(entry => consumer.Concerns(entry)
                && entry.Position > world.Database.Side.Place(consumer.Name, Lane.Of(entry.AccountId)).Position);
            if (missed is not null)
                return $"{consumer.Name} has not taken {missed.Kind} at {missed.Position}";
        }

        return null;
    }

    private static string? Forgotten(World world)
    {
        var cared = world.Database.All<DispatchState>().Where(state => state.DueAt is not null)
            .Select(state => state.OrderId).ToHashSet();
        var order = world.Database.All<OrderHead>().FirstOrDefault(head =>
            head is { Kind: OrderKind.Service, Status: OrderStatus.New, ShopId: not null } && !cared.Contains(head.Id));
        if (order is not null)
            return $"nobody looks for a vendor for {order.Number}";
        // Its time may be ahead of a clock that was set back.
        var owing = world.Database.All<OrderHead>().FirstOrDefault(head =>
            head.Reservation == ReservationState.Pending || OrderRules.StockOwed(head) is not null);
        if (owing is not null)
            return $"{owing.Number} is {owing.Status}, and its goods are {owing.Reservation}";
        if (world.Database.All<SnapshotCheck>().FirstOrDefault(check => check.DueAt is not null) is { } promised)
            return $"a drill of {promised.SnapshotId} was promised";
        return world.Database.All<Call>().FirstOrDefault(call => call.Work is not null) is { } call
            ? $"call {call.Id} still owes {call.Work}"
            : null;
    }

    private static string? Unheard(World world) =>
        world.Facts.Dashboards.FirstOrDefault(dashboard => !dashboard.HasHeardAll) is { } deaf
            ? $"{deaf.Name} has not heard all"
            : null;
}
