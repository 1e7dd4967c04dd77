using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Orders;

/// <summary>A request to create an order. Amounts are decimal numbers in the order's currency.</summary>
public sealed record CreateOrderRequest(
    OrderKind Kind,
    CustomerRequest Customer,
    Guid? ShopId = null,
    Address? Address = null,
    LocationRequest? Location = null,
    string? BusinessName = null,
    ServiceCategory? ServiceCategory = null,
    string? ServiceLabel = null,
    string? Description = null,
    Priority? Priority = null,
    RequestedTime? RequestedTime = null,
    IReadOnlyList<LineRequest>? Lines = null,
    string? Currency = null,
    decimal? Total = null,
    decimal? EstimatedValue = null,
    string? CustomerNotes = null,
    string? InternalNotes = null,
    JsonElement? Metadata = null,
    bool Draft = false,
    IReadOnlyList<Guid>? SelectedVendors = null,
    Guid? AgentId = null,
    string? PaymentMethod = null,
    string? ConversationId = null,
    DateOnly? EstimatedDelivery = null,
    string? PricePackage = null)
    : IChecked
{
    /// <summary>What was checked, for the handler; only right where the shop says nothing about it.</summary>
    [JsonIgnore]
    internal PlaceOrder? Checked { get; private set; }

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        Checked = OrderReading.Read(this, shop: null, errors.Add);
        PlaceOrderCheck.Run(Checked, errors.Add);
    }
}

/// <summary>What shall be another in a draft; absent parts stay, a part that is there replaces the whole of
/// it.</summary>
public sealed record OrderPatch(
    CustomerRequest? Customer = null,
    Guid? ShopId = null,
    Address? Address = null,
    LocationRequest? Location = null,
    string? BusinessName = null,
    ServiceCategory? ServiceCategory = null,
    string? ServiceLabel = null,
    string? Description = null,
    Priority? Priority = null,
    RequestedTime? RequestedTime = null,
    IReadOnlyList<LineRequest>? Lines = null,
    string? Currency = null,
    decimal? Total = null,
    decimal? EstimatedValue = null,
    string? CustomerNotes = null,
    string? InternalNotes = null,
    JsonElement? Metadata = null,
    IReadOnlyList<Guid>? SelectedVendors = null,
    Guid? AgentId = null,
    string? PaymentMethod = null,
    DateOnly? EstimatedDelivery = null,
    string? PricePackage = null);

/// <summary>Who orders.</summary>
public sealed record CustomerRequest(string Name, string? Phone = null, string? Email = null);

/// <summary>A place; <c>lat</c> and <c>lng</c> are understood, too.</summary>
public sealed record LocationRequest(
    double? Latitude = null, double? Longitude = null, double? Lat = null, double? Lng = null);

/// <summary>One line.</summary>
public sealed record LineRequest(string Name, int Quantity, decimal UnitPrice, Guid? ItemId = null);

/// <summary>A request to move an order.</summary>
public sealed record ChangeStatusRequest(
    string Status,
    string? Note = null,
    string? Reason = null,
    decimal? DealingPrice = null,
    string? TrackingNumber = null,
    string? Carrier = null,
    DateOnly? EstimatedDelivery = null);

/// <summary>A request to open an order again.</summary>
public sealed record ReopenRequest(string Reason);

/// <summary>A request to remove the person from an order.</summary>
/// <param name="Reason">Why, without saying who: it stays in the history.</param>
public sealed record ErasePersonRequest(string Reason) : IChecked
{
    /// <inheritdoc/>
    public void Check(FieldErrors errors) => errors.Text("/reason", Reason, OrderLimits.ReasonLengthMax);
}

/// <summary>A request to add a note.</summary>
public sealed record NoteRequest(string Text, bool Public = false);
