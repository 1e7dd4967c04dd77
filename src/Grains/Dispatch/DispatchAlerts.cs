using System.Globalization;
using Platform.Calls;
using Platform.Commits;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>Calls a person: one alert an order and day, counted where it repeats.</summary>
internal static class DispatchAlerts
{
    public const string NoVendor = "order-without-vendor";
    public const string BlockedAtWork = "blocked-vendor-at-work";

    public static Task Raise(IGrainFactory grains, string kind, Order order, DateTimeOffset now)
    {
        var id = NameBasedId.Of(kind, order.Number, now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return grains.GetGrain<IAlertGrain>(GrainKey.Of(order.AccountId, id)).RaiseAbout(
            new(kind, order.Number, order.Id), new Command(order.AccountId, Actor.System, "alerts.raise"));
    }
}
