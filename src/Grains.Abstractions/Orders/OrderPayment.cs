using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>Which way money went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentKind>))]
public enum PaymentKind
{
    /// <summary>From the customer.</summary>
    [JsonStringEnumMemberName("received")] Received = 1,

    /// <summary>Back to the customer.</summary>
    [JsonStringEnumMemberName("refunded")] Refunded = 2,
}

/// <summary>How it went.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentMeans>))]
public enum PaymentMeans
{
    [JsonStringEnumMemberName("cash")] Cash = 1,
    [JsonStringEnumMemberName("card")] Card = 2,
    [JsonStringEnumMemberName("transfer")] Transfer = 3,
    [JsonStringEnumMemberName("other")] Other = 4,
}

/// <summary>Says that money was received for an order or given back.</summary>
/// <param name="Kind">Which way it went.</param>
/// <param name="AmountMinor">In minor units of the order's currency.</param>
/// <param name="Means">How.</param>
/// <param name="Reference">What finds it again: a receipt, a transfer's text. Personal data, for all we know.</param>
/// <param name="ExpectedVersion">The version it was decided on, or null for any.</param>
[GenerateSerializer, Immutable, Alias("Platform.RecordPayment")]
public sealed record RecordPayment(
    [property: Id(0)] PaymentKind Kind,
    [property: Id(1)] long AmountMinor,
    [property: Id(2)] PaymentMeans Means,
    [property: Id(3)] string? Reference = null,
    [property: Id(4)] long? ExpectedVersion = null);

/// <summary>A payment as it is kept.</summary>
/// <param name="Position">Its place in the order's history.</param>
/// <param name="Kind">Which way it went.</param>
/// <param name="AmountMinor">In minor units of the order's currency.</param>
/// <param name="Means">How.</param>
/// <param name="Reference">As it was written; null for none, or once the person is erased.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="Actor">By whom, as <c>kind:id</c>.</param>
public sealed record OrderPayment(
    int Position, PaymentKind Kind, long AmountMinor, PaymentMeans Means, string? Reference, DateTimeOffset At,
    string Actor);
