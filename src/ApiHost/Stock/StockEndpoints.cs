using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Money;
using Platform.Orders;
using Platform.Shops;

namespace Platform.Stock;

/// <summary>Items of the shops and what is there of them.</summary>
internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/items").WithTags("Stock");
        items.MapGet("", List).RequireAuthorization(Policies.ShopsRead).WithExample(response: StockExamples.Items)
            .WithQuery(
                new QueryKey("shop_id", "Only the items of this shop.", Format: "uuid"),
                new QueryKey("low", "Only items that have sunk to their threshold.", ["true", "false"]));
        items.MapPost("", Create).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithExample(StockExamples.Request, StockExamples.Item);
        items.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: StockExamples.Item);
        items.MapPatch("/{id:guid}", Change).RequireAuthorization(Policies.ShopsWrite).ChangesWithVersion()
            .WithExample(StockExamples.Patch, StockExamples.Item);
        var stock = api.MapGroup("/stock/{id:guid}").WithTags("Stock");
        stock.MapPost("/adjust", Adjust).RequireAuthorization(Policies.OrdersWrite).CreatesWithKey()
            .WithExample(StockExamples.Adjust, StockExamples.Item);
        stock.MapGet("/movements", Movements).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: StockExamples.Movements);
    }

    private static async Task<Ok<Page<ItemAnswer>>> List(
        [FromQuery(Name = "shop_id")] Guid? shopId, bool? low, PageRequest page, Caller caller, IStockReader reader,
        Cursors cursors, HttpContext http)
    {
        return TypedResults.Ok(
            await PageAsync(shopId, low ?? false, page, caller, reader, cursors, http));
    }

    /// <summary>One page of the items, by name.</summary>
    public static async Task<Page<ItemAnswer>> PageAsync(
        Guid? shopId, bool isLow, PageRequest page, Caller caller, IStockReader reader, Cursors cursors,
        HttpContext http)
    {
        var shop = caller.ShopId ?? shopId;
        var filters = $"items|{caller.AccountId}|{shop}|{isLow}";
        var after = cursors.ReadNamed(page.Cursor, filters) is { } key ? new ItemCursor(key.Name, key.Id) : null;
        var found = await reader.ListAsync(caller.AccountId, shop, isLow, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1] : null;
        return new Page<ItemAnswer>(
            [.. found.Value.Select(Shape)],
            last is null ? null : cursors.WriteNamed(filters, last.Details.Name, last.Id));
    }

    private static async Task<Results<Created<ItemAnswer>, ProblemHttpResult>> Create(
        ItemRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        if (!caller.Sees(request.ShopId))
            return Problems.Invalid("/shop_id", "is no shop of this account");
        var found = await grains.GetGrain<IShopGrain>(GrainKey.Of(caller.AccountId, request.ShopId)).Find();
        if (found.Value is not { } shop)
            return Problems.Invalid("/shop_id", "is no shop of this account");
        var currency = request.Currency ?? shop.Shop.Details.Currency;
        var errors = new FieldErrors();
        errors.Require(
            Currency.IsKnown(currency), "/currency", $"must be said: {currency} of the shop is none of ISO 4217");
        ItemChecks.CheckPrice(errors, request.UnitPrice, currency);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);

        var id = NameBasedId.Of(
            "item", caller.AccountId.ToString("N"), caller.Actor.ToString(), headers.IdempotencyKey!);
        var details = new ItemDetails
        {
            ShopId = request.ShopId,
            Name = request.Name.Trim(),
            Sku = request.Sku?.Trim(),
            Category = request.Category?.Trim(),
            Currency = currency,
            UnitPriceMinor = request.UnitPrice is { } price ? Currency.TryToMinor(price, currency) : null,
            SafetyStock = request.SafetyStock,
            LowStockThreshold = request.LowStockThreshold,
        };
        var outcome = await GrainRetry.Once(
            () => Item(grains, caller, id).Create(details, request.OnHand, caller.Command("stock.create", headers)));
        if (outcome.IsRefused)
            return StockProblems.From(outcome);
        Stamp(http, outcome.Item, outcome.IsReplayed);
        return TypedResults.Created($"/api/v1/items/{id:D}", Shape(outcome.Item));
    }

    private static async Task<Results<Ok<ItemAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, HttpContext http)
    {
        if (await FindAsync(id, caller, grains) is not { } item)
            return Problems.NotFound("item");
        Stamp(http, item, isReplayed: false);
        return TypedResults.Ok(Shape(item));
    }

    private static async Task<Results<Ok<ItemAnswer>, ProblemHttpResult>> Change(
        Guid id, ItemPatch patch, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        if (await FindAsync(id, caller, grains) is not { } item)
            return Problems.NotFound("item");
        var errors = new FieldErrors();
        ItemChecks.CheckPrice(errors, patch.UnitPrice, item.Details.Currency);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);

        var details = item.Details with
        {
            Name = patch.Name?.Trim() ?? item.Details.Name,
            Sku = patch.Sku?.Trim() ?? item.Details.Sku,
            Category = patch.Category?.Trim() ?? item.Details.Category,
            UnitPriceMinor = patch.UnitPrice is { } price
                ? Currency.TryToMinor(price, item.Details.Currency)
                : item.Details.UnitPriceMinor,
            SafetyStock = patch.SafetyStock ?? item.Details.SafetyStock,
            LowStockThreshold = patch.LowStockThreshold ?? item.Details.LowStockThreshold,
        };
        // What is patched was read at a version: another one in between must not be overwritten, whatever was sent.
        return Answer(http, await GrainRetry.Once(() => Item(grains, caller, id).Change(
            details, headers.IfMatch ?? item.Version, caller.Command("stock.change", headers))));
    }

    private static async Task<Results<Ok<ItemAnswer>, ProblemHttpResult>> Adjust(
        Guid id, AdjustRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        HttpContext http)
    {
        var (item, problem) = await AdjustAsync(id, request, headers.IfMatch, caller, headers, grains, http);
        return item is null ? problem! : TypedResults.Ok(item);
    }

    /// <summary>Moves pieces: the item as it then stands, or why not.</summary>
    public static async Task<(ItemAnswer? Item, ProblemHttpResult? Problem)> AdjustAsync(
        Guid id, AdjustRequest request, long? version, Caller caller, CommandHeaders headers, IGrainFactory grains,
        HttpContext http)
    {
        if (await FindAsync(id, caller, grains) is null)
            return (null, Problems.NotFound("item"));
        var adjust = new AdjustStock(request.Kind, request.Quantity, request.Reason?.Trim(), version);
        var outcome = await GrainRetry.Once(
            () => Item(grains, caller, id).Adjust(adjust, caller.Command("stock.adjust", headers)));
        if (outcome.IsRefused)
            return (null, StockProblems.From(outcome));
        Stamp(http, outcome.Item, outcome.IsReplayed);
        return (Shape(outcome.Item), null);
    }

    /// <summary>Takes out of stock what is promised to an order: each item as it then stands, or why not. What was
    /// taken is not taken again.</summary>
    public static async Task<(ImmutableArray<ItemAnswer> Items, ProblemHttpResult? Problem)> TakeAsync(
        Order order, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var items = ImmutableArray.CreateBuilder<ItemAnswer>();
        // In sorted order, as orders themselves ask.
        foreach (var id in order.Lines.Select(line => line.ItemId).OfType<Guid>().Distinct().Order())
        {
            // Without the caller's key: that it is this order makes it the same command, however often it is sent.
            var command = caller.Command("stock.commit", headers with { IdempotencyKey = null });
            var outcome = await GrainRetry.Once(() => Item(grains, caller, id).Commit(order.Id, command));
            if (outcome.IsRefused)
                return ([], StockProblems.From(outcome));
            http.SetPosition(outcome.Item.Position);
            items.Add(Shape(outcome.Item));
        }

        return (items.ToImmutable(), null);
    }

    private static async Task<Results<Ok<Page<StockMovement>>, ProblemHttpResult>> Movements(
        Guid id, PageRequest page, Caller caller, IGrainFactory grains, IStockReader reader, Cursors cursors,
        HttpContext http)
    {
        if (await FindAsync(id, caller, grains) is null)
            return Problems.NotFound("item");
        var filters = $"movements|{caller.AccountId}|{id}";
        var before = cursors.ReadNumbered(page.Cursor, filters);
        var found = await reader.MovementsAsync(caller.AccountId, id, before, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1] : null;
        return TypedResults.Ok(new Page<StockMovement>(
            found.Value,
            last is null ? null : cursors.WriteNumbered(filters, last.Entry)));
    }

    /// <summary>The item, when there is one that the caller may see.</summary>
    public static async Task<StockItem?> FindAsync(Guid id, Caller caller, IGrainFactory grains) =>
        await Item(grains, caller, id).Find() is { } item && caller.Sees(item.Details.ShopId) ? item : null;

    public static IStockItemGrain Item(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<IStockItemGrain>(GrainKey.Of(caller.AccountId, id));

    private static Results<Ok<ItemAnswer>, ProblemHttpResult> Answer(HttpContext http, StockOutcome outcome)
    {
        if (outcome.IsRefused)
            return StockProblems.From(outcome);
        Stamp(http, outcome.Item, outcome.IsReplayed);
        return TypedResults.Ok(Shape(outcome.Item));
    }

    private static void Stamp(HttpContext http, StockItem item, bool isReplayed)
    {
        http.SetPosition(item.Position);
        http.SetVersion(item.Version);
        if (isReplayed)
            http.SetReplayed();
    }

    private static ItemAnswer Shape(StockItem item) => new(
        item.Id, item.Details.ShopId, item.Details.Name, item.Details.Sku, item.Details.Category,
        item.Details.Currency,
        item.Details.UnitPriceMinor is { } minor ? Currency.ToAmount(minor, item.Details.Currency) : null,
        item.Details.UnitPriceMinor, item.OnHand, item.Reserved, item.Available, item.Details.SafetyStock,
        item.Details.LowStockThreshold, item.IsLow, item.CreatedAt, item.UpdatedAt, item.Version);
}
