using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Http;

namespace Platform.Orders;

/// <summary>What is done to an order that exists.</summary>
internal static class OrderMoves
{
    public static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> ChangeStatus(
        string id, ChangeStatusRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return Problems.NotFound("order");

        var errors = new FieldErrors();
        var price = OrderReading.Minor("/dealing_price", request.DealingPrice, order.Currency, errors.Add);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);

        var change = new ChangeOrderStatus(
            request.Status, headers.IfMatch, request.Note, request.Reason, price, request.TrackingNumber,
            request.Carrier, EstimatedDelivery: request.EstimatedDelivery);
        return await AskAsync(http, grain, Command("change-status"), command => grain.ChangeStatus(change, command));

        Command Command(string what) => Of(caller, headers, what, order);
    }

    public static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Reopen(
        string id, ReopenRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        if (caller.Role is not (Role.Owner or Role.Manager or Role.PlatformAdmin))
            return Problems.Of(403, "forbidden", "Only owners, managers and platform admins open an order again.");
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return Problems.NotFound("order");
        var reopen = new ReopenOrder(request.Reason, headers.IfMatch);
        return await AskAsync(
            http, grain, Of(caller, headers, "reopen", order), command => grain.Reopen(reopen, command));
    }

    public static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> ErasePerson(
        string id, ErasePersonRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        if (caller.Role is not (Role.Owner or Role.PlatformAdmin))
            return Problems.Of(403, "forbidden", "Only owners and platform admins erase a person.");
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return Problems.NotFound("order");
        return await AskAsync(
            http, grain, Of(caller, headers, "erase-person", order),
            command => grain.ErasePerson(request.Reason.Trim(), command));
    }

    public static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> AddNote(
        string id, NoteRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http)
    {
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return Problems.NotFound("order");
        var note = new AddOrderNote(request.Text, request.Public, headers.IfMatch);
        return await AskAsync(
            http, grain, Of(caller, headers, "add-note", order), command => grain.AddNote(note, command));
    }

    // A key is the caller's for one order: the same key for another order is another command.
    public static Command Of(Caller caller, CommandHeaders headers, string what, Order order) =>
        caller.Command(headers.IdempotencyKey is null ? $"orders.{what}" : $"orders.{what}/{order.Id:N}", headers);

    public static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> AskAsync(
        HttpContext http, IOrderGrain grain, Command command, Func<Command, Task<OrderOutcome>> ask)
    {
        var (order, problem) = await TellAsync(http, grain, command, ask);
        return problem is not null ? problem : TypedResults.Ok(OrderEndpoints.Answer(http, order!));
    }

    /// <summary>Gives the order a command; answers the order as it then stands, with its headers set, or why
    /// not.</summary>
    public static async Task<(Order? Order, ProblemHttpResult? Problem)> TellAsync(
        HttpContext http, IOrderGrain grain, Command command, Func<Command, Task<OrderOutcome>> tell)
    {
        var outcome = await GrainRetry.Once(() => tell(command));
        if (outcome.IsRefused)
        {
            var isStale = outcome.Refusal == OrderRefusal.VersionMismatch;
            return (null, OrderProblems.From(outcome, isStale ? (await grain.Find())?.Version ?? 0 : 0));
        }

        if (outcome.IsReplayed)
            http.SetReplayed();
        OrderEndpoints.Stamp(http, outcome.Order);
        return (outcome.Order, null);
    }
}
