using System.Text.Json;
using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Orders;

/// <summary>Where orders are kept: see <c>sql/0003_orders.sql</c> and, for money, <c>0014_goods.sql</c>.</summary>
internal static class OrderTables
{
    public static StateTable<OrderHead> Orders { get; } = new(
        "orders", "orders", OrderHeadJson.Default.OrderHead,
        new Column<OrderHead, Guid>("order_id", Uuid, head => head.Id),
        new Column<OrderHead, string>("order_number", Text, head => head.Number),
        new Column<OrderHead, string>("kind", Text, head => OrderWords.Of(head.Kind)),
        new Column<OrderHead, string>("status", Text, head => OrderWords.Of(head.Status)),
        new Column<OrderHead, string>("stage", Text, head => OrderWords.Of(head.Stage)),
        new Column<OrderHead, Guid?>("shop_id", Uuid, head => head.ShopId),
        new Column<OrderHead, Guid?>("vendor_id", Uuid, head => head.VendorId),
        new Column<OrderHead, string?>("vendor_name", Text, head => head.VendorName),
        new Column<OrderHead, string>("priority", Text, head => OrderWords.Of(head.Priority)),
        new Column<OrderHead, string>("service_category", Text, head =>
            head.ServiceCategory is { } category ? OrderWords.Of(category) : "none"),
        new Column<OrderHead, string?>("service_label", Text, head => head.LabelFolded),
        new Column<OrderHead, string>("source", Text, head => OrderWords.Of(head.Source)),
        new Column<OrderHead, string>("dispatch_status", Text, head => OrderWords.Of(head.DispatchStatus)),
        new Column<OrderHead, string>("payment_status", Text, head => OrderWords.Of(head.PaymentStatus)),
        new Column<OrderHead, long>("paid_minor", Int8, head => head.PaidMinor),
        new Column<OrderHead, long>("refunded_minor", Int8, head => head.RefundedMinor),
        new Column<OrderHead, string>("reservation", Text, head => OrderWords.Of(head.Reservation)),
        new Column<OrderHead, string>("currency", Text, head => head.Currency),
        new Column<OrderHead, long>("amount_minor", Int8, head => head.Amount.Minor ?? 0),
        new Column<OrderHead, string?>("amount_kind", Text, head =>
            head.Amount.Kind is { } kind ? OrderWords.Of(kind) : null),
        new Column<OrderHead, Guid?>("call_id", Uuid, head => head.CallId),
        new Column<OrderHead, Guid?>("agent_id", Uuid, head => head.AgentId),
        new Column<OrderHead, string?>("cancel_reason", Text, head => head.CancelReason),
        new Column<OrderHead, int?>("stars", Int4, head => head.Stars),
        new Column<OrderHead, DateTimeOffset>("created_at", Timestamptz, head => head.CreatedAt),
        new Column<OrderHead, DateTimeOffset>("updated_at", Timestamptz, head => head.UpdatedAt),
        new Column<OrderHead, DateTimeOffset?>("due_at", Timestamptz, head => head.DueAt))
    {
        GrainType = OrderGrain.Type,
    };

    public static RowTable<OrderDetailsRow> Details { get; } = new(
        "order_details", ["order_id"], replacesOnKey: true,
        new Column<OrderDetailsRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderDetailsRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderDetailsRow, string>("details", Text, row =>
            JsonSerializer.Serialize(row.Details, OrderDetailsJson.Default.OrderDetails)),
        new Column<OrderDetailsRow, string>("search", Text, row => row.Search));

    public static RowTable<OrderLineRow> Lines { get; } = new(
        "order_lines", ["order_id", "revision", "line_no"], replacesOnKey: false,
        new Column<OrderLineRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderLineRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderLineRow, int>("revision", Int4, row => row.Revision),
        new Column<OrderLineRow, int>("line_no", Int4, row => row.Line.LineNo),
        new Column<OrderLineRow, Guid?>("item_id", Uuid, row => row.Line.ItemId),
        new Column<OrderLineRow, string>("name", Text, row => row.Line.Name),
        new Column<OrderLineRow, int>("quantity", Int4, row => row.Line.Quantity),
        new Column<OrderLineRow, long>("unit_price_minor", Int8, row => row.Line.UnitPriceMinor),
        new Column<OrderLineRow, long>("total_minor", Int8, row => row.Line.TotalMinor));

    public static RowTable<OrderHistoryRow> History { get; } = new(
        "order_history", ["order_id", "entry"], replacesOnKey: false,
        new Column<OrderHistoryRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderHistoryRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderHistoryRow, int>("entry", Int4, row => row.Entry),
        new Column<OrderHistoryRow, DateTimeOffset>("at", Timestamptz, row => row.At),
        new Column<OrderHistoryRow, string>("kind", Text, row => row.Kind),
        new Column<OrderHistoryRow, string?>("from_status", Text, row => Word(row.From)),
        new Column<OrderHistoryRow, string?>("to_status", Text, row => Word(row.To)),
        new Column<OrderHistoryRow, string>("actor", Text, row => row.Actor),
        new Column<OrderHistoryRow, Guid?>("trace_id", Uuid, row => row.TraceId));

    public static RowTable<OrderNoteRow> Notes { get; } = new(
        "order_notes", ["order_id", "entry"], replacesOnKey: true,
        new Column<OrderNoteRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderNoteRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderNoteRow, int>("entry", Int4, row => row.Entry),
        new Column<OrderNoteRow, string>("text", Text, row => row.Text),
        new Column<OrderNoteRow, bool>("public", ColumnType.Boolean, row => row.Public));

    public static RowTable<OrderPaymentRow> Payments { get; } = new(
        "order_payments", ["order_id", "entry"], replacesOnKey: false,
        new Column<OrderPaymentRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderPaymentRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderPaymentRow, int>("entry", Int4, row => row.Entry),
        new Column<OrderPaymentRow, string>("kind", Text, row => OrderWords.Of(row.Payment.Kind)),
        new Column<OrderPaymentRow, long>("amount_minor", Int8, row => row.Payment.AmountMinor),
        new Column<OrderPaymentRow, string>("method", Text, row => OrderWords.Of(row.Payment.Means)),
        new Column<OrderPaymentRow, DateTimeOffset>("at", Timestamptz, row => row.At),
        new Column<OrderPaymentRow, string>("actor", Text, row => row.Actor));

    public static RowTable<OrderOfferRow> Offers { get; } = new(
        "order_offers", ["order_id", "vendor_id", "wave"], replacesOnKey: true,
        new Column<OrderOfferRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<OrderOfferRow, Guid>("order_id", Uuid, row => row.OrderId),
        new Column<OrderOfferRow, Guid>("vendor_id", Uuid, row => row.Offer.VendorId),
        new Column<OrderOfferRow, int>("wave", Int4, row => row.Offer.Wave),
        new Column<OrderOfferRow, string>("status", Text, row => OrderWords.Of(row.Offer.Status)),
        new Column<OrderOfferRow, string>("vendor_name", Text, row => row.Offer.VendorName),
        new Column<OrderOfferRow, double>("score", Float8, row => row.Offer.Score),
        new Column<OrderOfferRow, string>("score_terms", Jsonb, row =>
            JsonSerializer.Serialize(row.Offer.ScoreTerms, OfferJson.Default.ImmutableSortedDictionaryStringDouble)),
        new Column<OrderOfferRow, double?>("distance_km", Float8, row => row.Offer.DistanceKm),
        new Column<OrderOfferRow, DateTimeOffset>("offered_at", Timestamptz, row => row.Offer.OfferedAt),
        new Column<OrderOfferRow, DateTimeOffset>("expires_at", Timestamptz, row => row.Offer.ExpiresAt),
        new Column<OrderOfferRow, DateTimeOffset?>("answered_at", Timestamptz, row => row.Offer.AnsweredAt));

    private static string? Word(OrderStatus? status) => status is { } value ? OrderWords.Of(value) : null;
}
