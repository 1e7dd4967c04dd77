using Platform.Http;
using Platform.Orders;
using static Platform.Http.ForeignCases;

namespace Platform.Dispatch;

internal static class DispatchCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/orders/{id}/offers"] =
            Hidden(async api => $"{OrderCases.PathOf(await api.Owner.PlaceAsync())}/offers"),
        ["POST /api/v1/orders/{id}/dispatch"] =
            Hidden(async api => $"{OrderCases.PathOf(await api.Owner.PlaceAsync())}/dispatch", new { }),
        ["POST /api/v1/orders/{id}/reassign"] =
            Hidden(async api => $"{OrderCases.PathOf(await api.Owner.PlaceAsync())}/reassign", new { reason = "why" }),
        ["GET /api/v1/vendor/offers"] = Forbidden("/api/v1/vendor/offers"),
        ["POST /api/v1/vendor/offers/{orderId:guid}/accept"] =
            Forbidden($"/api/v1/vendor/offers/{Guid.NewGuid()}/accept"),
        ["POST /api/v1/vendor/offers/{orderId:guid}/decline"] =
            Forbidden($"/api/v1/vendor/offers/{Guid.NewGuid()}/decline"),
    };
}
