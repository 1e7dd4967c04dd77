using Platform.Images;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>A vendor moves one of his orders. The price is a decimal number in the order's currency.</summary>
public sealed record JobStatusRequest(string Status, string? Note = null, decimal? DealingPrice = null);

/// <summary>An order as its vendor sees it: where, for whom, what, and what he may make of it next. When it is his no
/// more, everything about the customer is empty.</summary>
/// <param name="Timezone">IANA zone in which its times are meant.</param>
public sealed record JobAnswer(
    Guid Id, string OrderNumber, OrderKind Kind, OrderStatus Status, OrderStage Stage, Priority Priority,
    string? AccountName, string? ShopName, JobCustomerAnswer? Customer, Address? Address, Location? Location,
    string? ServiceLabel, ServiceCategory? ServiceCategory, string? Description, string? CustomerNotes,
    RequestedTime? RequestedTime, string Timezone, IReadOnlyList<LineAnswer> Lines, string Currency,
    decimal? Amount, long? AmountMinor, AmountKind? AmountKind, IReadOnlyList<OrderStatus> Allowed,
    IReadOnlyList<ImageAnswer> Images, DateTimeOffset UpdatedAt, long Version);

/// <summary>Whom to ring.</summary>
public sealed record JobCustomerAnswer(string? Name, string? Phone);

/// <summary>Writes jobs as HTTP says them.</summary>
internal static class JobShapes
{
    public static JobAnswer Answer(VendorJob job, ImageLinks links) => new(
        job.Id, job.Number, job.Kind, job.Status, OrderStages.Of(job.Status), job.Priority, job.AccountName,
        job.ShopName, new(job.Details.Customer.Name, job.Details.Customer.Phone), job.Details.Address,
        job.Details.Location, job.Details.ServiceLabel, job.ServiceCategory, job.Details.Description,
        job.Details.CustomerNotes, job.Details.RequestedTime, job.Timezone,
        [.. job.Lines.Select(line => OrderShapes.Line(line, job.Currency))], job.Currency,
        OrderShapes.Amount(job.AmountMinor, job.Currency), job.AmountMinor, job.AmountKind,
        VendorSteps.From(job.Kind, job.Status), ImageShapes.Answer(job.Images, links), job.UpdatedAt, job.Version);

    /// <summary>What is left to say to a vendor who gave the order back.</summary>
    public static JobAnswer NoLongerHis(Order order) => new(
        order.Id, order.Number, order.Kind, order.Status, order.Stage, order.Priority, null, null, null, null, null,
        order.ServiceLabel, order.ServiceCategory, null, null, null, order.Timezone, [], order.Currency, null, null,
        null, [], [], order.UpdatedAt, order.Version);
}
