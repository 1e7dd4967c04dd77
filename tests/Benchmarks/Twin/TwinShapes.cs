using System.Text.Json.Serialization;

namespace Platform.Benchmarks.Twin;

internal sealed record TwinOrder(
    Guid Id, string CustomerName, string CustomerPhone, string Address, string ServiceLabel, string Description,
    string Status, Guid? VendorId, long TotalMinor, string Currency, DateTime CreatedAt, DateTime UpdatedAt);

internal sealed record TwinOrderRequest(
    string CustomerName, string CustomerPhone, string Address, string ServiceLabel, string Description,
    long TotalMinor, string Currency);

internal sealed record TwinStatusRequest(string Status);

internal sealed record TwinItem(Guid Id, long OnHand);

internal sealed record TwinReservationRequest(long Quantity, int ExpiresInSeconds);

internal sealed record TwinReservation(Guid Id, Guid ItemId, long Quantity, DateTime ExpiresAt);

internal sealed record Pong(string Answer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwinOrder))]
[JsonSerializable(typeof(TwinOrder[]))]
[JsonSerializable(typeof(TwinOrderRequest))]
[JsonSerializable(typeof(TwinStatusRequest))]
[JsonSerializable(typeof(TwinItem))]
[JsonSerializable(typeof(TwinReservationRequest))]
[JsonSerializable(typeof(TwinReservation))]
[JsonSerializable(typeof(Pong))]
internal sealed partial class TwinJson : JsonSerializerContext;
