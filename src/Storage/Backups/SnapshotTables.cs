using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Platform.Backups;

/// <summary>A table of which an account's snapshot holds rows.</summary>
/// <param name="Columns">All that are stored, in their order.</param>
/// <param name="Where">Which rows.</param>
/// <param name="IsAccounts">Whether each row is the account's own; else it is the platform's and the account cannot do
/// without it.</param>
internal sealed record SnapshotTable(string Name, ImmutableArray<string> Columns, string Where, bool IsAccounts)
{
    public string Copy => $"copy (select {string.Join(", ", Columns)} from public.{Name} where {Where}) to stdout";
}

/// <summary>Finds the tables in the catalogue, so that a new one is in every snapshot from its first day on.</summary>
internal static class SnapshotTables
{
    private const string Sql =
        """
        select c.relname::text, array_agg(a.attname::text order by a.attnum)
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         group by c.relname
         order by c.relname in ('events', 'receipts'), c.relname
        """;

    private const string SchemaSql = "select max(number) from public.schema_migrations";

    /// <summary>In the order in which they are copied. The log and the receipts come last: their upkeep locks them, and
    /// shall not wait for a snapshot longer than it must.</summary>
    public static async Task<ImmutableArray<SnapshotTable>> FindAsync(
        NpgsqlConnection connection, Guid accountId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = ImmutableArray.CreateBuilder<SnapshotTable>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (name, columns) = (reader.GetString(0), reader.GetFieldValue<string[]>(1));
            if (PlatformsPart(name, accountId) is { } part)
                tables.Add(new(name, [.. columns], part, IsAccounts: false));
            else if (columns.Contains("account_id"))
                tables.Add(new(name, [.. columns], $"account_id = '{accountId:D}'", IsAccounts: true));
        }

        return tables.ToImmutable();
    }

    /// <summary>The number of the last migration.</summary>
    public static async Task<int> SchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(SchemaSql, connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    // What an account cannot live without in a database of its own: its people and the platform's admins, its vendors,
    // the numbers that ring in its shops, the keys that its secrets are sealed with (themselves sealed with the master
    // key), where the order numbers stand, and how far its lane of the log was read.
    private static string? PlatformsPart(string table, Guid accountId) => table switch
    {
        "users" =>
            $"""
            platform_admin
            or user_id in (select user_id from memberships where account_id = '{accountId:D}' and removed_at is null)
            or vendor_id in (select vendor_id from account_vendors where account_id = '{accountId:D}')
            """,
        "vendors" => $"vendor_id in (select vendor_id from account_vendors where account_id = '{accountId:D}')",
        "phone_numbers" => $"owner_account_id = '{accountId:D}'",
        "key_ring" or "order_number_blocks" => "true",
        "consumer_positions" => $"lane = platform_lane('{accountId:D}')",
        _ => null,
    };
}
