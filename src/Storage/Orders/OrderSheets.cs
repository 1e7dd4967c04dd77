using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using Platform.Images;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads orders with everything that is kept of them, a page in one statement.</summary>
internal static class OrderSheets
{
    private const string Sql =
        """
        select o.order_number, o.version, o.state, d.details, o.amount_minor, o.amount_kind,
               (select json_agg(json_build_object(
                           'line_no', l.line_no, 'item_id', l.item_id, 'name', l.name, 'quantity', l.quantity,
                           'unit_price_minor', l.unit_price_minor, 'total_minor', l.total_minor) order by l.line_no)
                  from order_lines l
                 where l.order_id = o.order_id and l.revision = coalesce((o.state ->> 'lines_revision')::integer, 0)),
               (select json_agg(json_build_object(
                           'position', h.entry, 'at', h.at, 'kind', h.kind, 'from', h.from_status, 'to', h.to_status,
                           'actor', h.actor, 'note', nullif(n.text, ''), 'public', coalesce(n.public, true))
                           order by h.entry)
                  from order_history h left join order_notes n on n.order_id = h.order_id and n.entry = h.entry
                 where h.order_id = o.order_id),
               v.external_id, v.state #>> '{card,avatar_url}',
               (select json_agg(coalesce(r.external_id, s.id) order by s.place)
                  from json_array_elements_text(d.details::json -> 'selected_vendors') with ordinality s(id, place)
                  left join account_vendors r on r.key = $2 || replace(s.id, '-', '')),
               (select min(f.offered_at) from order_offers f where f.order_id = o.order_id),
               i.invoice_number, i.total_minor, i.issued_at,
               (select json_agg(json_build_object(
                           'no', p.image_no, 'kind', p.kind, 'content_type', p.content_type, 'sha256', p.sha256,
                           'at', p.at) order by p.image_no desc)
                  from order_images p where p.order_id = o.order_id)
          from (select $2 || replace(order_id::text, '-', '') as key, place
                  from unnest($1) with ordinality ids(order_id, place) offset 0) asked
          join orders o on o.key = asked.key
          join order_details d on d.order_id = o.order_id
          left join invoices i on i.order_id = o.order_id
          left join account_vendors v on v.key = $2 || replace(o.vendor_id::text, '-', '')
         order by asked.place
        """;

    public static async Task<Snapshot<ImmutableArray<OrderSheet>>> ReadAsync(
        PlatformDatabase database, Guid accountId, ImmutableArray<Guid> orderIds, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters =
        [
            new NpgsqlParameter<Guid[]> { TypedValue = [.. orderIds] },
            new NpgsqlParameter<string> { TypedValue = $"{accountId:N}/" },
        ];
        var rows = await database.ReadAsync(accountId, Sql, parameters, Read, cancellationToken);
        return new([.. rows.Value], rows.Position);
    }

    private static OrderSheet Read(NpgsqlDataReader row)
    {
        var head = JsonSerializer.Deserialize(row.GetString(2), StoredOrderJson.Default.StoredOrder)!;
        var details = JsonSerializer.Deserialize(row.GetString(3), OrderDetailsJson.Default.OrderDetails)!;
        var order = head.With(details, row.GetInt64(1)) with
        {
            AmountMinor = row.IsDBNull(5) ? null : row.GetInt64(4),
            AmountKind = row.IsDBNull(5)
                ? null : OrderWords.TryRead<AmountKind>(row.GetString(5), OrderWords.Of),
            Lines = List(row, 6, StoredOrderJson.Default.OrderLineArray),
        };
        return new(
            order, List(row, 7, StoredOrderJson.Default.OrderHistoryEntryArray), Text(row, 8), Text(row, 9),
            List(row, 10, StoredOrderJson.Default.StringArray),
            row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
            row.IsDBNull(12)
                ? null : new(row.GetString(12), row.GetInt64(13), row.GetFieldValue<DateTimeOffset>(14)))
        {
            Images = List(row, 15, OrderImageJson.Default.OrderImageArray),
        };
    }

    private static ImmutableArray<T> List<T>(
        NpgsqlDataReader row, int column, JsonTypeInfo<T[]> json) =>
        row.IsDBNull(column) ? [] : [.. JsonSerializer.Deserialize(row.GetString(column), json)!];

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
