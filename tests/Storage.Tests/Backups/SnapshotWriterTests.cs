using Npgsql;
using Platform.Commits;
using Platform.Ids;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>What a snapshot holds, and that it is whole or not there.</summary>
public sealed class SnapshotWriterTests(SnapshotFixture fixture) : SnapshotCase(fixture)
{
    private const string Waiting =
        """
        from pg_stat_activity
        where datname = current_database() and application_name = 'platform snapshots' and wait_event_type = 'Lock'
        """;

    [Fact]
    public async Task A_snapshot_holds_every_row_of_its_account_and_none_of_another()
    {
        await FillAsync(Account, boxes: 3);
        await FillAsync(Other, boxes: 2, "of the other account");

        var snapshot = await TakeAsync();

        var text = await TextAsync(snapshot);
        Assert.Equal(3, RowsOf(text, "boxes").Length);
        Assert.Equal(3, RowsOf(text, "box_parts").Length);
        Assert.Equal(3, RowsOf(text, "events").Length);
        Assert.DoesNotContain("of the other account", text, StringComparison.Ordinal);
        Assert.Contains(new TableCount("boxes", 3), snapshot.Tables);
        Assert.Equal(snapshot.Rows, snapshot.Tables.Sum(table => table.Rows));
    }

    [Fact]
    public async Task Every_table_with_an_account_is_in_it()
    {
        await MigrateAsync(
            """
            create table newly_made (account_id uuid not null, thing text not null);
            select protect_account_table('newly_made');
            """);

        var snapshot = await TakeAsync();

        var tables = await ScalarAsync<string[]>(
            """
            select array_agg(c.relname::text) from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """);
        Assert.Subset(snapshot.Tables.Select(table => table.Table).ToHashSet(), tables.ToHashSet());
        Assert.Contains("newly_made", tables);
    }

    [Fact]
    public async Task All_of_it_is_of_one_moment_however_much_is_written_meanwhile()
    {
        var box = await Host.ActivateAsync(GrainKey.Of(Account, Guid.CreateVersion7()));
        await box.WriteAsync(Box.Sample);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await box.WriteAsync(Box.Sample with { Count = box.State.State!.Value!.Count + 1 });
        });

        var positions = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            var snapshot = await TakeAsync();
            var text = await TextAsync(snapshot);
            // The log is copied last: seen later than the box it would be longer.
            Assert.Equal(RowsOf(text, "events").Length, CountOf(RowsOf(text, "boxes").Single()));
            positions.Add(snapshot.Position);
            await Until.TrueAsync(
                async () => await ScalarAsync<long>("select position from log_head") > snapshot.Position);
        }

        await stop.CancelAsync();
        await writing;
        Assert.True(positions[^1] > positions[0], "Nothing was written meanwhile.");
    }

    [Fact]
    public async Task What_cannot_be_kept_leaves_nothing_that_looks_whole_and_the_next_one_is()
    {
        await FillAsync(Account, boxes: 1);
        await TakeAsync();
        var whole = Files();
        using var store = StoreWith(new SnapshotFolder(new SnapshotOptions { Path = Root })
        {
            FlushNames = _ => throw new IOException("The disk is gone."),
        });

        await Assert.ThrowsAsync<IOException>(() => store.TakeAsync(Night, default));

        Assert.Equal(whole.Count(IsManifest), Files().Count(IsManifest));
        Assert.DoesNotContain(Files(), path => path.EndsWith(SnapshotFolder.PartSuffix, StringComparison.Ordinal));
        Assert.Null((await DrillAsync(await TakeAsync())).Fault);
    }

    [Fact]
    public async Task A_database_that_goes_while_it_is_read_leaves_no_file()
    {
        await FillAsync(Account, boxes: 1);
        await using var locked = new NpgsqlConnection(ConnectionString);
        await locked.OpenAsync();
        await using var transaction = await locked.BeginTransactionAsync();
        await LockAsync(locked);

        var taking = TakeAsync();
        await Until.TrueAsync(async () => await ScalarAsync<long>($"select count(*) {Waiting}") > 0);
        await ScalarAsync<bool>($"select pg_terminate_backend(pid) {Waiting}");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => taking);
        await transaction.RollbackAsync();
        Assert.Empty(Files());
        Assert.Null((await DrillAsync(await TakeAsync())).Fault);
    }

    [Fact]
    public async Task A_night_waits_for_its_turn_when_others_are_being_taken()
    {
        await using var locked = new NpgsqlConnection(ConnectionString);
        await locked.OpenAsync();
        await using var transaction = await locked.BeginTransactionAsync();
        await LockAsync(locked);
        Task[] taking = [TakeAsync(), TakeAsync()];

        Assert.Null(await Host.Get<ISnapshotStore>().TakeAsync(Night, default));

        await transaction.RollbackAsync();
        await Task.WhenAll(taking);
        await TakeAsync();
    }

    private static bool IsManifest(string path) => path.EndsWith(SnapshotManifest.Suffix, StringComparison.Ordinal);

    private static async Task LockAsync(NpgsqlConnection connection)
    {
        await using var hold = new NpgsqlCommand("lock table boxes in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
    }

    // key, account_id, version, state, count, …
    private static int CountOf(string row) =>
        int.Parse(row.Split('\t')[4], System.Globalization.CultureInfo.InvariantCulture);
}
