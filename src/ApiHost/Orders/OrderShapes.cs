using System.Collections.Immutable;
using System.Text.Json;
using Platform.Money;

namespace Platform.Orders;

/// <summary>Writes orders as HTTP says them.</summary>
internal static class OrderShapes
{
    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    public static OrderAnswer Answer(Order order, string? trackingUrl = null) => new(
        order.Id, order.Number, order.Kind, order.Status, order.Stage, order.ShopId, order.Source, order.Priority,
        Customer(order.Customer), order.Address, order.Location, order.Location is not null, order.BusinessName,
        order.ServiceCategory, order.ServiceLabel, order.Description, order.RequestedTime,
        order.Lines.IsEmpty ? [] : [.. order.Lines.Select(line => Line(line, order.Currency))],
        order.Currency, Currency.ToAmount(order.TotalMinor, order.Currency), order.TotalMinor,
        Amount(order.EstimatedMinor, order.Currency), order.EstimatedMinor,
        Amount(order.DealingPriceMinor, order.Currency), order.DealingPriceMinor,
        Amount(order.AmountMinor, order.Currency), order.AmountMinor, order.AmountKind,
        order.DispatchStatus, order.PaymentStatus, order.Reservation, order.VendorId, order.VendorName, order.CallId,
        order.FieldTurns, order.CancelReason, order.CustomerNotes, order.InternalNotes,
        order.MetadataJson is { } metadata ? JsonElement.Parse(metadata) : EmptyObject,
        order.TrackingNumber, order.Carrier, order.Allowed, order.CreatedAt, order.UpdatedAt, order.AcceptedAt,
        order.OnWayAt, order.ProcessingAt, order.CompletedAt, order.CancelledAt, order.Version, trackingUrl)
    {
        Timezone = order.Timezone,
        AgentId = order.AgentId,
        PaymentMethod = order.PaymentMethod,
        Paid = Currency.ToAmount(order.PaidMinor, order.Currency),
        PaidMinor = order.PaidMinor,
        Refunded = Currency.ToAmount(order.RefundedMinor, order.Currency),
        RefundedMinor = order.RefundedMinor,
        Outstanding = Amount(order.OutstandingMinor, order.Currency),
        OutstandingMinor = order.OutstandingMinor,
        ConversationId = order.ConversationId,
        EstimatedDelivery = order.EstimatedDelivery,
        PricePackage = order.PricePackage,
        SelectedVendors = order.SelectedVendors,
        SelectionId = order.SelectionId,
        Erasure = order.Erasure,
        Rating = order.Rating,
    };

    public static SelectionAnswer Selection(VendorSelection selection, Order order) => new(
        selection.SelectionId, selection.OrderId, selection.VendorIds, selection.VendorIds.Length, selection.Triggers,
        selection.Conversation is { } talk
            ? new(
                order.ConversationId, talk.Provider,
                [.. talk.Messages.Select(message => new MessageAnswer(message.Speaker, message.Text, message.At))],
                talk.AnalysisJson is { } analysis ? JsonElement.Parse(analysis) : null, talk.ProcessingMs)
            : null,
        selection.CreatedAt);

    public static OrderRowAnswer Row(OrderSummary order) => new(
        order.Id, order.Number, order.Kind, order.Status, OrderStages.Of(order.Status), order.ShopId, order.Source,
        order.Priority, Customer(order.Customer), order.Address, order.BusinessName, order.ServiceCategory,
        order.ServiceLabel, order.Description, order.Goods, order.Currency,
        Amount(order.AmountMinor, order.Currency), order.AmountMinor, order.AmountKind, order.DispatchStatus,
        order.PaymentStatus, order.VendorId, order.VendorName, order.CallId, order.CancelReason, order.CreatedAt,
        order.UpdatedAt, order.Version);

    public static HistoryAnswer History(ImmutableArray<OrderHistoryEntry> entries) => new(
    [
        .. entries.Select(entry => new HistoryEntryAnswer(
            entry.Position, entry.At, entry.Kind, entry.From, entry.To, entry.Actor, entry.Note, entry.Public,
            entry.TraceId)),
    ]);

    public static StatsAnswer Stats(OrderStats stats)
    {
        var (all, today) = (new Figures(stats.Counts), new Figures(stats.Today));
        return new(
            all.Total, all.Open, all.InProgress, all.Done, all.Cancelled, all.ByStatus, Revenue(stats.Revenue),
            new(today.Total, today.Open, today.InProgress, today.Done, today.Cancelled, today.ByStatus,
                Revenue(stats.RevenueToday)),
            stats.CompleteThrough);
    }

    private static RevenueAnswer[] Revenue(ImmutableArray<CurrencyAmount> amounts) =>
    [
        .. amounts.Select(amount => new RevenueAnswer(
            amount.Currency, Currency.ToAmount(amount.AmountMinor, amount.Currency), amount.AmountMinor)),
    ];

    private static CustomerAnswer Customer(OrderCustomer customer) =>
        new(customer.Name, customer.Phone, customer.PhoneRaw, customer.Email);

    public static LineAnswer Line(OrderLine line, string currency) => new(
        line.LineNo, line.ItemId, line.Name, line.Quantity, Currency.ToAmount(line.UnitPriceMinor, currency),
        line.UnitPriceMinor, Currency.ToAmount(line.TotalMinor, currency), line.TotalMinor);

    public static decimal? Amount(long? minor, string currency) =>
        minor is { } value ? Currency.ToAmount(value, currency) : null;

    // The stages as the figures name them: accepted ones are still open, travelling ones in progress.
    private sealed class Figures(ImmutableArray<OrderCount> counts)
    {
        public long Total { get; } = counts.Sum(count => count.Count);
        public long Open { get; } = Sum(counts, OrderStage.Open, OrderStage.Committed);
        public long InProgress { get; } = Sum(counts, OrderStage.InProgress, OrderStage.InTransit);
        public long Done { get; } = Sum(counts, OrderStage.Done);
        public long Cancelled { get; } = Sum(counts, OrderStage.Cancelled);

        public IReadOnlyDictionary<string, long> ByStatus { get; } = counts
            .GroupBy(count => OrderWords.Of(count.Status))
            .ToDictionary(status => status.Key, status => status.Sum(count => count.Count), StringComparer.Ordinal);

        private static long Sum(ImmutableArray<OrderCount> counts, params OrderStage[] stages) =>
            counts.Where(count => stages.Contains(OrderStages.Of(count.Status))).Sum(count => count.Count);
    }
}
