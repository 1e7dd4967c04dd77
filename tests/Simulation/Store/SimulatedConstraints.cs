using Npgsql;
using Platform.Commits;
using Platform.Invoices;
using Platform.Orders;
using Platform.Stock;

namespace Platform.Simulation;

/// <summary>The named constraints of <c>sql/</c> on which grains rely, and those that a run of events can break. The
/// one on the winner is left out on purpose: that there is one is for the order's own rules to see to.</summary>
internal static class SimulatedConstraints
{
    /// <exception cref="PostgresException">A state breaks one.</exception>
    public static void Demand(object state, SimulatedDatabase stored)
    {
        switch (state)
        {
            case OrderHead order:
                Check("orders_updated_after_created", order.UpdatedAt >= order.CreatedAt);
                Check(
                    "orders_pending_reservation_is_draft",
                    order.Reservation != ReservationState.Pending || order.Status == OrderStatus.Draft);
                break;
            case StockHead item:
                Item(item, stored);
                break;
            default:
                break;
        }
    }

    /// <exception cref="PostgresException">A row breaks one.</exception>
    public static void Demand(IRow row, IRow? before, IEnumerable<IRow> added, SimulatedDatabase stored)
    {
        switch (row)
        {
            case InvoiceRow invoice:
                Unique("invoices_one_an_order", !stored.Rows<InvoiceRow>()
                    .Concat(added.OfType<InvoiceRow>()).Any(other => !ReferenceEquals(other, before)
                        && !ReferenceEquals(other, invoice) && other.Invoice.OrderId == invoice.Invoice.OrderId));
                break;
            case OrderOfferRow { Offer.Status: OfferStatus.Offered } offer:
                Check("order_offers_expires_after_offered", offer.Offer.ExpiresAt > offer.Offer.OfferedAt);
                break;
            case StockMovementRow line:
                Movement(line.Change);
                break;
            case StockReservationRow promise:
                Reservation(promise, before as StockReservationRow);
                break;
            default:
                break;
        }
    }

    private static void Item(StockHead item, SimulatedDatabase stored)
    {
        Check("stock_items_on_hand_in_range", item.OnHand is >= 0 and <= StockLimits.PiecesMax);
        Check("stock_items_reserved_not_negative", item.Reserved >= 0);
        Check("stock_items_reserved_is_there", item.Reserved <= item.OnHand);
        Check("stock_items_low_has_threshold", !item.IsLow || item.Details.LowStockThreshold is not null);
        Unique("stock_items_sku_unique", !stored.All<StockHead>().Any(other =>
            other.Id != item.Id && other.AccountId == item.AccountId
            && other.Details.ShopId == item.Details.ShopId
            && string.Equals(other.Details.Sku, item.Details.Sku, StringComparison.OrdinalIgnoreCase)));
    }

    private static void Movement(StockChange line)
    {
        var (onHand, reserved) = (line.OnHandChange, line.ReservedChange);
        Check("stock_movements_entry_positive", line.Entry > 0);
        Check("stock_movements_change_is_of_kind", line.Kind switch
        {
            MovementKind.Received or MovementKind.Returned => onHand > 0 && reserved == 0,
            MovementKind.Adjusted => onHand != 0 && reserved == 0,
            MovementKind.Counted => reserved == 0,
            MovementKind.Reserved => onHand == 0 && reserved > 0,
            MovementKind.Released or MovementKind.Expired => onHand == 0 && reserved < 0,
            MovementKind.Sold => onHand < 0 && reserved == onHand,
        });
        Check("stock_movements_promise_has_owner", reserved == 0 || line.OwnerId is not null);
        Check(
            "stock_movements_never_below_zero",
            line.OnHand >= 0 && line.Reserved >= 0 && line.Reserved <= line.OnHand);
    }

    private static void Reservation(StockReservationRow row, StockReservationRow? before)
    {
        var (status, quantity) = (row.Reservation.Status, row.Reservation.Quantity);
        Check(
            "stock_reservations_quantity_positive",
            quantity > 0 || (quantity == 0 && status == ReservationStatus.Released));
        Check("stock_reservations_ended_iff_not_active", (status == ReservationStatus.Active) == (row.EndedAt is null));
        Check(
            "stock_reservations_end_once",
            before is null || (before.Reservation.Status, status)
                is (ReservationStatus.Active, not ReservationStatus.Active)
                or (ReservationStatus.Committed, ReservationStatus.Returned));
    }

    private static void Unique(string constraint, bool isKept) =>
        Demand(PostgresErrorCodes.UniqueViolation, constraint, isKept);

    private static void Check(string constraint, bool isKept) =>
        Demand(PostgresErrorCodes.CheckViolation, constraint, isKept);

    private static void Demand(string sqlState, string constraint, bool isKept)
    {
        if (!isKept)
            throw SimulatedDatabase.Refusal(sqlState, constraint);
    }
}
