using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>Everything that a call's draft or a request to create an order carries. What the platform decides itself is
/// not here: number, totals, E.164 form, category of a label, stage.</summary>
[GenerateSerializer, Immutable, Alias("Platform.PlaceOrder")]
public sealed record PlaceOrder
{
    [Id(0)]
    public required OrderKind Kind { get; init; }

    [Id(1)]
    public OrderSource Source { get; init; } = OrderSource.Api;

    [Id(2)]
    public Guid? ShopId { get; init; }

    /// <summary>IANA zone of the shop, or UTC: the year of the number and the day of the figures are taken
    /// there.</summary>
    [Id(3)]
    public string Timezone { get; init; } = "UTC";

    /// <summary>The call that it came from.</summary>
    [Id(4)]
    public Guid? CallId { get; init; }

    /// <summary>Kept as a draft to be placed later by a change of status.</summary>
    [Id(5)]
    public bool Draft { get; init; }

    /// <summary>The phone as typed goes into <see cref="OrderCustomer.PhoneRaw"/>; the order normalises it.</summary>
    [Id(6)]
    public OrderCustomer? Customer { get; init; }

    [Id(7)]
    public Address? Address { get; init; }

    /// <summary>0,0 counts as missing.</summary>
    [Id(8)]
    public Location? Location { get; init; }

    [Id(9)]
    public string? BusinessName { get; init; }

    /// <summary>Null: follows from the label.</summary>
    [Id(10)]
    public ServiceCategory? ServiceCategory { get; init; }

    [Id(11)]
    public string? ServiceLabel { get; init; }

    [Id(12)]
    public string? Description { get; init; }

    [Id(13)]
    public Priority Priority { get; init; } = Priority.Medium;

    [Id(14)]
    public RequestedTime? RequestedTime { get; init; }

    [Id(15)]
    public ImmutableArray<AskedLine> Lines { get; init; } = [];

    /// <summary>ISO 4217.</summary>
    [Id(16)]
    public string Currency { get; init; } = "USD";

    /// <summary>The total that the client reckons with, in minor units; another one than the server's is
    /// refused.</summary>
    [Id(17)]
    public long? TotalMinor { get; init; }

    [Id(18)]
    public long? EstimatedMinor { get; init; }

    [Id(19)]
    public string? CustomerNotes { get; init; }

    [Id(20)]
    public string? InternalNotes { get; init; }

    /// <summary>A JSON object of the client's own, as text.</summary>
    [Id(21)]
    public string? MetadataJson { get; init; }

    /// <summary>The turn of the call behind each field, by the order's own field names
    /// (<c>customer.name</c>).</summary>
    [Id(22)]
    public ImmutableSortedDictionary<string, int> FieldTurns { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Vendors that somebody chose, best first; dispatch offers to them in the first wave.</summary>
    [Id(23)]
    public ImmutableArray<Guid> SelectedVendors { get; init; } = [];

    /// <summary>ISO 3166 country in which a phone without <c>+</c> is read.</summary>
    [Id(24)]
    public string DefaultCountry { get; init; } = "US";

    /// <summary>When set, the order expires unless it was paid by then.</summary>
    [Id(25)]
    public DateTimeOffset? PayBy { get; init; }

    /// <summary>The agent that took the order, or null.</summary>
    [Id(60)]
    public Guid? AgentId { get; init; }

    /// <summary>How the customer means to pay, in the client's own word: <c>credit_card</c>.</summary>
    [Id(61)]
    public string? PaymentMethod { get; init; }

    /// <summary>What the client calls the conversation that it came from.</summary>
    [Id(62)]
    public string? ConversationId { get; init; }

    /// <summary>The day it shall arrive, in the shop's zone.</summary>
    [Id(63)]
    public DateOnly? EstimatedDelivery { get; init; }

    /// <summary>The name of what was offered for the price.</summary>
    [Id(64)]
    public string? PricePackage { get; init; }

    /// <summary>How the vendors were chosen, when an agent chose them.</summary>
    [Id(65)]
    public AskedSelection? Selection { get; init; }
}
