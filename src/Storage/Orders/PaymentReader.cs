using System.Collections.Immutable;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads payments from PostgreSQL as the account.</summary>
internal sealed class PaymentReader(PlatformDatabase database) : IPaymentReader
{
    private const string ListSql =
        """
        select p.entry, p.kind, p.amount_minor, p.method, nullif(n.text, ''), p.at, p.actor
          from order_payments p left join order_notes n on n.order_id = p.order_id and n.entry = p.entry
         where p.order_id = $1 order by p.entry
        """;

    public async Task<Snapshot<ImmutableArray<OrderPayment>>> ListAsync(
        Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId, ListSql, [new NpgsqlParameter<Guid> { TypedValue = orderId }], Read, cancellationToken);
        return new([.. found.Value], found.Position);
    }

    private static OrderPayment Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), KeptWords.Read<PaymentKind>(row.GetString(1), OrderWords.Of), row.GetInt64(2),
        KeptWords.Read<PaymentMeans>(row.GetString(3), OrderWords.Of),
        row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.GetString(6));
}
