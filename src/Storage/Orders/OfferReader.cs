using System.Collections.Immutable;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Finds what a vendor is offered. He reads for no account: the function opens his own offers and no
/// others.</summary>
internal sealed class OfferReader(PlatformDatabase database) : IOfferReader
{
    private const string OpenSql = "select account_id, order_id from offers_to_vendor($1, $2)";
    private const string AccountSql = "select account_offering($1, $2)";

    public async Task<Snapshot<ImmutableArray<OrderName>>> OpenAsync(
        Guid vendorId, int limit, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Guid.Empty,
            OpenSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = vendorId },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            reader => new OrderName(reader.GetGuid(0), reader.GetGuid(1)),
            cancellationToken);
        return new([.. found.Value], found.Position);
    }

    public async Task<Guid?> AccountOfferingAsync(
        Guid vendorId, Guid orderId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Guid.Empty,
            AccountSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = vendorId },
                new NpgsqlParameter<Guid> { TypedValue = orderId },
            ],
            reader => reader.IsDBNull(0) ? (Guid?)null : reader.GetGuid(0),
            cancellationToken);
        return found.Value[0];
    }
}
