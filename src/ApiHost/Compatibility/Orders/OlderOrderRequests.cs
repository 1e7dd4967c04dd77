using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Http;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>An order in the fields of either earlier system: goods have <c>items</c> or a <c>shipping_address</c>,
/// anything else is a service. Amounts are decimal numbers.</summary>
public sealed record OlderOrderRequest(
    string? CustomerName = null,
    string? CustomerPhone = null,
    string? CustomerEmail = null,
    ShippingAddress? ShippingAddress = null,
    IReadOnlyList<OlderItem>? Items = null,
    decimal? TotalAmount = null,
    string? PaymentMethod = null,
    string? Currency = null,
    DateOnly? EstimatedDelivery = null,
    string? CustomerNotes = null,
    string? InternalNotes = null,
    JsonElement? Metadata = null,
    Guid? AgentId = null,
    string? ConversationId = null,
    string? BusinessName = null,
    string? CustomerAddress = null,
    LocationRequest? CustomerLocation = null,
    string? ServiceType = null,
    string? WorkNeeded = null,
    string? Description = null,
    Priority? Priority = null,
    decimal? EstimatedValue = null,
    string? PricePackage = null,
    IReadOnlyList<string>? SelectedVendors = null,
    OrderKind? Kind = null,
    Guid? ShopId = null) : IChecked
{
    /// <summary>The same order in the platform's own words; set when it was checked.</summary>
    [JsonIgnore]
    internal CreateOrderRequest? Canonical { get; private set; }

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        Canonical = OlderOrderReading.Read(this);
        OlderOrderReading.Check(
            Canonical, errors, Description is null && WorkNeeded is not null ? "/work_needed" : "/description");
    }
}

/// <summary>Where goods go.</summary>
public sealed record ShippingAddress(
    string? Street = null, string? City = null, string? State = null, string? Zip = null, string? Country = null);

/// <summary>Something ordered.</summary>
public sealed record OlderItem(string Name, int Quantity, decimal Price);

/// <summary>A change of status, with what either earlier system sends beside it.</summary>
/// <param name="VendorId">Who says so; has to be the signed-in vendor, or the vendor that the order has.</param>
public sealed record OlderStatusRequest(
    string Status,
    string? VendorId = null,
    decimal? DealingPrice = null,
    string? BeforeImageUrl = null,
    string? AfterImageUrl = null,
    string? Notes = null,
    string? Note = null,
    string? Reason = null,
    string? TrackingNumber = null,
    string? Carrier = null,
    DateOnly? EstimatedDelivery = null);

/// <summary>An order for which an agent has chosen vendors.</summary>
/// <param name="SelectedVendors">The account's own names of vendors, or their ids, best first.</param>
/// <param name="TriggerPoints">What set the choice off.</param>
public sealed record SelectionRequest(
    string BusinessName,
    string CustomerName,
    string CustomerPhone,
    string CustomerAddress,
    string ServiceType,
    string WorkNeeded,
    IReadOnlyList<string> SelectedVendors,
    ConversationDetails? ConversationDetails = null,
    IReadOnlyList<string>? TriggerPoints = null,
    decimal? EstimatedValue = null,
    Priority? Priority = null,
    LocationRequest? CustomerLocation = null,
    string? Currency = null,
    Guid? ShopId = null) : IChecked
{
    /// <summary>The same order in the platform's own words; set when it was checked.</summary>
    [JsonIgnore]
    internal CreateOrderRequest? Canonical { get; private set; }

    /// <summary>How the vendors were chosen; set when it was checked.</summary>
    [JsonIgnore]
    internal AskedSelection? Selection { get; private set; }

    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        Canonical = OlderOrderReading.Read(new OlderOrderRequest(
            CustomerName, CustomerPhone, ConversationDetails?.CustomerEmail, BusinessName: BusinessName,
            CustomerAddress: CustomerAddress, CustomerLocation: CustomerLocation, ServiceType: ServiceType,
            WorkNeeded: WorkNeeded, Priority: Priority, EstimatedValue: EstimatedValue, Currency: Currency,
            ConversationId: ConversationDetails?.ConversationId, Kind: OrderKind.Service, ShopId: ShopId));
        Selection = new()
        {
            Triggers = [.. TriggerPoints ?? []],
            Conversation = ConversationDetails?.Read(errors),
        };
        errors.Text("/business_name", BusinessName, OrderLimits.NameLengthMax);
        errors.Text("/service_type", ServiceType, OrderLimits.LabelLengthMax);
        if (SelectedVendors.Count is 0 or > OrderLimits.SelectedVendorsMax)
            errors.Add("/selected_vendors", $"must have 1 to {OrderLimits.SelectedVendorsMax} items");
        OlderOrderReading.Check(Canonical, errors, "/work_needed", Selection);
    }
}

/// <summary>The conversation behind a selection. A message is text, or an object with who spoke (<c>role</c>,
/// <c>speaker</c>) and what (<c>message</c>, <c>content</c>, <c>text</c>).</summary>
public sealed record ConversationDetails(
    IReadOnlyList<JsonElement>? Messages = null,
    string? CustomerEmail = null,
    string? ConversationId = null,
    string? CallingSystem = null,
    JsonElement? AnalysisResult = null,
    int? ProcessingTimeMs = null)
{
    internal AskedConversation Read(FieldErrors errors) => OlderConversation.Read(this, errors);
}
