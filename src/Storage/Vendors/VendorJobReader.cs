using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Platform.Images;
using Platform.Live;
using Platform.Orders;
using Platform.Storage;

namespace Platform.Vendors;

/// <summary>Reads a vendor's jobs from PostgreSQL, in one transaction as that vendor.</summary>
internal sealed class VendorJobReader(PlatformDatabase database) : IVendorJobReader
{
    private const string Columns =
        """
        select account_id, order_id, order_number, kind, status, priority, service_category, currency, amount_minor,
               amount_kind, updated_at, version, details, account_name, shop_name, lines, images, timezone
        """;

    private const string ListSql = $"{Columns} from jobs_of_vendor(null, $1, $2, $3, $4, $5)";
    private const string FindSql = $"{Columns} from jobs_of_vendor($1, '-infinity', null, null, null, 1)";
    private const string NumberSql = "select account_id, order_id from order_of_vendor_by_number($1)";
    private const string AccountSql = "select order_account_for_vendor($1)";

    public Task<Snapshot<IReadOnlyList<VendorJob>>> ListAsync(
        Guid vendorId, DateTimeOffset since, VendorJobCursor? after, int limit,
        CancellationToken cancellationToken) =>
        database.ReadAsVendorAsync(
            vendorId,
            ListSql,
            [
                new NpgsqlParameter<DateTimeOffset> { TypedValue = since },
                new NpgsqlParameter<bool?> { TypedValue = after?.IsEnded },
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = after?.UpdatedAt },
                new NpgsqlParameter<Guid?> { TypedValue = after?.OrderId },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            Read,
            cancellationToken);

    public async Task<VendorJob?> FindAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsVendorAsync(
            vendorId, FindSql, [new NpgsqlParameter<Guid> { TypedValue = orderId }], Read, cancellationToken);
        return found.Value is [var job] ? job : null;
    }

    public async Task<Guid?> FindAccountAsync(Guid vendorId, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsVendorAsync(
            vendorId, AccountSql, [new NpgsqlParameter<Guid> { TypedValue = orderId }],
            row => row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), cancellationToken);
        return found.Value is [{ } account] ? account : null;
    }

    public async Task<OrderName?> FindByNumberAsync(
        Guid vendorId, string orderNumber, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsVendorAsync(
            vendorId, NumberSql, [new NpgsqlParameter<string> { TypedValue = orderNumber }],
            row => new OrderName(row.GetGuid(0), row.GetGuid(1)), cancellationToken);
        return found.Value is [var name] ? name : null;
    }

    private static VendorJob Read(NpgsqlDataReader row)
    {
        var amountKind = Word<AmountKind>(row, 9, OrderWords.Of);
        return new()
        {
            AccountId = row.GetGuid(0),
            Id = row.GetGuid(1),
            Number = row.GetString(2),
            Kind = Word<OrderKind>(row, 3, OrderWords.Of)!.Value,
            Status = Word<OrderStatus>(row, 4, OrderWords.Of)!.Value,
            Priority = Word<Priority>(row, 5, OrderWords.Of)!.Value,
            ServiceCategory = Word<ServiceCategory>(row, 6, OrderWords.Of),
            Currency = row.GetString(7),
            AmountMinor = amountKind is null ? null : row.GetInt64(8),
            AmountKind = amountKind,
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(10),
            Version = row.GetInt64(11),
            Details = JsonSerializer.Deserialize(row.GetString(12), OrderDetailsJson.Default.OrderDetails)!,
            AccountName = row.GetString(13),
            ShopName = row.IsDBNull(14) ? null : row.GetString(14),
            Lines = row.IsDBNull(15)
                ? []
                : [.. JsonSerializer.Deserialize(row.GetString(15), JobRowJson.Default.OrderLineArray)!],
            Images = row.IsDBNull(16)
                ? []
                :
                [
                    .. JsonSerializer.Deserialize(row.GetString(16), OrderImageJson.Default.OrderImageArray)!
                        .Where(image => !image.IsErased),
                ],
            Timezone = row.GetString(17),
        };
    }

    private static T? Word<T>(NpgsqlDataReader row, int column, Func<T, string> word)
        where T : struct, Enum =>
        row.IsDBNull(column) ? null : OrderWords.TryRead(row.GetString(column), word);
}

/// <summary>How an order's lines come out of the database's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderLine[]))]
internal sealed partial class JobRowJson : JsonSerializerContext;
