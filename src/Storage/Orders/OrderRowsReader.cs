using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Commits;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads the rows beside an order's head for its grain. Orders that wake up at the same time share the trip:
/// three statements, however many there are.</summary>
internal sealed class OrderRowsReader : IOrderRows, IAsyncDisposable
{
    /// <summary>Connections that it uses at once.</summary>
    public const int Readers = ReadGatherer<Wanted, Kept>.Readers;

    private const string Asked =
        "unnest($1::uuid[], $2::uuid[], $3::integer[]) with ordinality as i(order_id, account_id, revision, n)";

    private const string DetailsSql =
        $"""
        select d.details,
               (select array_agg(o.entry order by o.entry) from order_notes o
                 where o.order_id = i.order_id and o.account_id = i.account_id)
          from {Asked}
          left join order_details d on d.order_id = i.order_id and d.account_id = i.account_id
         order by i.n
        """;

    private const string LinesSql =
        $"""
        select i.n, l.line_no, l.item_id, l.name, l.quantity, l.unit_price_minor, l.total_minor
          from {Asked}
          join order_lines l on l.order_id = i.order_id and l.account_id = i.account_id and l.revision = i.revision
         order by i.n, l.line_no
        """;

    private const string OffersSql =
        $"""
        select i.n, o.vendor_id, o.vendor_name, o.wave, o.status, o.score, o.score_terms, o.distance_km, o.offered_at,
               o.expires_at, o.answered_at
          from {Asked}
          join order_offers o on o.order_id = i.order_id and o.account_id = i.account_id
         order by i.n, o.wave, o.score desc, o.vendor_id
        """;

    private readonly NpgsqlDataSource _source;
    private readonly ReadGatherer<Wanted, Kept> _gatherer;

    public OrderRowsReader(
        CommitSource source, DatabaseGate gate, StorageOptions options, BackgroundLoops loops,
        ILogger<OrderRowsReader> logger)
    {
        _source = source.Source;
        _gatherer = new(ReadAsync, gate, options, loops, logger);
    }

    public async Task<OrderRows> LoadAsync(
        Guid accountId, Guid orderId, int linesRevision, CancellationToken cancellationToken)
    {
        var kept = await _gatherer.ReadAsync(new(orderId, accountId, linesRevision)).WaitAsync(cancellationToken);
        var details = kept.Details is null
            ? null
            : JsonSerializer.Deserialize(kept.Details, OrderDetailsJson.Default.OrderDetails);
        return new(details, [.. kept.Lines], kept.Noted, [.. kept.Offers.Select(offer => Offer(orderId, offer))]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _gatherer.DisposeAsync();

    private async Task<IReadOnlyList<Kept>> ReadAsync(IReadOnlyList<Wanted> wanted)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { DetailsSql, LinesSql, OffersSql })
            batch.BatchCommands.Add(Command(sql, wanted));

        var found = new List<Kept>(wanted.Count);
        await using var reader = await batch.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add(new(
                reader.IsDBNull(0) ? null : reader.GetString(0),
                reader.IsDBNull(1) ? [] : [.. reader.GetFieldValue<int[]>(1)]));
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            Of(reader, found).Lines.Add(ReadLine(reader));
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            Of(reader, found).Offers.Add(ReadOffer(reader));
        return found;
    }

    private static NpgsqlBatchCommand Command(string sql, IReadOnlyList<Wanted> wanted)
    {
        var command = new NpgsqlBatchCommand(sql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. wanted.Select(one => one.OrderId)] });
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. wanted.Select(one => one.AccountId)] });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. wanted.Select(one => one.LinesRevision)] });
        return command;
    }

    // Ordinality counts from 1.
    private static Kept Of(NpgsqlDataReader row, List<Kept> found) => found[(int)row.GetInt64(0) - 1];

    private static OrderLine ReadLine(NpgsqlDataReader row) => new(
        row.GetInt32(1), row.IsDBNull(2) ? null : row.GetGuid(2), row.GetString(3), row.GetInt32(4), row.GetInt64(5),
        row.GetInt64(6));

    private static KeptOffer ReadOffer(NpgsqlDataReader row) => new(
        new()
        {
            VendorId = row.GetGuid(1),
            VendorName = row.GetString(2),
            Wave = row.GetInt32(3),
            Score = row.GetDouble(5),
            DistanceKm = row.IsDBNull(7) ? null : row.GetDouble(7),
            OfferedAt = row.GetFieldValue<DateTimeOffset>(8),
            ExpiresAt = row.GetFieldValue<DateTimeOffset>(9),
            AnsweredAt = row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
        },
        row.GetString(4), row.GetString(6));

    // Here and not in the batch: what one order holds that cannot be read is that order's fault alone.
    private static OrderOffer Offer(Guid orderId, KeptOffer kept) => kept.Offer with
    {
        Status = OrderWords.TryRead<OfferStatus>(kept.Status, OrderWords.Of)
            ?? throw new InvalidDataException($"Order {orderId} has an offer in an unknown status."),
        ScoreTerms = JsonSerializer.Deserialize(
            kept.ScoreTerms, OfferJson.Default.ImmutableSortedDictionaryStringDouble)!,
    };

    internal readonly record struct Wanted(Guid OrderId, Guid AccountId, int LinesRevision);

    internal sealed record Kept(string? Details, ImmutableArray<int> Noted)
    {
        public List<OrderLine> Lines { get; } = [];
        public List<KeptOffer> Offers { get; } = [];
    }

    internal sealed record KeptOffer(OrderOffer Offer, string Status, string ScoreTerms);
}
