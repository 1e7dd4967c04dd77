using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Orders;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>A vendor's history as the first system's clients ask for it: staff any vendor's in their account, a vendor
/// his own in all accounts that have him.</summary>
internal static class OlderVendorEndpoints
{
    private const int LastOrdersMax = 10;

    private static readonly TimeSpan LastDays = TimeSpan.FromDays(30);

    public static void MapOlderVendors(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/vendors/{id}/history", History).RequireAuthorization(Policies.VendorHistory)
            .WithExample(response: OlderExamples.History);

    private static async Task<Results<Ok<OlderHistoryAnswer>, ProblemHttpResult>> History(
        string id, Caller caller, IRosterReader roster, IVendorFiguresReader reader, IOrderReader orders,
        IGrainFactory grains, TimeProvider clock, HttpContext http)
    {
        var (vendorId, accounts) = await MeantAsync(id, caller, roster, reader, http);
        if (accounts.IsEmpty)
            return Problems.NotFound("vendor");
        var entry = await grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(accounts[0], vendorId)).Find();
        if (entry.Value is not { Entry.Card: var card })
            return Problems.NotFound("vendor");

        var last = await LastAsync(vendorId, accounts, caller, reader, orders, http);
        var now = clock.GetUtcNow();
        var monthStart = MonthStart(now, last is [var newest, ..] ? newest.Order.Timezone : "UTC");
        var figures = VendorFigures.None;
        foreach (var account in accounts)
        {
            var found = await reader.ReadAsync(
                account, vendorId, caller.ShopId, monthStart, now - LastDays, http.RequestAborted);
            figures = figures.Plus(found.Value);
            http.SetPosition(found.Position);
        }

        return TypedResults.Ok(new OlderHistoryAnswer(
            true, OlderVendorShapes.History(card.ExternalId ?? $"{vendorId}", card.Name, figures, last)));
    }

    // By an id, or by an account's own name for the vendor.
    private static async Task<(Guid VendorId, ImmutableArray<Guid> Accounts)> MeantAsync(
        string id, Caller caller, IRosterReader roster, IVendorFiguresReader reader, HttpContext http)
    {
        if (caller.AccountId != Guid.Empty)
        {
            var known = await roster.FindAsync(caller.AccountId, [id], http.RequestAborted);
            return known.TryGetValue(id, out var vendorId) ? (vendorId, [caller.AccountId]) : (Guid.Empty, []);
        }

        var own = caller.VendorId!.Value;
        var names = await reader.AccountsOfAsync(own, http.RequestAborted);
        var isOwnId = Guid.TryParse(id, out var asked) && asked == own;
        return (own, [.. names.Where(name => isOwnId || name.ExternalId == id).Select(name => name.AccountId)]);
    }

    private static async Task<IReadOnlyList<OrderSheet>> LastAsync(
        Guid vendorId, ImmutableArray<Guid> accounts, Caller caller, IVendorFiguresReader reader, IOrderReader orders,
        HttpContext http)
    {
        var found = new List<OrderSheet>();
        foreach (var account in accounts)
        {
            var ids = await reader.LastOrdersAsync(
                account, vendorId, caller.ShopId, LastOrdersMax, http.RequestAborted);
            if (ids.Value.IsEmpty)
                continue;
            var sheets = await orders.SheetsAsync(account, ids.Value, http.RequestAborted);
            found.AddRange(caller.AccountId == Guid.Empty
                ? sheets.Value.Select(sheet => OlderOrderShapes.ForVendor(sheet, vendorId))
                : sheets.Value);
        }

        return
        [
            .. found.OrderByDescending(sheet => sheet.Order.UpdatedAt).Take(LastOrdersMax)
                .Select(sheet => sheet.WithPictures(http)),
        ];
    }

    private static DateTimeOffset MonthStart(DateTimeOffset now, string timezone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timezone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var first = new DateTime(local.Year, local.Month, 1);
        // Where a month begins with a clock change, its first moment may not exist; the hour after it does.
        return zone.IsInvalidTime(first)
            ? new(first.AddHours(1), zone.GetUtcOffset(first.AddHours(1)))
            : new(first, zone.GetUtcOffset(first));
    }
}
