using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Shops;
using Platform.Tracking;

namespace Platform.Orders;

/// <summary>Orders: make, find, list, and their figures. Moves are in <see cref="OrderMoves"/>.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        var read = orders.MapGroup("").RequireAuthorization(Policies.OrdersRead);
        read.MapGet("", List).WithQuery(OrderQuery.Keys).WithExample(response: OrderExamples.Page);
        read.MapGet("/stats", Stats).WithExample(response: OrderExamples.Stats);
        read.MapGet("/{id}", Get).WithExample(response: OrderExamples.Order);
        read.MapGet("/{id}/history", History).WithExample(response: OrderExamples.History);
        read.MapGet("/{id}/selection", Selection).WithExample(response: OrderExamples.Selection);

        var write = orders.MapGroup("").RequireAuthorization(Policies.OrdersWrite);
        write.MapPost("", Create).CreatesWithKey().WithExample(OrderExamples.Create, OrderExamples.Order);
        write.MapPatch("/{id}", Edit).ChangesWithVersion().WithExample(OrderExamples.Patch, OrderExamples.Order);
        write.MapPatch("/{id}/status", OrderMoves.ChangeStatus).ChangesWithVersion()
            .WithExample(OrderExamples.ChangeStatus, OrderExamples.Order);
        write.MapPost("/{id}/reopen", OrderMoves.Reopen).ChangesWithVersion()
            .WithExample(OrderExamples.Reopen, OrderExamples.Order);
        write.MapPost("/{id}/erase-person", OrderMoves.ErasePerson).CreatesWithKey()
            .WithExample(OrderExamples.Erase, OrderExamples.Order);
        write.MapPost("/{id}/notes", OrderMoves.AddNote).CreatesWithKey()
            .WithExample(OrderExamples.Note, OrderExamples.Order);
    }

    private static async Task<Results<Created<OrderAnswer>, ProblemHttpResult>> Create(
        CreateOrderRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var (order, problem) = await ReadAsync(request, caller, grains);
        if (problem is not null)
            return problem;

        (var placed, problem) = await PlaceAsync(order!, caller, headers, grains, http);
        return placed is null
            ? problem!
            : TypedResults.Created($"/api/v1/orders/{placed.Id}", Answer(http, placed));
    }

    /// <summary>Places an order under the request's key, or under one of its own where the request has none.</summary>
    public static Task<(Order? Order, ProblemHttpResult? Problem)> PlaceAsync(
        PlaceOrder order, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var key = headers.IdempotencyKey ?? Guid.NewGuid().ToString("N");
        var id = NameBasedId.Of("order", caller.AccountId.ToString("N"), caller.Actor.ToString(), key);
        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(caller.AccountId, id));
        var said = order with { Source = caller.UserId is null ? OrderSource.Api : OrderSource.Staff };
        return OrderMoves.TellAsync(
            http, grain, caller.Command("orders.place", headers), command => grain.Place(said, command));
    }

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (_, order) = await FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        return TypedResults.Ok(Answer(http, order));
    }

    private static async Task<Results<Ok<Page<OrderRowAnswer>>, ProblemHttpResult>> List(
        PageRequest page, Caller caller, IOrderReader reader, Cursors cursors, HttpContext http)
    {
        var (filter, errors) = OrderQuery.Read(http.Request.Query, caller, page.Limit);
        if (filter is null)
            return Problems.Invalid(errors);

        var (found, next) = await PageAsync(filter, page, caller, reader, cursors, http);
        return TypedResults.Ok(new Page<OrderRowAnswer>([.. found.Select(OrderShapes.Row)], next));
    }

    /// <summary>One page of what a filter finds, and the cursor of the next.</summary>
    public static async Task<(ImmutableArray<OrderSummary> Items, string? Next)> PageAsync(
        OrderFilter filter, PageRequest page, Caller caller, IOrderReader reader, Cursors cursors, HttpContext http)
    {
        var identity = OrderQuery.Identity(http, caller);
        var after = Bookmark(cursors.Read(page.Cursor, identity));
        var found = await reader.ListAsync(caller.AccountId, filter with { After = after }, http.RequestAborted);
        http.SetPosition(found.Position);
        var next = found.Value.Next is { } bookmark
            ? cursors.Write(
                identity, bookmark.SortKey.ToString(CultureInfo.InvariantCulture), bookmark.Id.ToString("N"))
            : null;
        return (found.Value.Items, next);
    }

    private static async Task<Results<Ok<HistoryAnswer>, ProblemHttpResult>> History(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (_, order) = await FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var history = await reader.HistoryAsync(caller.AccountId, order.Id, http.RequestAborted);
        http.SetPosition(history.Position);
        return TypedResults.Ok(OrderShapes.History(history.Value));
    }

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Edit(
        string id, OrderPatch patch, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        var (grain, draft) = await FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || draft is null)
            return Problems.NotFound("order");
        var request = OrderReading.Patched(draft, patch);
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);
        var (order, problem) = await ReadAsync(request, caller, grains);
        if (problem is not null)
            return problem;

        // What is patched was read at a version: another one in between must not be overwritten, whatever was sent.
        var edit = new EditDraft(order!, headers.IfMatch ?? draft.Version);
        return await OrderMoves.AskAsync(
            http, grain, OrderMoves.Of(caller, headers, "edit", draft), command => grain.Edit(edit, command));
    }

    private static async Task<Results<Ok<SelectionAnswer>, ProblemHttpResult>> Selection(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (_, order) = await FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order?.SelectionId is null)
            return Problems.NotFound("selection");
        var found = await reader.SelectionAsync(caller.AccountId, order.Id, http.RequestAborted);
        http.SetPosition(found.Position);
        return found.Value is { } selection
            ? TypedResults.Ok(OrderShapes.Selection(selection, order))
            : Problems.NotFound("selection");
    }

    private static async Task<Ok<StatsAnswer>> Stats(Caller caller, IOrderReader reader, HttpContext http)
    {
        var stats = await reader.StatsAsync(caller.AccountId, caller.ShopId, http.RequestAborted);
        http.SetPosition(stats.Position);
        return TypedResults.Ok(OrderShapes.Stats(stats.Value));
    }

    /// <summary>The order behind an id or a number, as far as the caller may see it.</summary>
    public static async ValueTask<(IOrderGrain? Grain, Order? Order)> FindAsync(
        string idOrNumber, Caller caller, IGrainFactory grains, IOrderReader reader,
        CancellationToken cancellationToken)
    {
        Guid? id = Guid.TryParse(idOrNumber, out var given) ? given
            : OrderNumber.TryRead(idOrNumber) is { } number
                ? await reader.FindIdAsync(caller.AccountId, number, cancellationToken)
                : null;
        if (id is null)
            return (null, null);

        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(caller.AccountId, id.Value));
        var order = await grain.Find();
        return order is not null && caller.Sees(order.ShopId) ? (grain, order) : (null, null);
    }

    /// <summary>The order as its account's people see it: with its version, its position and the customer's
    /// link.</summary>
    public static OrderAnswer Answer(HttpContext http, Order order)
    {
        Stamp(http, order);
        var links = http.RequestServices.GetRequiredService<TrackingLinks>();
        return OrderShapes.Answer(order, order.Stage == OrderStage.Draft ? null : links.UrlOf(order));
    }

    public static void Stamp(HttpContext http, Order order)
    {
        http.SetPosition(order.Position);
        http.SetVersion(order.Version);
    }

    // The shop says in which zone and currency; the request was checked without it.
    public static async ValueTask<(PlaceOrder? Order, ProblemHttpResult? Problem)> ReadAsync(
        CreateOrderRequest request, Caller caller, IGrainFactory grains)
    {
        if (request.ShopId is { } asked && !caller.Sees(asked))
            return (null, Problems.Invalid("/shop_id", "is no shop of yours"));
        if ((request.ShopId ?? caller.ShopId) is not { } shopId)
            return (request.Checked, null);

        var found = await grains.GetGrain<IShopGrain>(GrainKey.Of(caller.AccountId, shopId)).Find();
        if (found.Value is not { Shop: var shop })
            return (null, Problems.Invalid("/shop_id", "is no shop of yours"));
        var errors = new FieldErrors();
        var order = OrderReading.Read(request with { ShopId = shopId }, shop, errors.Add);
        return errors.Found.Count == 0 ? (order, null) : (null, Problems.Invalid(errors.Found));
    }

    private static OrderBookmark? Bookmark(string[]? sortKey) => sortKey switch
    {
        null => null,
        [var key, var id] when long.TryParse(key, CultureInfo.InvariantCulture, out var value)
            && Guid.TryParseExact(id, "N", out var last) => new(value, last),
        _ => throw Cursors.Invalid(),
    };
}
