using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;

namespace Platform.Stock;

/// <summary>What of an item is promised, and holding some of it for a while.</summary>
internal static class HoldEndpoints
{
    public static void MapHolds(this IEndpointRouteBuilder api)
    {
        var held = api.MapGroup("/stock/{id:guid}/reservations").WithTags("Stock");
        held.MapGet("", List).RequireAuthorization(Policies.ShopsRead)
            .WithExample(response: StockExamples.Reservations);
        held.MapPost("", Hold).RequireAuthorization(Policies.OrdersWrite).CreatesWithKey()
            .WithExample(StockExamples.Hold, StockExamples.Reservation);
        held.MapDelete("/{reservation:guid}", GiveBack).RequireAuthorization(Policies.OrdersWrite).WithExample();
    }

    private static async Task<Results<Ok<Page<ReservationAnswer>>, ProblemHttpResult>> List(
        Guid id, PageRequest page, Caller caller, IGrainFactory grains, IStockReader reader, Cursors cursors,
        HttpContext http)
    {
        if (await StockEndpoints.FindAsync(id, caller, grains) is null)
            return Problems.NotFound("item");
        var filters = $"reservations|{caller.AccountId}|{id}";
        var after = cursors.ReadTimed(page.Cursor, filters) is { } key ? new ReservationCursor(key.At, key.Id) : null;
        var found = await reader.ReservationsAsync(caller.AccountId, id, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1].Reservation : null;
        return TypedResults.Ok(new Page<ReservationAnswer>(
            [.. found.Value.Select(one => Shape(id, one))],
            last is null ? null : cursors.WriteTimed(filters, last.CreatedAt, last.OwnerId)));
    }

    private static async Task<Results<Created<ReservationAnswer>, ProblemHttpResult>> Hold(
        Guid id, HoldRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        TimeProvider clock, HttpContext http)
    {
        if (await StockEndpoints.FindAsync(id, caller, grains) is null)
            return Problems.NotFound("item");
        var now = clock.GetUtcNow();
        var until = request.ExpiresAt ?? now.AddSeconds(request.ExpiresInSeconds!.Value);
        if (until <= now || until > now + StockLimits.HoldMax)
            return Problems.Invalid("/expires_at", $"must be ahead, by {StockLimits.HoldMax.Days} days at most");

        // The same command is the same hold, whichever node it reaches.
        var owner = NameBasedId.Of(
            "hold", caller.AccountId.ToString("N"), id.ToString("N"), caller.Actor.ToString(),
            headers.IdempotencyKey!);
        var hold = new ReserveStock(owner, request.Quantity, until, request.Reference?.Trim());
        var outcome = await GrainRetry.Once(() => StockEndpoints.Item(grains, caller, id)
            .Reserve(hold, caller.Command("stock.hold", headers)));
        if (outcome.IsRefused)
            return StockProblems.From(outcome);
        http.SetPosition(outcome.Item.Position);
        if (outcome.IsReplayed)
            http.SetReplayed();
        return TypedResults.Created(
            $"/api/v1/stock/{id:D}/reservations/{owner:D}", Shape(id, new(outcome.Reservation!, OrderNumber: null)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> GiveBack(
        Guid id, Guid reservation, Caller caller, CommandHeaders headers, IGrainFactory grains, IStockReader reader,
        HttpContext http)
    {
        if (await StockEndpoints.FindAsync(id, caller, grains) is null
            || await reader.FindReservationAsync(caller.AccountId, id, reservation, http.RequestAborted)
                is not { } found)
        {
            return Problems.NotFound("reservation");
        }

        if (!found.Reservation.IsHold)
        {
            return Problems.Of(
                409, "reservation-of-order", $"Order {found.OrderNumber} keeps it until it is sent or cancelled.");
        }

        // What has been given back, or has run out, is as it was asked to be.
        if (found.Reservation.Status == ReservationStatus.Active)
        {
            var outcome = await GrainRetry.Once(() => StockEndpoints.Item(grains, caller, id)
                .Release(reservation, caller.Command("stock.give-back", headers with { IdempotencyKey = null })));
            if (outcome.IsRefused)
                return StockProblems.From(outcome);
            http.SetPosition(outcome.Item.Position);
        }

        return TypedResults.NoContent();
    }

    private static ReservationAnswer Shape(Guid itemId, ListedReservation listed)
    {
        var one = listed.Reservation;
        return new(
            one.OwnerId, itemId, one.Quantity, one.Status, one.Reference, one.IsHold ? null : one.OwnerId,
            listed.OrderNumber, StoredTime.Of(one.CreatedAt),
            one.ExpiresAt is { } until ? StoredTime.Of(until) : null);
    }
}
