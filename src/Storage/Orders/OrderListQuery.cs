using System.Collections.Immutable;
using System.Text;
using Npgsql;

namespace Platform.Orders;

/// <summary>Writes the statement of a list. The inner query finds the ids of one page from an index; the outer one
/// reads
/// these orders and no others. The text depends on which filters are set and not on their values, so it is prepared
/// once for each shape.</summary>
internal sealed class OrderListQuery
{
    private const string Columns =
        """
        o.order_id, o.order_number, o.kind, o.status, o.shop_id, o.source, o.priority, o.service_category,
        o.currency, o.amount_minor, o.amount_kind, o.dispatch_status, o.payment_status, o.vendor_id, o.vendor_name,
        o.call_id, o.created_at, o.updated_at, o.version, d.details, g.name, g.quantity, g.more,
        o.cancel_reason
        """;

    private readonly OrderFilter _filter;
    private readonly StringBuilder _where = new();
    private readonly List<NpgsqlParameter> _parameters = [];

    private OrderListQuery(OrderFilter filter) => _filter = filter;

    /// <summary>The statement and its parameters, or null when nothing can match.</summary>
    /// <param name="found">The orders that a search found; null when there was none, or when it found so many that
    /// walking through the list is the shorter way.</param>
    public static (string Sql, IReadOnlyList<NpgsqlParameter> Parameters)? Of(
        Guid accountId, OrderFilter filter, IReadOnlyList<Guid>? found)
    {
        var query = new OrderListQuery(filter);
        return OrderFacets.Of(filter) is { } facets ? query.Build(accountId, facets, found) : null;
    }

    /// <summary>The statement that counts what matches, up to a number, or null when nothing can match.</summary>
    public static (string Sql, IReadOnlyList<NpgsqlParameter> Parameters)? CountOf(
        Guid accountId, OrderFilter filter, IReadOnlyList<Guid>? found, int atMost)
    {
        if (OrderFacets.Of(filter) is not { } facets)
            return null;
        var query = new OrderListQuery(filter with { After = null });
        query.Where(accountId, found);
        var matching = query.Plain("c.order_id", facets, $"limit {query.Add(atMost)}");
        return ($"select count(*)::integer from ({matching}) found", query._parameters);
    }

    private (string, IReadOnlyList<NpgsqlParameter>) Build(
        Guid accountId, OrderFacets facets, IReadOnlyList<Guid>? found)
    {
        var (column, isDescending) = _filter.Sort switch
        {
            OrderSort.NewestFirst => ("created_at", true),
            OrderSort.OldestFirst => ("created_at", false),
            OrderSort.LastUpdatedFirst => ("updated_at", true),
            OrderSort.LargestFirst => ("amount_minor", true),
        };
        var direction = isDescending ? " desc" : "";
        var prefix = Add($"{accountId:N}/");
        Where(accountId, found);
        After(column, isDescending);

        var limit = Add(_filter.Limit + 1);
        var order = $"order by c.{column}{direction}, c.order_id{direction} limit {limit}";
        // The walk through combinations only pays where an index is sorted within each of them.
        var isFaceted = found is null && facets.IsRestricted && column == "created_at"
            && _filter.ShopIds.IsEmpty && _filter.VendorIds.IsEmpty && _filter.AgentIds.IsEmpty
            && _filter.DispatchStatuses.IsEmpty;
        var inner = isFaceted
            ? Faceted(KeyOf("found", prefix), facets, order, direction, limit)
            : Plain(KeyOf("c", prefix), facets, order);
        var sql =
            $"""
            select {Columns}
              from ({inner}) page
              join orders o on o.key = page.key
              join order_details d on d.order_id = o.order_id
              left join lateral (
                   select l.name, l.quantity, (count(*) over () - 1)::integer as more
                     from order_lines l
                    where o.kind = 'product' and l.order_id = o.order_id
                      and l.revision = coalesce((o.state ->> 'lines_revision')::integer, 0)
                    order by l.line_no limit 1) g on true
             order by o.{column}{direction}, o.order_id{direction}
            """;
        return (sql, _parameters);
    }

    // The key is made inside the page: under row level security an index is used only where nothing that is not
    // leakproof, as replace() is not, has a part in the comparison.
    private static string KeyOf(string row, string prefix) =>
        $"{prefix} || replace({row}.order_id::text, '-', '') as key";

    private string Faceted(string key, OrderFacets facets, string order, string direction, string limit) =>
        $"""
        select {key}
          from unnest({Add(facets.Statuses)}) s(status), unnest({Add(facets.Priorities)}) p(priority),
               unnest({Add(facets.Categories)}) g(category),
               lateral (select c.order_id, c.created_at from orders c
                         where {_where} and c.status = s.status and c.priority = p.priority
                           and c.service_category = g.category {order}) found
         order by found.created_at{direction}, found.order_id{direction} limit {limit}
        """;

    private string Plain(string selected, OrderFacets facets, string order)
    {
        if (facets.HasStatuses)
            Restrict($"c.status = any({Add(facets.Statuses)})");
        if (facets.HasPriorities)
            Restrict($"c.priority = any({Add(facets.Priorities)})");
        if (facets.HasCategories)
            Restrict($"c.service_category = any({Add(facets.Categories)})");
        return $"select {selected} from orders c where {_where} {order}";
    }

    private void Where(Guid accountId, IReadOnlyList<Guid>? found)
    {
        _where.Append("c.account_id = ").Append(Add(accountId));
        if (found is not null)
            Restrict($"c.key = any({Add(found.Select(id => $"{accountId:N}/{id:N}").ToArray())})");
        Filters();
        if (_filter.Text is not null && found is null)
            Words();
    }

    private void Filters()
    {
        In("shop_id", _filter.ShopIds);
        In("vendor_id", _filter.VendorIds);
        In("agent_id", _filter.AgentIds);
        Dispatch();
        if (!_filter.Sources.IsEmpty)
            Restrict($"c.source = any({Add(_filter.Sources.Select(OrderWords.Of).ToArray())})");
        if (!_filter.Labels.IsEmpty)
        {
            var labels = Add(_filter.Labels.ToArray());
            Restrict(_filter.Categories.IsEmpty
                ? $"c.service_label = any({labels})"
                : $"(c.service_label = any({labels}) or c.service_category = any("
                    + $"{Add(_filter.Categories.Select(OrderWords.Of).ToArray())}))");
        }

        if (_filter.From is { } from)
            Restrict($"c.created_at >= {Add(from.UtcDateTime)}");
        if (_filter.To is { } to)
            Restrict($"c.created_at < {Add(to.UtcDateTime)}");
    }

    // As with ids: one value keeps the order of the index.
    private void Dispatch()
    {
        var words = _filter.DispatchStatuses.Select(OrderWords.Of).Distinct().ToArray();
        if (words is [var one])
            Restrict($"c.dispatch_status = {Add(one)}");
        else if (words.Length > 1)
            Restrict($"c.dispatch_status = any({Add(words)})");
    }

    private void After(string column, bool isDescending)
    {
        if (_filter.After is not { } after)
            return;
        var key = column == "amount_minor"
            ? Add(after.SortKey)
            : Add(DateTime.UnixEpoch.AddTicks(after.SortKey * TimeSpan.TicksPerMicrosecond));
        Restrict($"(c.{column}, c.order_id) {(isDescending ? '<' : '>')} ({key}, {Add(after.Id)})");
    }

    private void Words()
    {
        var patterns = Add(OrderSearch.Patterns(_filter.Text!).ToArray());
        Restrict(
            "exists (select from order_details w where w.order_id = c.order_id "
            + $"and w.search like all ({patterns}))");
    }

    private void In(string column, ImmutableArray<Guid> ids)
    {
        // One value is an equality, which keeps the order of the index; several are not.
        if (ids.Length == 1)
            Restrict($"c.{column} = {Add(ids[0])}");
        else if (!ids.IsEmpty)
            Restrict($"c.{column} = any({Add(ids.ToArray())})");
    }

    private void Restrict(string condition) => _where.Append(" and ").Append(condition);

    private string Add<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${_parameters.Count}";
    }
}
