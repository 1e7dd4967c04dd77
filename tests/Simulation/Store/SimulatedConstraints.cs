using Npgsql;
using Platform.Commits;
using Platform.Invoices;
using Platform.Orders;

namespace Platform.Simulation;

/// <summary>The named constraints of <c>sql/</c> on which grains rely, and those that a run of events can break. The
/// one on the winner is left out on purpose: that there is one is for the order's own rules to see to.</summary>
internal static class SimulatedConstraints
{
    public static void Demand(object state)
    {
        if (state is OrderHead order && order.UpdatedAt < order.CreatedAt)
            throw Check("orders_updated_after_created");
    }

    public static void Demand(Dictionary<(Type, string), IRow> added, Dictionary<(Type, string), IRow> stored)
    {
        foreach (var (key, row) in added)
        {
            switch (row)
            {
                case InvoiceRow invoice when Others<InvoiceRow>(key, added, stored)
                    .Any(other => other.Invoice.OrderId == invoice.Invoice.OrderId):
                    throw Unique("invoices_one_an_order");
                case OrderOfferRow { Offer.Status: OfferStatus.Offered } offer when offer.Offer.ExpiresAt
                    <= offer.Offer.OfferedAt:
                    throw Check("order_offers_expires_after_offered");
                default:
                    break;
            }
        }
    }

    private static IEnumerable<T> Others<T>(
        (Type, string) own, Dictionary<(Type, string), IRow> added, Dictionary<(Type, string), IRow> stored) =>
        added.Concat(stored).Where(row => row.Key != own).Select(row => row.Value).OfType<T>();

    private static PostgresException Unique(string constraint) =>
        SimulatedDatabase.Refusal(PostgresErrorCodes.UniqueViolation, constraint);

    private static PostgresException Check(string constraint) =>
        SimulatedDatabase.Refusal(PostgresErrorCodes.CheckViolation, constraint);
}
