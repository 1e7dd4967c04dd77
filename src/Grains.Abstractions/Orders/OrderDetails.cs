using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>What an order keeps beside its head: the person and the words. Written once, and again when the person is
/// erased. Not in the head, because the head is written with every change.</summary>
[GenerateSerializer, Immutable, Alias("Platform.OrderDetails")]
public sealed record OrderDetails
{
    [Id(0)] public OrderCustomer Customer { get; init; } = new(Name: null);
    [Id(1)] public Address? Address { get; init; }
    [Id(2)] public Location? Location { get; init; }
    [Id(3)] public string? BusinessName { get; init; }
    [Id(4)] public string? ServiceLabel { get; init; }
    [Id(5)] public string? Description { get; init; }
    [Id(6)] public RequestedTime? RequestedTime { get; init; }
    [Id(7)] public string? CustomerNotes { get; init; }
    [Id(8)] public string? InternalNotes { get; init; }
    [Id(9)] public string? MetadataJson { get; init; }

    [Id(10)]
    public ImmutableSortedDictionary<string, int> FieldTurns { get; init; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    [Id(11)] public ImmutableArray<Guid> SelectedVendors { get; init; } = [];

    /// <summary>The hash of the request that made the order, so that its key with another body is refused for as long
    /// as the order exists.</summary>
    [Id(12)] public string RequestHash { get; init; } = "";

    [Id(20)] public string? PaymentMethod { get; init; }
    [Id(21)] public string? ConversationId { get; init; }
    [Id(22)] public string? PricePackage { get; init; }

    /// <summary>How the vendors were chosen, when an agent chose them.</summary>
    [Id(23)] public Guid? SelectionId { get; init; }

    /// <summary>How many messages of a conversation were kept with it; null for no conversation.</summary>
    [Id(24)] public int? Messages { get; init; }

    /// <summary>What the customer wrote with their rating.</summary>
    [Id(25)] public string? RatingComment { get; init; }
}

/// <summary>How the details are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderDetails))]
public sealed partial class OrderDetailsJson : JsonSerializerContext;
