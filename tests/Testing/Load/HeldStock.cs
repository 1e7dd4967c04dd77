using System.Globalization;

namespace Platform.Testing;

/// <summary>A great many holds on the stock, each on an item of its own: copies of one that the platform made, since
/// asking for a million of them would take an hour.</summary>
public static class HeldStock
{
    /// <summary>How the holds that come due are named; the platform's own has to be named so, too.</summary>
    public const string Due = "storm";

    /// <summary>How those are named that are due some other day.</summary>
    public const string Later = "later";

    /// <summary>One while some have not ended yet, else none. Asked again and again, so it looks at one row.</summary>
    public const string ActiveSql =
        "select count(*) from (select from stock_items where due_at < now() + interval '1 day' limit 1) as one";

    /// <summary>How many ended wrongly: not once, not at all, or with the piece not given back.</summary>
    public const string WrongSql =
        $"""
        select count(*) from stock_items i join stock_reservations r using (item_id)
         where r.reference = '{Due}' and (i.reserved <> 0 or i.on_hand <> 1 or i.due_at is not null
            or r.status <> 'expired' or (
               select count(*) from stock_movements m where m.item_id = i.item_id and kind = 'expired') <> 1)
        """;

    /// <summary>How many ended before their time.</summary>
    public const string EarlySql =
        $"select count(*) from stock_reservations where reference = '{Due}' and ended_at < expires_at";

    /// <summary>How many ended that were not due.</summary>
    public const string OthersSql =
        $"select count(*) from stock_reservations where reference = '{Later}' and status <> 'active'";

    /// <summary>Copies an item with one piece and one hold.</summary>
    /// <param name="item">Its id.</param>
    /// <param name="due">How many are to come due, the first one included.</param>
    /// <param name="registered">How many more there are to be.</param>
    public static string CopySql(string item, int due, int registered) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        create temporary table template as select * from stock_items where item_id = '{{item}}';
        create temporary table copies as
            select gen_random_uuid() as id, n <= {{due}} - 1 as storms
              from generate_series(1, {{due}} - 1 + {{registered}}) n;
        insert into stock_items
        select replace(t.key, replace('{{item}}', '-', ''), replace(c.id::text, '-', '')), t.account_id, t.version,
               t.state || jsonb_build_object('id', c.id), c.id, t.shop_id, t.name, null, t.on_hand, t.reserved,
               t.safety_stock, null, false, t.entries, t.due_at
          from copies c cross join template t;
        insert into stock_reservations
               (account_id, item_id, owner_id, quantity, status, created_at, expires_at, ended_at, reference)
        select r.account_id, c.id, gen_random_uuid(), 1, 'active', r.created_at, r.expires_at, null,
               case when c.storms then '{{Due}}' else '{{Later}}' end
          from copies c join stock_reservations r on r.item_id = '{{item}}';
        analyze stock_items;
        analyze stock_reservations
        """);

    /// <summary>Says when those that come due do. Nothing of them may be in any process's memory.</summary>
    /// <param name="dueSql">The moment of hold <c>n</c>, counted from 0.</param>
    public static string FallDueSql(string dueSql) =>
        $"""
        set session_replication_role = replica; -- The table itself would not let a promise change.
        update stock_reservations r
           set expires_at = {dueSql}
          from (select item_id, row_number() over () - 1 as n from stock_reservations where reference = '{Due}') at
         where r.item_id = at.item_id and r.status = 'active';
        update stock_items i
           set due_at = r.expires_at,
               state = state || jsonb_build_object('due_at', r.expires_at)
          from stock_reservations r
         where r.item_id = i.item_id and r.reference = '{Due}';
        set session_replication_role = origin
        """;

    /// <summary>How late so large a share of them ended at the most, in milliseconds.</summary>
    /// <param name="share">0.5 for the median.</param>
    /// <param name="whichSql">Which of them count.</param>
    public static string LateSql(double share, string whichSql = "true") => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        select percentile_disc({share}) within group (
                   order by extract(epoch from ended_at - expires_at) * 1000)::bigint
          from stock_reservations where reference = '{Due}' and {whichSql}
        """);
}
