using System.Globalization;
using Npgsql;
using Platform.Commits;

namespace Platform.Backups;

/// <summary>Looks whether what was restored agrees with itself. Constraints were checked while it was restored; this is
/// what no constraint says.</summary>
internal sealed class SnapshotChecks(NpgsqlConnection connection, SnapshotScratch scratch, AccountSnapshot snapshot)
{
    // Each answers one row for each thing that is wrong, with its name.
    private static readonly (string Wrong, string Sql)[] Checks =
    [
        ("order {0} has no details",
            """
            select o.order_id::text from {s}.orders o left join {s}.order_details d using (order_id)
             where d.order_id is null
            """),
        ("number {0} rings in no shop",
            """
            select number ->> 'e164'
              from {s}.shops, jsonb_array_elements(state -> 'numbers') number
              left join {s}.phone_numbers n on n.key = number ->> 'e164'
             where n.shop_id is distinct from shops.id
            """),
        ("{0} of the stock is not what its movements add up to",
            """
            select i.item_id::text
              from {s}.stock_items i
              left join (select item_id, sum(on_hand_change) on_hand, sum(reserved_change) reserved, count(*) lines
                           from {s}.stock_movements group by item_id) m using (item_id)
             where i.on_hand <> coalesce(m.on_hand, 0) or i.reserved <> coalesce(m.reserved, 0)
                or i.entries <> coalesce(m.lines, 0)
            """),
        ("{0} of the stock is not promised as its reservations say",
            """
            select i.item_id::text
              from {s}.stock_items i
              left join (select item_id, sum(quantity) promised from {s}.stock_reservations
                          where status = 'active' group by item_id) r using (item_id)
             where i.reserved <> coalesce(r.promised, 0)
            """),
        ("the days of job {0} do not follow each other",
            """
            select job_id::text
              from (select job_id, from_at, lag(until_at) over (partition by job_id order by from_at) before_at
                      from {s}.job_periods) p
             where from_at <> before_at
            """),
        ("the invoice numbers of {0} have a gap",
            """
            select shop_id::text || '/' || year from {s}.invoices
             group by shop_id, year having max(sequence) <> count(*)
            """),
        ("position {0} of the log is there twice",
            "select position::text from {s}.events group by position having count(*) > 1"),
        ("position {0} of the log is younger than the snapshot",
            "select position::text from {s}.events where position > {p}"),
    ];

    /// <exception cref="SnapshotFaultException">Something disagrees.</exception>
    public async Task RunAsync(IEnumerable<StateTable> states, CancellationToken cancellationToken)
    {
        foreach (var table in scratch.Tables.Where(table => table.IsAccounts))
        {
            await ExpectNoneAsync(
                $"{table.Name} has rows of account {{0}}",
                $"select coalesce(account_id::text, 'none') from {{s}}.{table.Name}"
                + $" where account_id is distinct from '{snapshot.AccountId:D}'",
                cancellationToken);
        }

        foreach (var (wrong, sql) in Checks)
            await ExpectNoneAsync(wrong, sql, cancellationToken);
        foreach (var table in states.Where(state => scratch.Tables.Any(table => table.Name == state.Table)))
        {
            if (await StateCheck.Of(table).FindAsync(connection, scratch.Schema, cancellationToken) is { } differing)
                throw new SnapshotFaultException(DrillFault.Disagrees, differing);
        }
    }

    private async Task ExpectNoneAsync(string wrong, string sql, CancellationToken cancellationToken)
    {
        var position = snapshot.Position.ToString(CultureInfo.InvariantCulture);
        await using var command = new NpgsqlCommand(
            $"{sql.Replace("{s}", scratch.Schema).Replace("{p}", position)} limit 1", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is string which)
        {
            throw new SnapshotFaultException(
                DrillFault.Disagrees, $"Restored, {string.Format(CultureInfo.InvariantCulture, wrong, which)}.");
        }
    }
}
