using Platform.Commits;
using static Platform.Commits.ColumnType;

namespace Platform.Analytics;

/// <summary>Where closed days of sales are kept: see <c>sql/0023_periods.sql</c>.</summary>
internal static class SalesTables
{
    public static RowTable<DailySalesRow> Days { get; } = new(
        "daily_sales_metrics", ["account_id", "shop_id", "day", "currency", "category"], replacesOnKey: true,
        new Column<DailySalesRow, Guid>("account_id", Uuid, row => row.AccountId),
        new Column<DailySalesRow, Guid>("shop_id", Uuid, row => row.ShopId ?? Guid.Empty),
        new Column<DailySalesRow, DateOnly>("day", Date, row => row.Day),
        new Column<DailySalesRow, string>("currency", Text, row => row.Figures.Currency),
        new Column<DailySalesRow, string>("category", Text, row => row.Figures.Category),
        new Column<DailySalesRow, long>("orders", Int8, row => row.Figures.Orders),
        new Column<DailySalesRow, long>("completed", Int8, row => row.Figures.Completed),
        new Column<DailySalesRow, long>("cancelled", Int8, row => row.Figures.Cancelled),
        new Column<DailySalesRow, long>("ordered_minor", Int8, row => row.Figures.OrderedMinor),
        new Column<DailySalesRow, long>("sales_minor", Int8, row => row.Figures.SalesMinor),
        new Column<DailySalesRow, long>("received_minor", Int8, row => row.Figures.ReceivedMinor),
        new Column<DailySalesRow, long>("refunded_minor", Int8, row => row.Figures.RefundedMinor));
}

/// <summary>What was sold on a shop's day, of one currency and category.</summary>
internal sealed record DailySalesRow(Guid AccountId, Guid? ShopId, DateOnly Day, SalesFigures Figures) : IRow;
