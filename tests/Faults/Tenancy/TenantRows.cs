using Npgsql;

namespace Platform.Faults;

/// <summary>Everything that the database holds of one account.</summary>
internal sealed class TenantRows(Ledger ledger, string account)
{
    // What happens by itself: presence of the account's own people, and how far consumers are.
    private const string Tables =
        """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
         where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
           and a.attnum > 0 and c.relname not in ('consumer_positions', 'parked_events')
         order by 1
        """;

    private const string Readable =
        $"select relname from ({Tables}) t where has_table_privilege(relname::regclass, 'select')";

    // Each shop's sales, the check of each shop's stock, the account's two for snapshots and one for transcripts.
    private string JobsToCome =>
        $"""
        select (select count(*) from shops where account_id = '{account}')
             + (select count(distinct shop_id) from stock_items where account_id = '{account}')
             + 3
             - (select count(*) from scheduled_jobs where account_id = '{account}')
        """;

    /// <summary>Waits until what follows from it by itself has happened.</summary>
    public async Task SettleAsync()
    {
        await Until.IsSoAsync(async () => await ledger.CountAsync("select count(*) from invoices") > 0, "the invoice");
        await Until.IsSoAsync(async () => await ledger.CountAsync(JobsToCome) == 0, "the jobs");
        var last = await AllAsync();
        await Until.IsSoAsync(
            async () =>
            {
                await Task.Delay(2_000);
                var now = await AllAsync();
                (var isStill, last) = (now.SetEquals(last), now);
                return isStill;
            },
            "nothing changes any more");
        // The night of a shop, or of the account, may come while others are asked: it has to wait.
        await ledger.SpoilAsync(
            $"update scheduled_jobs set due_at = now() + interval '1 day' where account_id = '{account}'");
    }

    /// <summary>Each row as text, after its table's name.</summary>
    public async Task<IReadOnlySet<string>> AllAsync()
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var table in await ledger.ColumnAsync(Tables))
        {
            rows.UnionWith(await ledger.ColumnAsync(
                $"select '{table} ' || t::text from {table} t where account_id = '{account}'"));
        }

        return rows;
    }

    /// <summary>Every id that stands in its rows, and its orders' numbers.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync()
    {
        var ids = new SortedSet<string>(await ledger.ColumnAsync(
            $"select order_number from orders where account_id = '{account}'"));
        foreach (var table in await ledger.ColumnAsync(Tables))
        {
            var columns = await ledger.ColumnAsync(
                $"select attname from pg_attribute where attrelid = '{table}'::regclass and atttypid = 'uuid'::regtype"
                + " and attnum > 0 and not attisdropped");
            foreach (var column in columns)
            {
                ids.UnionWith((await ledger.ColumnAsync(
                    $"select distinct {column} from {table} where account_id = '{account}' and {column} is not null")));
            }
        }

        return [.. ids];
    }

    /// <summary>Tables that show rows of this account to the role that lists are read with, for another account or for
    /// none.</summary>
    public async Task<IReadOnlyList<string>> SeenByAsync(string connectionString, string other)
    {
        var seen = new List<string>();
        foreach (var setting in new[] { $" -c platform.account={other}", "" })
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString)
            {
                Options = $"-c role=platform_query{setting}",
            };
            await using var reader = new Ledger(settings.ConnectionString);
            foreach (var table in await reader.ColumnAsync(Readable))
            {
                if (await reader.CountAsync($"select count(*) from {table} where account_id = '{account}'") > 0)
                    seen.Add(table);
            }
        }

        return seen;
    }
}
