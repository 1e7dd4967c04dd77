using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>Puts an order together from what is kept of it.</summary>
internal static class OrderView
{
    public static Order Of(
        OrderHead head, OrderDetails details, ImmutableArray<OrderLine> lines, long version, long position) => new()
        {
            Id = head.Id,
            AccountId = head.AccountId,
            Number = head.Number,
            Kind = head.Kind,
            Status = head.Status,
            Stage = head.Stage,
            ShopId = head.ShopId,
            Source = head.Source,
            Priority = head.Priority,
            Customer = details.Customer,
            Address = details.Address,
            Location = details.Location,
            BusinessName = details.BusinessName,
            ServiceCategory = head.ServiceCategory,
            ServiceLabel = details.ServiceLabel,
            Description = details.Description,
            RequestedTime = details.RequestedTime,
            Lines = lines,
            Currency = head.Currency,
            TotalMinor = head.TotalMinor,
            EstimatedMinor = head.EstimatedMinor,
            DealingPriceMinor = head.DealingPriceMinor,
            AmountMinor = head.Amount.Minor,
            AmountKind = head.Amount.Kind,
            DispatchStatus = head.DispatchStatus,
            PaymentStatus = head.PaymentStatus,
            PaidMinor = head.PaidMinor,
            RefundedMinor = head.RefundedMinor,
            Reservation = head.Reservation,
            VendorId = head.VendorId,
            VendorName = head.VendorName,
            CallId = head.CallId,
            FieldTurns = details.FieldTurns,
            CancelReason = head.CancelReason,
            CustomerNotes = details.CustomerNotes,
            InternalNotes = details.InternalNotes,
            MetadataJson = details.MetadataJson,
            TrackingNumber = head.TrackingNumber,
            Carrier = head.Carrier,
            Allowed = ImmutableArray.Create(OrderLifecycle.Allowed(head.Kind, head.Status)),
            CreatedAt = head.CreatedAt,
            UpdatedAt = head.UpdatedAt,
            AcceptedAt = head.AcceptedAt,
            OnWayAt = head.OnWayAt,
            ProcessingAt = head.ProcessingAt,
            CompletedAt = head.CompletedAt,
            CancelledAt = head.CancelledAt,
            Version = version,
            Timezone = head.Timezone,
            SelectedVendors = details.SelectedVendors,
            AgentId = head.AgentId,
            PaymentMethod = details.PaymentMethod,
            ConversationId = details.ConversationId,
            EstimatedDelivery = head.EstimatedDelivery,
            PricePackage = details.PricePackage,
            SelectionId = details.SelectionId,
            BeforeImageUrl = head.BeforeImageUrl,
            AfterImageUrl = head.AfterImageUrl,
            Erasure = head.Erasure,
            Rating = OrderRatings.Of(head, details),
            RatingChangesUntil = OrderRatings.ChangesUntil(head),
            Position = position,
        };

    /// <summary>The text that a search looks in, in lower case.</summary>
    public static string SearchText(OrderHead head, OrderDetails details) =>
        string.Join(' ', new[]
        {
            head.Number, details.Customer.Name, details.Customer.Phone, details.ServiceLabel, details.BusinessName,
        }.Where(part => part is not null)).ToLowerInvariant();
}
