using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Money;

namespace Platform.Orders;

/// <summary>The money of an order: what was received, what was given back.</summary>
internal static class PaymentEndpoints
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 14, 0, 0, TimeSpan.Zero);

    private static readonly PaymentRequest Example = new(99.99m, PaymentMeans.Card, "Terminal 4711");

    private static readonly PaymentsAnswer ListExample = new(
        [new(4, PaymentKind.Received, 99.99m, 9999, PaymentMeans.Card, "Terminal 4711", At, "member:0198")]);

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders/{id}").WithTags("Payments");
        orders.MapGet("/payments", List).RequireAuthorization(Policies.OrdersRead)
            .WithExample(response: ListExample);
        orders.MapPost("/payments", Receive).RequireAuthorization(Policies.OrdersWrite).CreatesWithKey()
            .ChangesWithVersion().WithExample(Example, OrderExamples.Order);
        orders.MapPost("/refunds", Refund).RequireAuthorization(Policies.OrdersWrite).CreatesWithKey()
            .ChangesWithVersion().WithExample(Example, OrderExamples.Order);
    }

    private static async Task<Results<Ok<PaymentsAnswer>, ProblemHttpResult>> List(
        string id, Caller caller, IGrainFactory grains, IOrderReader reader, IPaymentReader payments,
        HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var found = await payments.ListAsync(caller.AccountId, order.Id, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(
            new PaymentsAnswer([.. found.Value.Select(payment => Answer(payment, order.Currency))]));
    }

    private static Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Receive(
        string id, PaymentRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http) =>
        RecordAsync(id, PaymentKind.Received, request, caller, headers, grains, reader, http);

    private static Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> Refund(
        string id, PaymentRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IOrderReader reader, HttpContext http) =>
        RecordAsync(id, PaymentKind.Refunded, request, caller, headers, grains, reader, http);

    private static async Task<Results<Ok<OrderAnswer>, ProblemHttpResult>> RecordAsync(
        string id, PaymentKind kind, PaymentRequest request, Caller caller, CommandHeaders headers,
        IGrainFactory grains, IOrderReader reader, HttpContext http)
    {
        var (grain, order) = await OrderEndpoints.FindAsync(id, caller, grains, reader, http.RequestAborted);
        if (grain is null || order is null)
            return Problems.NotFound("order");

        var errors = new FieldErrors();
        var minor = OrderReading.Minor("/amount", request.Amount, order.Currency, errors.Add);
        errors.Require(
            minor is null or (> 0 and <= OrderLimits.AmountMinorMax), "/amount",
            "must be more than 0 and at most the largest amount");
        errors.Text("/reference", request.Reference, OrderLimits.PaymentReferenceLengthMax);
        if (errors.Found.Count > 0 || minor is null)
            return Problems.Invalid(errors.Found);

        var payment = new RecordPayment(kind, minor.Value, request.Method, request.Reference, headers.IfMatch);
        var what = kind == PaymentKind.Received ? "receive-payment" : "refund-payment";
        return await OrderMoves.AskAsync(
            http, grain, OrderMoves.Of(caller, headers, what, order),
            command => grain.RecordPayment(payment, command));
    }

    private static PaymentAnswer Answer(OrderPayment payment, string currency) => new(
        payment.Position, payment.Kind, Currency.ToAmount(payment.AmountMinor, currency), payment.AmountMinor,
        payment.Means, payment.Reference, payment.At, payment.Actor);
}
