using System.Text.Json.Serialization;
using Platform.Http;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>An order as it is offered to a vendor: enough to decide by. Who the customer is and at which door, he
/// learns when he has taken it.</summary>
/// <param name="Timezone">IANA zone in which its times are meant.</param>
public sealed record JobOfferAnswer(
    Guid OrderId, string OrderNumber, string? AccountName, string? ShopName, string? ServiceLabel,
    ServiceCategory? ServiceCategory, string? Description, Priority Priority, OfferAddress? Address, double? DistanceKm,
    RequestedTime? RequestedTime, string Timezone, string Currency, decimal? Amount, long? AmountMinor,
    AmountKind? AmountKind, int Wave, OfferStatus Status, DateTimeOffset OfferedAt, DateTimeOffset ExpiresAt);

/// <summary>Roughly where: not the street.</summary>
public sealed record OfferAddress(string? City, string? State, string? PostalCode, string? Country);

/// <summary>What an answer to an offer came to.</summary>
/// <param name="Status">Of the offer: <c>accepted</c> or <c>declined</c>.</param>
public sealed record OfferAnswered(Guid OrderId, string OrderNumber, OfferStatus Status, DateTimeOffset? AnsweredAt);

/// <summary>An offer as the account sees it.</summary>
public sealed record OfferAnswer(
    Guid VendorId, string VendorName, int Wave, OfferStatus Status, double Score,
    IReadOnlyDictionary<string, double> ScoreTerms, double? DistanceKm, DateTimeOffset OfferedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? AnsweredAt);

/// <summary>Who was asked, in which wave and why, and what they said.</summary>
public sealed record OffersAnswer(IReadOnlyList<OfferAnswer> Items);

/// <summary>Starts to look for a vendor.</summary>
/// <param name="VendorId">Ask this one first; without, the best.</param>
public sealed record DispatchRequest(Guid? VendorId = null, string? Reason = null) : IChecked
{
    public void Check(FieldErrors errors) => errors.Text("/reason", Reason, OrderLimits.ReasonLengthMax);
}

/// <summary>Takes the order from its vendor and looks for another.</summary>
/// <param name="Reason">Kept in the order's history.</param>
/// <param name="VendorId">Ask this one first; without, the best.</param>
public sealed record ReassignRequest(string Reason, Guid? VendorId = null) : IChecked
{
    public void Check(FieldErrors errors) => errors.Text("/reason", Reason, OrderLimits.ReasonLengthMax);
}

/// <summary>How offers travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Page<JobOfferAnswer>))]
[JsonSerializable(typeof(OfferAnswered))]
[JsonSerializable(typeof(OffersAnswer))]
[JsonSerializable(typeof(DispatchRequest))]
[JsonSerializable(typeof(ReassignRequest))]
internal sealed partial class DispatchHttpJson : JsonSerializerContext;
