using Platform.Commits;

namespace Platform.Customers;

/// <summary>Where customers are kept.</summary>
internal static class CustomerTables
{
    public static StateTable<Customer> Customers { get; } = new(
        "customers", "customers", CustomerJson.Default.Customer,
        new Column<Customer, Guid>("id", ColumnType.Uuid, customer => customer.Id),
        new Column<Customer, string?>("phone", ColumnType.Text, customer => customer.Phone),
        new Column<Customer, string?>("name", ColumnType.Text, customer => customer.Name),
        new Column<Customer, DateTimeOffset>(
            "last_order_at", ColumnType.Timestamptz, customer => customer.LastOrderAt));
}
