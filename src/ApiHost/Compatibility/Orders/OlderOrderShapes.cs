using System.Text.Json;
using Platform.Money;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Writes orders as earlier systems did. Times are UTC and end in <c>Z</c>, as theirs do.</summary>
internal static class OlderOrderShapes
{
    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    public static ListedOrder Listed(OrderSheet sheet)
    {
        var order = sheet.Order;
        return Filled(sheet, new ListedOrder
        {
            Id = order.Number,
            Uuid = order.Id,
            Task = order.ServiceLabel ?? (order.Lines is [var first, ..] ? first.Name : order.Description),
            VendorReference = VendorOf(sheet),
            Customer = new(order.Customer.Name, Phone(order), Text(order.Address), Place(order)),
            Vendor = new(order.VendorName, sheet.VendorAvatarUrl),
            Amount = Amount(order.AmountMinor, order.Currency),
            Status = OlderWords.Of(order.Status),
            StatusCode = OrderWords.Of(order.Status),
            Date = DayOf(order),
            Business = order.BusinessName,
            Assigned = Utc(sheet.FirstOfferedAt ?? order.AcceptedAt),
            OnWay = Utc(order.OnWayAt),
            Processing = Utc(order.ProcessingAt),
        });
    }

    /// <param name="allowed">Where it can go; the order's own, which a sheet does not know.</param>
    public static SingleOrder Single(OrderSheet sheet, IReadOnlyList<OrderStatus> allowed) =>
        Filled(sheet, new SingleOrder
        {
            Id = sheet.Order.Id,
            Status = OrderWords.Of(sheet.Order.Status),
            BusinessName = sheet.Order.BusinessName,
            AssignedAt = Utc(sheet.FirstOfferedAt ?? sheet.Order.AcceptedAt),
            Allowed = [.. allowed.Select(OrderWords.Of)],
        });

    /// <summary>What the order's vendor sees: not what staff keep to themselves.</summary>
    public static OrderSheet ForVendor(OrderSheet sheet, Guid vendorId) => sheet with
    {
        Order = sheet.Order with { InternalNotes = null, MetadataJson = null },
        History =
        [
            .. sheet.History.Select(entry => entry.Public || entry.Actor == $"vendor:{vendorId}"
                ? entry : entry with { Note = null }),
        ],
    };

    /// <summary>The figures; drafts are in none of them.</summary>
    public static OlderStats Stats(OrderStats stats)
    {
        var most = stats.Revenue.OrderByDescending(amount => amount.AmountMinor).FirstOrDefault();
        return new(
            stats.Counts.Sum(count => count.Count),
            most is null ? 0 : Currency.ToAmount(most.AmountMinor, most.Currency), most?.Currency ?? "USD",
            Count(stats, OrderStatus.New, OrderStatus.Pending),
            Count(stats, OrderStatus.Completed, OrderStatus.Delivered),
            Count(stats, OrderStatus.Processing, OrderStatus.Packaged),
            Count(stats, OrderStatus.Shipped, OrderStatus.OnWay),
            Count(stats, OrderStatus.Cancelled),
            stats.Counts.GroupBy(count => OrderWords.Of(count.Status))
                .ToDictionary(group => group.Key, group => group.Sum(count => count.Count), StringComparer.Ordinal),
            [.. stats.Revenue.Select(amount => new OlderRevenue(
                amount.Currency, Currency.ToAmount(amount.AmountMinor, amount.Currency)))],
            stats.CompleteThrough);
    }

    // A copy of a record is of its own type, whatever the type it is copied through.
    private static T Filled<T>(OrderSheet sheet, T written)
        where T : OlderOrder
    {
        var order = sheet.Order;
        OlderOrder shared = written;
        return (T)(shared with
        {
            OrderNumber = order.Number,
            OrderId = order.Number,
            Kind = OrderWords.Of(order.Kind),
            Stage = OrderWords.Of(order.Stage),
            ShopId = order.ShopId,
            AgentId = order.AgentId,
            ConversationId = order.ConversationId,
            TriggerPointId = order.SelectionId,
            UserId = MakerOf(sheet),
            CustomerName = order.Customer.Name,
            CustomerEmail = order.Customer.Email,
            CustomerPhone = Phone(order),
            CustomerAddress = Text(order.Address),
            CustomerLocation = Place(order),
            ShippingAddress = order is { Kind: OrderKind.Product, Address: { } to }
                ? new(to.Line1, to.City, to.State, to.PostalCode, to.Country) : null,
            ServiceType = order.ServiceLabel
                ?? (order.ServiceCategory is { } category ? OrderWords.Of(category) : null),
            Description = order.Description,
            Priority = OrderWords.Of(order.Priority),
            Items = [.. order.Lines.Select(line => new OlderItem(
                line.Name, line.Quantity, Currency.ToAmount(line.UnitPriceMinor, order.Currency)))],
            TotalAmount = Currency.ToAmount(order.TotalMinor, order.Currency),
            Currency = order.Currency,
            EstimatedValue = Amount(order.EstimatedMinor, order.Currency),
            DealingPrice = Amount(order.DealingPriceMinor, order.Currency),
            PricePackage = order.PricePackage,
            VendorId = VendorOf(sheet),
            VendorName = order.VendorName,
            AssignedVendors = sheet.SelectedVendors,
            BeforeImageUrl = order.BeforeImageUrl,
            AfterImageUrl = order.AfterImageUrl,
            TrackingNumber = order.TrackingNumber,
            Carrier = order.Carrier,
            EstimatedDelivery = order.EstimatedDelivery,
            CustomerNotes = order.CustomerNotes,
            InternalNotes = order.InternalNotes,
            StatusHistory = [.. sheet.History.Where(entry => entry.To is not null).Select(entry =>
                new OlderStatusChange(OrderWords.Of(entry.To!.Value), entry.At.UtcDateTime, entry.Note))],
            PaymentStatus = OrderWords.Of(order.PaymentStatus),
            PaymentMethod = order.PaymentMethod,
            Metadata = order.MetadataJson is { } metadata ? JsonElement.Parse(metadata) : EmptyObject,
            Invoice = Invoice(sheet),
            OnWayAt = Utc(order.OnWayAt),
            ProcessingAt = Utc(order.ProcessingAt),
            CompletedAt = Utc(order.CompletedAt),
            DeliveredAt = order.Kind == OrderKind.Product ? Utc(order.CompletedAt) : null,
            CancelledAt = Utc(order.CancelledAt),
            CancelReason = order.CancelReason,
            CreatedAt = order.CreatedAt.UtcDateTime,
            UpdatedAt = order.UpdatedAt.UtcDateTime,
            Version = order.Version,
        });
    }

    private static OlderInvoice? Invoice(OrderSheet sheet) =>
        sheet.Invoice is { } invoice
            ? new(
                invoice.Number, Currency.ToAmount(invoice.TotalMinor, sheet.Order.Currency), sheet.Order.Currency,
                sheet.Order.ServiceLabel, $"/api/v1/orders/{sheet.Order.Id}/invoice", invoice.IssuedAt.UtcDateTime)
            : null;

    private static string? VendorOf(OrderSheet sheet) => sheet.VendorExternalId ?? sheet.Order.VendorId?.ToString();

    // Who made it stands in the first entry of the history.
    private static Guid? MakerOf(OrderSheet sheet) =>
        sheet.History is [{ Actor: var actor }, ..]
        && (actor.StartsWith("member:", StringComparison.Ordinal)
            || actor.StartsWith("platformadmin:", StringComparison.Ordinal))
        && Guid.TryParse(actor.AsSpan(actor.IndexOf(':', StringComparison.Ordinal) + 1), out var id)
            ? id : null;

    private static string? Phone(Order order) => order.Customer.PhoneRaw ?? order.Customer.Phone;

    private static OlderLocation? Place(Order order) =>
        order.Location is { } place ? new(place.Latitude, place.Longitude) : null;

    private static string? Text(Address? address) =>
        address is null ? null
        : address.Raw ?? string.Join(", ", new[]
        {
            address.Line1, address.Line2, address.City, $"{address.State} {address.PostalCode}".Trim(), address.Country,
        }.Where(part => !string.IsNullOrEmpty(part)));

    private static DateOnly DayOf(Order order) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(order.CreatedAt, TimeZoneInfo.FindSystemTimeZoneById(order.Timezone)).DateTime);

    private static long Count(OrderStats stats, params OrderStatus[] statuses) =>
        stats.Counts.Where(count => statuses.Contains(count.Status)).Sum(count => count.Count);

    private static DateTime? Utc(DateTimeOffset? at) => at?.UtcDateTime;

    private static decimal? Amount(long? minor, string currency) =>
        minor is { } value ? Currency.ToAmount(value, currency) : null;
}
