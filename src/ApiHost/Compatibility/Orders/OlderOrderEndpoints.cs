using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Platform.Accounts;
using Platform.Http;
using Platform.Orders;
using Platform.Tracking;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>Orders as earlier systems' clients ask for them.</summary>
internal static class OlderOrderEndpoints
{
    private const int CountedMax = 10_000;

    public static void MapOlderOrders(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/api/orders").RequireAuthorization(Policies.OrdersRead);
        read.MapGet("", List)
            .WithQuery([.. OrderQuery.Keys, new("service_type", "Another name of service_category.", IsRepeated: true)])
            .WithExample(response: OlderExamples.Page);
        read.MapGet("/{id}", Get).WithExample(response: OlderExamples.Single);
        read.MapGet("/stats/summary", Stats).WithExample(response: OlderExamples.Stats);

        var write = routes.MapGroup("/api").RequireAuthorization(Policies.OrdersWrite);
        write.MapPost("/orders", Create).CreatesWithOptionalKey()
            .WithExample(OlderExamples.Order, OlderExamples.Answer);
        write.MapPost("/vendor-selection/create-order", CreateSelected).CreatesWithOptionalKey()
            .WithExample(OlderExamples.Selection, OlderExamples.Answer);

        var move = routes.MapGroup("/api/orders/{id}/status").RequireAuthorization(Policies.OrdersMove);
        move.MapPut("", OlderOrderMoves.Put).WithExample(OlderExamples.Status, OlderExamples.Answer);
        move.MapPatch("", OlderOrderMoves.Patch).WithExample(OlderExamples.Status, OlderExamples.Single);

        routes.MapGet("/api/orders/track/{orderNumber}", TrackingEndpoints.Look).AllowAnonymous()
            .LimitedAs(RateClass.Public).WithExample(response: TrackingExamples.Stub);
    }

    private static async Task<Results<Ok<OlderPage>, ProblemHttpResult>> List(
        PageRequest page, Caller caller, IOrderReader reader, IRosterReader roster, Cursors cursors, HttpContext http)
    {
        var keys = await KeysAsync(http, caller, roster);
        var (filter, errors) = OrderQuery.Read(keys, caller, page.Limit);
        if (filter is null)
            return Problems.Invalid(errors);

        var (items, next) = await OrderEndpoints.PageAsync(filter, page, caller, reader, cursors, http);
        var sheets = items.IsEmpty
            ? []
            : (await reader.SheetsAsync(
                caller.AccountId, [.. items.Select(item => item.Id)], http.RequestAborted)).Value;
        // A page that is the whole list has been counted.
        var total = page.Cursor is null && next is null
            ? items.Length
            : await reader.CountAsync(caller.AccountId, filter, CountedMax, http.RequestAborted);
        return TypedResults.Ok(new OlderPage(
            true, [.. sheets.Select(sheet => OlderOrderShapes.Listed(sheet.WithPictures(http)))], total, next));
    }

    private static async Task<Results<Ok<SingleOrder>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        OrderEndpoints.Stamp(http, order);
        return TypedResults.Ok(OlderOrderShapes.Single(await SheetAsync(order, reader, http), order.Allowed));
    }

    private static async Task<Ok<OlderStats>> Stats(Caller caller, IOrderReader reader, HttpContext http)
    {
        var stats = await reader.StatsAsync(caller.AccountId, caller.ShopId, http.RequestAborted);
        http.SetPosition(stats.Position);
        return TypedResults.Ok(OlderOrderShapes.Stats(stats.Value));
    }

    private static async Task<Results<Created<OlderAnswer<ListedOrder>>, ProblemHttpResult>> Create(
        OlderOrderRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, IOrderReader reader,
        IRosterReader roster, HttpContext http)
    {
        var (vendors, unknown) = await VendorsAsync(request.SelectedVendors, caller, roster, http);
        return unknown is not null
            ? unknown
            : await PlaceAsync(
                request.Canonical!, order => order with { SelectedVendors = vendors }, "Order created", caller, headers,
                grains, reader, http);
    }

    private static async Task<Results<Created<OlderAnswer<ListedOrder>>, ProblemHttpResult>> CreateSelected(
        SelectionRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, IOrderReader reader,
        IRosterReader roster, HttpContext http)
    {
        var (vendors, unknown) = await VendorsAsync(request.SelectedVendors, caller, roster, http);
        return unknown is not null
            ? unknown
            : await PlaceAsync(
                request.Canonical!,
                order => order with { SelectedVendors = vendors, Selection = request.Selection },
                $"Order created, {vendors.Length} vendors selected", caller, headers, grains, reader, http);
    }

    private static async Task<Results<Created<OlderAnswer<ListedOrder>>, ProblemHttpResult>> PlaceAsync(
        CreateOrderRequest request, Func<PlaceOrder, PlaceOrder> complete, string message, Caller caller,
        CommandHeaders headers, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (order, problem) = await OrderEndpoints.ReadAsync(request, caller, grains);
        if (problem is not null)
            return OlderOrderReading.Renamed(problem, request.Kind);
        (var placed, problem) = await OrderEndpoints.PlaceAsync(complete(order!), caller, headers, grains, http);
        if (placed is null)
            return OlderOrderReading.Renamed(problem!, request.Kind);
        var sheet = await SheetAsync(placed, reader, http);
        return TypedResults.Created(
            $"/api/orders/{placed.Number}",
            new OlderAnswer<ListedOrder>(true, OlderOrderShapes.Listed(sheet), message));
    }

    /// <summary>An order that its grain has answered, with what stands about it in other tables.</summary>
    public static async Task<OrderSheet> SheetAsync(Order order, IOrderReader reader, HttpContext http)
    {
        var found = await reader.SheetsAsync(order.AccountId, [order.Id], http.RequestAborted);
        return (found.Value[0] with { Order = order }).WithPictures(http);
    }

    private static async Task<(ImmutableArray<Guid> Vendors, ProblemHttpResult? Problem)> VendorsAsync(
        IReadOnlyList<string>? names, Caller caller, IRosterReader roster, HttpContext http)
    {
        if (names is null)
            return ([], null);
        var known = await roster.FindAsync(caller.AccountId, [.. names.Distinct()], http.RequestAborted);
        FieldError[] unknown =
        [
            .. names.Index().Where(name => !known.ContainsKey(name.Item))
                .Select(name => new FieldError($"/selected_vendors/{name.Index}", "is no vendor of your roster")),
        ];
        return unknown.Length == 0
            ? ([.. names.Select(name => known[name]).Distinct()], null)
            : ([], Problems.Invalid(unknown));
    }

    // The same filters under their earlier names; vendors by the account's own names for them.
    private static async Task<IQueryCollection> KeysAsync(HttpContext http, Caller caller, IRosterReader roster)
    {
        var keys = http.Request.Query.ToDictionary(key => key.Key, key => key.Value);
        if (keys.Remove("service_type", out var labels))
            keys["service_category"] = StringValues.Concat(keys.GetValueOrDefault("service_category"), labels);
        if (keys.TryGetValue("status", out var statuses))
            keys["status"] = statuses.SelectMany(OlderWords.Understood).ToArray();
        if (keys.TryGetValue("vendor_id", out var vendors))
        {
            var known = await roster.FindAsync(
                caller.AccountId, [.. vendors.OfType<string>().Distinct()], http.RequestAborted);
            keys["vendor_id"] = vendors
                .Select(name => name is not null && known.TryGetValue(name, out var id) ? id.ToString() : name)
                .ToArray();
        }

        return new QueryCollection(keys);
    }
}
