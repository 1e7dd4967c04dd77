using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Orders;

namespace Platform.Invoices;

/// <summary>The invoice of an order, once it is issued.</summary>
internal static class InvoiceEndpoints
{
    public static void AddInvoices(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(InvoiceHttpJson.Default);

    public static void MapInvoices(this IEndpointRouteBuilder api) =>
        api.MapGet("/orders/{id}/invoice", Get).WithTags("Invoices").RequireAuthorization(Policies.OrdersRead)
            .WithExample(response: InvoiceShapes.Example);

    private static async Task<Results<Ok<InvoiceAnswer>, ProblemHttpResult>> Get(
        string id, Caller caller, IGrainFactory grains, IOrderReader orders, IInvoiceReader invoices,
        HttpContext http)
    {
        var (_, order) = await OrderEndpoints.FindAsync(id, caller, grains, orders, http.RequestAborted);
        if (order is null)
            return Problems.NotFound("order");
        var found = await invoices.FindAsync(caller.AccountId, order.Id, http.RequestAborted);
        http.SetPosition(found.Position);
        return found.Value is { } invoice
            ? TypedResults.Ok(InvoiceShapes.Answer(invoice))
            : Problems.NotFound("invoice yet");
    }
}
