using Npgsql;

namespace Platform.Benchmarks.Rows;

/// <summary>Fills a database with copies of one shop and one vendor that were made through the API: shops on a grid,
/// far enough from each other that each has vendors of its own, who are there.</summary>
internal static class DispatchFill
{
    private const int VendorsAShop = 5;
    private const int Batch = 1_000;

    private const string ShopsSql =
        """
        insert into shops
        select copy.*
          from (select s as row from shops s order by version, name limit 1) original,
               lateral (select n, gen_random_uuid() id from generate_series($1::int, $2::int) n) made,
               jsonb_populate_record(original.row, jsonb_build_object(
                   'id', made.id, 'name', 'Shop ' || lpad(made.n::text, 6, '0'),
                   'key', replace((original.row).account_id::text || '/' || made.id::text, '-', ''),
                   'state', (original.row).state || jsonb_build_object('id', made.id))) copy
        """;

    private const string VendorsSql =
        """
        with made as materialized (
            select n, gen_random_uuid() id, 10 + 0.4 * (n / 100) latitude, -120 + 0.4 * (n % 100) longitude
              from generate_series($1::int, $2::int) n, generate_series(1, $3::int)),
        original as (select a as row from account_vendors a order by name limit 1),
        copied as (
            insert into account_vendors
            select copy.*
              from original, made,
                   jsonb_populate_record(original.row, jsonb_build_object(
                       'vendor_id', made.id, 'name', 'Vendor ' || made.id, 'accepted_at', now(),
                       'key', replace((original.row).account_id::text || '/' || made.id::text, '-', ''),
                       'area_latitude', made.latitude, 'area_longitude', made.longitude,
                       'state', jsonb_set(jsonb_set(
                           (original.row).state || jsonb_build_object('vendor_id', made.id, 'accepted_at', now()),
                           '{card,area,latitude}', to_jsonb(made.latitude)),
                           '{card,area,longitude}', to_jsonb(made.longitude)))) copy)
        insert into vendors (key, version, state, vendor_id, online, last_seen_at)
        select replace(id::text, '-', ''), 1,
               jsonb_build_object('vendor_id', id, 'online', true, 'last_seen_at', now() + interval '1 day'), id, true,
               now() + interval '1 day'
          from made
        """;

    /// <summary>Where the n-th shop is, from 0 on.</summary>
    public static (double Latitude, double Longitude) PlaceOf(int n) =>
        (10 + (0.4 * (n / 100)), -120 + (0.4 * (n % 100)));

    /// <summary>Adds shops, from one number on up to another that is not among them, with their vendors.</summary>
    public static async Task AddAsync(NpgsqlDataSource source, int from, int until)
    {
        for (var first = from; first < until; first += Batch)
        {
            var last = Math.Min(first + Batch, until) - 1;
            await RunAsync(source, ShopsSql, first, last);
            await RunAsync(source, VendorsSql, first, last, VendorsAShop);
        }

        await RunAsync(source, "vacuum analyze shops, account_vendors, vendors");
    }

    /// <summary>The shops' ids, by number.</summary>
    public static async Task<IReadOnlyList<Guid>> ShopsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select array_agg(id order by name) from shops where name like 'Shop ______'");
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, params int[] numbers)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var number in numbers)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        await command.ExecuteNonQueryAsync();
    }
}
