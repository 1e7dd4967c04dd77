using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Stock;

/// <summary>A line of an item's ledger.</summary>
internal sealed record StockMovementRow(
    Guid AccountId, Guid ItemId, StockChange Change, DateTimeOffset At, string Actor) : IRow;

/// <summary>A reservation as it stands now.</summary>
internal sealed record StockReservationRow(
    Guid AccountId, Guid ItemId, StockReservation Reservation, DateTimeOffset? EndedAt) : IRow;

/// <summary>Where items are kept: see <c>sql/0018_stock.sql</c>.</summary>
internal static class StockTables
{
    public static StateTable<StockHead> Items { get; } = new(
        "stock_items", "stock_items", StockHeadJson.Default.StockHead,
        new Column<StockHead, Guid>("item_id", Uuid, head => head.Id),
        new Column<StockHead, Guid>("shop_id", Uuid, head => head.Details.ShopId),
        new Column<StockHead, string>("name", Text, head => head.Details.Name),
        new Column<StockHead, string?>("sku", Text, head => head.Details.Sku),
        new Column<StockHead, long>("on_hand", Int8, head => head.OnHand),
        new Column<StockHead, long>("reserved", Int8, head => head.Reserved),
        new Column<StockHead, long>("safety_stock", Int8, head => head.Details.SafetyStock),
        new Column<StockHead, long?>("low_stock_threshold", Int8, head => head.Details.LowStockThreshold),
        new Column<StockHead, bool>("is_low", ColumnType.Boolean, head => head.IsLow),
        new Column<StockHead, long>("entries", Int8, head => head.Entries),
        new Column<StockHead, DateTimeOffset?>("due_at", Timestamptz, head => head.DueAt))
    {
        GrainType = StockItemGrain.Type,
    };

    public static RowTable<StockMovementRow> Movements { get; } = new(
        "stock_movements", ["item_id", "entry"], replacesOnKey: false,
        new Column<StockMovementRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<StockMovementRow, Guid>("item_id", Uuid, row => row.ItemId),
        new Column<StockMovementRow, long>("entry", Int8, row => row.Change.Entry),
        new Column<StockMovementRow, string>("kind", Text, row => StockWords.Of(row.Change.Kind)),
        new Column<StockMovementRow, long>("on_hand_change", Int8, row => row.Change.OnHandChange),
        new Column<StockMovementRow, long>("reserved_change", Int8, row => row.Change.ReservedChange),
        new Column<StockMovementRow, long>("on_hand", Int8, row => row.Change.OnHand),
        new Column<StockMovementRow, long>("reserved", Int8, row => row.Change.Reserved),
        new Column<StockMovementRow, Guid?>("owner_id", Uuid, row => row.Change.OwnerId),
        new Column<StockMovementRow, string?>("reason", Text, row => row.Change.Reason),
        new Column<StockMovementRow, DateTimeOffset>("at", Timestamptz, row => row.At),
        new Column<StockMovementRow, string>("actor", Text, row => row.Actor));

    public static RowTable<StockReservationRow> Reservations { get; } = new(
        "stock_reservations", ["item_id", "owner_id"], replacesOnKey: true,
        new Column<StockReservationRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<StockReservationRow, Guid>("item_id", Uuid, row => row.ItemId),
        new Column<StockReservationRow, Guid>("owner_id", Uuid, row => row.Reservation.OwnerId),
        new Column<StockReservationRow, long>("quantity", Int8, row => row.Reservation.Quantity),
        new Column<StockReservationRow, string>("status", Text, row => StockWords.Of(row.Reservation.Status)),
        new Column<StockReservationRow, DateTimeOffset>("created_at", Timestamptz, row => row.Reservation.CreatedAt),
        new Column<StockReservationRow, DateTimeOffset?>("expires_at", Timestamptz, row => row.Reservation.ExpiresAt),
        new Column<StockReservationRow, DateTimeOffset?>("ended_at", Timestamptz, row => row.EndedAt),
        new Column<StockReservationRow, string?>("reference", Text, row => row.Reservation.Reference));
}
