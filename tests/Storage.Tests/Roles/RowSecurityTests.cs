using Npgsql;
using Platform.Commits;
using Platform.Ids;
using Platform.Storage;

namespace Platform.Roles;

public sealed class RowSecurityTests : PreparedDatabase
{
    private static readonly Guid Other = new("0190dddd-0000-7000-8000-00000000000d");

    // No list of exceptions: either the rows are closed by account, or the role may not ask for a single column.
    private const string TablesSql =
        """
        select c.relname, c.relrowsecurity and c.relforcerowsecurity,
               coalesce((select bool_and(p.qual like '%platform_account()%' and p.cmd = 'SELECT')
                           from pg_policies p
                          where p.tablename = c.relname and 'platform_query' = any (p.roles)), false),
               not exists (select from pg_policies p
                            where p.tablename = c.relname and 'public' = any (p.roles))
          from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
         where c.relkind in ('r', 'p')
           and has_any_column_privilege('platform_query', c.oid, 'select, insert, update, references')
         order by c.relname
        """;

    private protected override void Configure(StorageOptions options) => options.QueryConnectionsMax = 1;

    [Fact]
    public async Task Every_table_with_an_account_is_closed_to_queries_without_one()
    {
        await FillAsync();
        var tables = new List<string>();
        await using (var source = NpgsqlDataSource.Create(ConnectionString))
        await using (var reader = await source.CreateCommand(TablesSql).ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
                Assert.True(reader.GetBoolean(1), $"{reader.GetString(0)}: row level security is not forced");
                Assert.True(reader.GetBoolean(2), $"{reader.GetString(0)}: no policy by platform_account()");
                Assert.True(reader.GetBoolean(3), $"{reader.GetString(0)}: a policy for everybody");
            }
        }

        Assert.Superset(new HashSet<string> { "boxes", "box_entries", "events", "receipts" }, tables.ToHashSet());
        foreach (var table in tables)
            Assert.True(await VisibleAsync(table) == 0, $"{table}: rows without an account");
    }

    [Fact]
    public async Task An_account_sees_its_own_rows_and_no_others()
    {
        await FillAsync();

        var boxes = await Host.Database.ReadAsync(
            Keys.Account, "select account_id from boxes", [], row => row.GetGuid(0), default);
        var events = await Host.Database.ReadAsync(
            Other, "select account_id from events", [], row => row.GetGuid(0), default);

        Assert.Equal([Keys.Account, Keys.Account], boxes.Value);
        Assert.Equal(3, boxes.Position);
        Assert.Equal([Other], events.Value);
    }

    [Fact]
    public async Task A_pooled_connection_forgets_for_whom_it_read()
    {
        await FillAsync();
        await Host.Database.ReadAsync(Keys.Account, "select 1", [], row => row.GetInt32(0), default);

        Assert.Equal(0, await VisibleAsync("boxes"));
    }

    [Fact]
    public async Task A_query_cannot_change_anything_nor_become_somebody_else()
    {
        await FillAsync();

        foreach (var sql in new[]
        {
            "update boxes set count = 9", "delete from events", "insert into log_head (position) values (9)",
            "set role platform_writer; delete from boxes", "alter table boxes disable row level security",
        })
        {
            var refusal = await Record.ExceptionAsync(() => Host.Database.ReadAsync(
                Keys.Account, sql, [], row => row.GetInt32(0), default));
            Assert.NotNull(refusal);
        }

        Assert.Equal(3L, await ScalarAsync<long>("select count(*) from boxes where count = 1"));
    }

    [Theory]
    [InlineData("'0190cccc00007000800000000000000c/01', '0190dddd-0000-7000-8000-00000000000d'")]
    [InlineData("'0190cccc00007000800000000000000c/01', null")]
    [InlineData("'+15551234567', '0190dddd-0000-7000-8000-00000000000d'")]
    public async Task A_row_whose_account_is_not_its_keys_is_refused(string keyAndAccount)
    {
        await using var insert = Host.Database.Writer.CreateCommand(
            $"""
            insert into boxes (key, account_id, version, state, count, label, owner_id)
            values ({keyAndAccount}, 1, '{"{}"}', 1, '', gen_random_uuid())
            """);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync());

        Assert.Equal("boxes_account_is_keys", refusal.ConstraintName);
    }

    [Theory]
    [InlineData("'0190cccc00007000800000000000000c/01', '0190cccc-0000-7000-8000-00000000000c'")]
    [InlineData("'0190cccc00007000800000000000000c', '0190cccc-0000-7000-8000-00000000000c'")]
    [InlineData("'+15551234567', null")]
    [InlineData("'0190cccc00007000800000000000000c', null")]
    public async Task A_row_whose_account_is_its_keys_is_taken(string keyAndAccount)
    {
        await using var insert = Host.Database.Writer.CreateCommand(
            $"""
            insert into boxes (key, account_id, version, state, count, label, owner_id)
            values ({keyAndAccount}, 1, '{"{}"}', 1, '', gen_random_uuid())
            """);

        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }

    private async Task FillAsync()
    {
        foreach (var key in new[] { Keys.New(), Keys.New(), GrainKey.Of(Other, Guid.CreateVersion7()) })
        {
            var box = await Host.ActivateAsync(key);
            await box.WriteAsync(Box.Sample, receipt: Receipts.Sample(key));
        }
    }

    private async Task<long> VisibleAsync(string table)
    {
        await using var command = Host.Database.Query.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
