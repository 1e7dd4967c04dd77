using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Platform.Live;
using Platform.Storage;

namespace Platform.Vendors;

/// <summary>Reads a vendor's figures as the account.</summary>
internal sealed class VendorFiguresReader(PlatformDatabase database) : IVendorFiguresReader
{
    private const string FiguresSql =
        """
        select o.stage, o.currency, count(*), coalesce(sum(o.earned), 0)::bigint,
               count(*) filter (where o.done_at >= $3),
               coalesce(sum(o.earned) filter (where o.done_at >= $3), 0)::bigint,
               count(*) filter (where o.done_at >= $4),
               coalesce(sum(o.earned) filter (where o.done_at >= $4), 0)::bigint
          from (select stage, currency, (state ->> 'completed_at')::timestamptz as done_at,
                       case when stage = 'done' and amount_kind <> 'estimated' then amount_minor end as earned
                  from orders where vendor_id = $1 and ($2 is null or shop_id = $2)) o
         group by o.stage, o.currency
        """;

    private const string LastSql =
        """
        select order_id from orders where vendor_id = $1 and ($2 is null or shop_id = $2)
         order by updated_at desc, order_id desc limit $3
        """;

    private const string RatingsSql =
        """
        select vendor_id, sum(ratings)::bigint, sum(stars)::bigint
          from vendor_ratings
         where vendor_id = any ($1) and ($2 is null or shop_id = $2)
         group by vendor_id
        """;

    private const string AccountsSql = "select account_id, external_id from accounts_of_vendor()";

    public async Task<Snapshot<VendorFigures>> ReadAsync(
        Guid accountId, Guid vendorId, Guid? shopId, DateTimeOffset monthStart, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            accountId,
            FiguresSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = vendorId },
                Shop(shopId),
                new NpgsqlParameter<DateTime> { TypedValue = monthStart.UtcDateTime },
                new NpgsqlParameter<DateTime> { TypedValue = since.UtcDateTime },
            ],
            row => new FiguresRow(row.GetString(0), new(
                row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6),
                row.GetInt64(7))),
            cancellationToken);
        var ratings = await RatingsAsync(accountId, [vendorId], shopId, cancellationToken);
        var done = Of(rows.Value, "done");
        var cancelled = Of(rows.Value, "cancelled").Sum(row => row.Earnings.Orders);
        var total = rows.Value.Sum(row => row.Earnings.Orders);
        var completed = done.Sum(row => row.Earnings.Orders);
        return new(
            new(total, completed, total - completed - cancelled, cancelled,
                [.. done.Select(row => row.Earnings).OrderByDescending(earned => earned.Minor)])
            {
                Rating = ratings.GetValueOrDefault(vendorId, VendorRating.None),
            },
            rows.Position);
    }

    public async Task<IReadOnlyDictionary<Guid, VendorRating>> RatingsAsync(
        Guid accountId, IReadOnlyCollection<Guid> vendorIds, Guid? shopId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            accountId,
            RatingsSql,
            [new NpgsqlParameter<Guid[]> { TypedValue = [.. vendorIds] }, Shop(shopId)],
            row => (VendorId: row.GetGuid(0), Rating: new VendorRating(row.GetInt64(1), row.GetInt64(2))),
            cancellationToken);
        return rows.Value.ToDictionary(row => row.VendorId, row => row.Rating);
    }

    public async Task<Snapshot<ImmutableArray<Guid>>> LastOrdersAsync(
        Guid accountId, Guid vendorId, Guid? shopId, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            accountId,
            LastSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = vendorId },
                Shop(shopId),
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            row => row.GetGuid(0),
            cancellationToken);
        return new([.. rows.Value], rows.Position);
    }

    public async Task<ImmutableArray<VendorName>> AccountsOfAsync(Guid vendorId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsVendorAsync(
            vendorId, AccountsSql, [],
            row => new VendorName(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken);
        return [.. rows.Value];
    }

    private static List<FiguresRow> Of(IEnumerable<FiguresRow> rows, string stage) =>
        [.. rows.Where(row => row.Stage == stage)];

    private static NpgsqlParameter Shop(Guid? shopId) =>
        new() { Value = shopId is { } id ? id : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private sealed record FiguresRow(string Stage, VendorEarnings Earnings);
}
