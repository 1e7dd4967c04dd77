using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>What became of an offer. The numbers travel: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OfferStatus>))]
public enum OfferStatus
{
    /// <summary>Open: the vendor may take the order until it expires.</summary>
    [JsonStringEnumMemberName("offered")] Offered = 1,

    /// <summary>The vendor has the order; at most one offer of an order.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted = 2,

    [JsonStringEnumMemberName("declined")] Declined = 3,

    /// <summary>The vendor did not answer in time.</summary>
    [JsonStringEnumMemberName("expired")] Expired = 4,

    /// <summary>Somebody else took it, or nobody shall any more.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn = 5,

    /// <summary>It was accepted; then the vendor gave the order back, or it was taken from him.</summary>
    [JsonStringEnumMemberName("released")] Released = 6,
}

/// <summary>An order offered to one vendor in one wave.</summary>
[GenerateSerializer, Immutable, Alias("Platform.OrderOffer")]
public sealed record OrderOffer
{
    [Id(0)] public required Guid VendorId { get; init; }

    /// <summary>As the account's roster named him when it was offered.</summary>
    [Id(1)] public required string VendorName { get; init; }

    /// <summary>From 1, over the whole life of the order.</summary>
    [Id(2)] public required int Wave { get; init; }

    [Id(3)] public OfferStatus Status { get; init; } = OfferStatus.Offered;

    /// <summary>The sum of the terms; more is better.</summary>
    [Id(4)] public double Score { get; init; }

    /// <summary>Why he was chosen, by term.</summary>
    [Id(5)]
    public ImmutableSortedDictionary<string, double> ScoreTerms { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>From where he was to where the work is; null when one of them is not known.</summary>
    [Id(6)] public double? DistanceKm { get; init; }

    [Id(7)] public DateTimeOffset OfferedAt { get; init; }
    [Id(8)] public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was closed, by whomever; null while it is open.</summary>
    [Id(9)] public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>The next wave of an order.</summary>
/// <param name="Wave">Its number. A wave that the order has had already is answered and not offered again.</param>
/// <param name="Offers">Whom to offer it to, best first; times and status are the order's to set.</param>
/// <param name="Timeout">How long they have.</param>
[GenerateSerializer, Immutable, Alias("Platform.OfferWave")]
public sealed record OfferWave(
    [property: Id(0)] int Wave,
    [property: Id(1)] ImmutableArray<OrderOffer> Offers,
    [property: Id(2)] TimeSpan Timeout);

/// <summary>An order as somebody who was offered it sees it.</summary>
/// <param name="Order">The order; what the vendor may see of it is the door's to choose.</param>
/// <param name="Offer">His latest offer.</param>
[GenerateSerializer, Immutable, Alias("Platform.OfferedOrder")]
public sealed record OfferedOrder([property: Id(0)] Order Order, [property: Id(1)] OrderOffer Offer);

/// <summary>The limits of offers.</summary>
public static class OfferLimits
{
    /// <summary>Offers of one order over its whole life.</summary>
    public const int OffersMax = 500;

    public static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(1);
}

/// <summary>How the terms of a score are kept.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, double>))]
public sealed partial class OfferJson : JsonSerializerContext;
