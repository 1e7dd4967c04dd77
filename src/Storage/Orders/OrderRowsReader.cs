using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads the rows beside an order's head for its grain.</summary>
internal sealed class OrderRowsReader(PlatformDatabase database) : IOrderRows
{
    // One row whatever there is, so that an order without lines costs no second trip.
    private const string Sql =
        """
        select (select details from order_details where order_id = $1 and account_id = $2),
               (select array_agg(entry order by entry) from order_notes where order_id = $1 and account_id = $2),
               exists (select from order_lines where order_id = $1 and account_id = $2 and revision = $3),
               exists (select from order_offers where order_id = $1 and account_id = $2)
        """;

    private const string LinesSql =
        """
        select line_no, item_id, name, quantity, unit_price_minor, total_minor
          from order_lines where order_id = $1 and account_id = $2 and revision = $3 order by line_no
        """;

    private const string OffersSql =
        """
        select vendor_id, vendor_name, wave, status, score, score_terms, distance_km, offered_at, expires_at,
               answered_at
          from order_offers where order_id = $1 and account_id = $2 order by wave, score desc, vendor_id
        """;

    public Task<OrderRows> LoadAsync(
        Guid accountId, Guid orderId, int linesRevision, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
            string? details;
            ImmutableArray<int> noted;
            bool hasLines, hasOffers;
            await using (var reader = await ReadAsync(
                connection, Sql, accountId, orderId, linesRevision, cancellationToken))
            {
                await reader.ReadAsync(cancellationToken);
                details = reader.IsDBNull(0) ? null : reader.GetString(0);
                noted = reader.IsDBNull(1) ? [] : [.. reader.GetFieldValue<int[]>(1)];
                hasLines = reader.GetBoolean(2);
                hasOffers = reader.GetBoolean(3);
            }

            return new OrderRows(
                details is null ? null : JsonSerializer.Deserialize(details, OrderDetailsJson.Default.OrderDetails),
                hasLines ? await LinesAsync(connection, accountId, orderId, linesRevision, cancellationToken) : [],
                noted,
                hasOffers ? await OffersAsync(connection, accountId, orderId, cancellationToken) : []);
        });

    private static async Task<ImmutableArray<OrderOffer>> OffersAsync(
        NpgsqlConnection connection, Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var offers = ImmutableArray.CreateBuilder<OrderOffer>();
        await using var reader = await ReadAsync(
            connection, OffersSql, accountId, orderId, revision: null, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            offers.Add(new()
            {
                VendorId = reader.GetGuid(0),
                VendorName = reader.GetString(1),
                Wave = reader.GetInt32(2),
                Status = OrderWords.TryRead<OfferStatus>(reader.GetString(3), OrderWords.Of)
                    ?? throw new InvalidDataException($"Order {orderId} has an offer in an unknown status."),
                Score = reader.GetDouble(4),
                ScoreTerms = JsonSerializer.Deserialize(
                    reader.GetString(5), OfferJson.Default.ImmutableSortedDictionaryStringDouble)!,
                DistanceKm = reader.IsDBNull(6) ? null : reader.GetDouble(6),
                OfferedAt = reader.GetFieldValue<DateTimeOffset>(7),
                ExpiresAt = reader.GetFieldValue<DateTimeOffset>(8),
                AnsweredAt = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
            });
        }

        return offers.DrainToImmutable();
    }

    private static async Task<ImmutableArray<OrderLine>> LinesAsync(
        NpgsqlConnection connection, Guid accountId, Guid orderId, int revision, CancellationToken cancellationToken)
    {
        var lines = ImmutableArray.CreateBuilder<OrderLine>();
        await using var reader = await ReadAsync(
            connection, LinesSql, accountId, orderId, revision, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(new(
                reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetString(2),
                reader.GetInt32(3), reader.GetInt64(4), reader.GetInt64(5)));
        }

        return lines.DrainToImmutable();
    }

    private static async Task<NpgsqlDataReader> ReadAsync(
        NpgsqlConnection connection, string sql, Guid accountId, Guid orderId, int? revision,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = orderId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
        if (revision is { } lines)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lines });
        return await command.ExecuteReaderAsync(cancellationToken);
    }
}
