namespace Platform.Backups;

/// <summary>A drill that can fail: what is wrong with a file is found and named.</summary>
public sealed class SnapshotDrillTests(SnapshotFixture fixture) : SnapshotCase(fixture)
{

    [Fact]
    public async Task A_good_one_is_restored_whole_and_nothing_is_left_of_it()
    {
        await FillAsync(Account, boxes: 50);
        var snapshot = await TakeAsync();

        var drill = await DrillAsync(snapshot);

        Assert.True(drill.Fault is null, drill.Reason);
        Assert.Equal(snapshot.Rows, drill.Rows);
        Assert.True(drill.Rows >= 150);
        Assert.Equal(0L, await ScratchAsync());
    }

    [Fact]
    public async Task It_tells_how_far_it_has_come()
    {
        await FillAsync(Account, boxes: 1);
        var told = new Told();

        await Host.Get<ISnapshotStore>().DrillAsync(await TakeAsync(), "member:m", told, default);

        Assert.NotEmpty(told.Values);
        Assert.All(told.Values, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_fails()
    {
        var snapshot = await FilledAsync();
        await using (var file = new FileStream(Folder.PathOf(snapshot), FileMode.Open))
            file.SetLength(file.Length - 10);

        await FailsAsync(snapshot, DrillFault.SizeDiffers, "cut off");
    }

    [Fact]
    public async Task An_empty_file_fails()
    {
        var snapshot = await FilledAsync();
        await File.WriteAllBytesAsync(Folder.PathOf(snapshot), []);

        await FailsAsync(snapshot, DrillFault.SizeDiffers, "0 of");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_byte_that_has_changed_fails(double where)
    {
        var snapshot = await FilledAsync();
        var bytes = await File.ReadAllBytesAsync(Folder.PathOf(snapshot));
        bytes[(int)(bytes.Length * where)] ^= 1;
        await File.WriteAllBytesAsync(Folder.PathOf(snapshot), bytes);

        await FailsAsync(snapshot, DrillFault.ChecksumDiffers, "bytes have changed");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".manifest.json")]
    public async Task A_file_that_is_not_there_fails(string suffix)
    {
        var snapshot = await FilledAsync();
        File.Delete(Folder.PathOf(snapshot) + suffix);

        await FailsAsync(snapshot, DrillFault.Missing, "is not there");
    }

    [Fact]
    public async Task A_number_that_would_ring_nowhere_fails()
    {
        await OpenShopAsync(Account, $"+1412{Random.Shared.Next(1_000_000, 9_999_999)}");
        await ExecuteAsync($"delete from phone_numbers where owner_account_id = '{Account}'");

        await FailsAsync(await TakeAsync(), DrillFault.Disagrees, "+1412");
    }

    [Fact]
    public async Task A_table_that_is_missing_fails()
    {
        var snapshot = await RewriteAsync(await FilledAsync(), text =>
        {
            var rows = RowsOf(text, "boxes").Length;
            var head = text.IndexOf("table boxes ", StringComparison.Ordinal);
            var end = text.IndexOf("\n\\.\n", head, StringComparison.Ordinal) + 4;
            return WithLastLine(text.Remove(head, end - head), tables: -1, -rows);
        });

        await FailsAsync(snapshot, DrillFault.TableMissing, "boxes");
    }

    [Fact]
    public async Task A_table_that_neither_the_file_nor_the_manifest_knows_fails()
    {
        var snapshot = await FilledAsync();
        await MigrateAsync("create table newly_made (account_id uuid not null)");

        await FailsAsync(snapshot, DrillFault.TableMissing, "newly_made");
    }

    [Fact]
    public async Task A_count_that_is_wrong_fails()
    {
        var snapshot = await RewriteAsync(
            await FilledAsync(), text => text,
            good => good with
            {
                Tables = [.. good.Tables.Select(t => t.Table == "boxes" ? t with { Rows = t.Rows + 1 } : t)],
            });

        await FailsAsync(snapshot, DrillFault.CountDiffers, "boxes has 2 rows in the file; the manifest says 3");
    }

    [Fact]
    public async Task A_manifest_that_says_something_else_than_the_record_fails()
    {
        var snapshot = await FilledAsync();
        await RewriteAsync(snapshot, text => text, good => good with { Tables = [] });

        await FailsAsync(snapshot, DrillFault.ChecksumDiffers, "manifest is not the one");
    }

    [Theory]
    [InlineData("platform snapshot 1", "platform snapshot 2")]
    [InlineData("platform snapshot 1", "platform snapshot 99")]
    public async Task A_newer_program_s_file_fails(string was, string now)
    {
        var snapshot = await RewriteAsync(
            await FilledAsync(), text => text.Replace(was, now, StringComparison.Ordinal));

        await FailsAsync(snapshot, DrillFault.FormatNewer, "a newer one has written it");
    }

    [Fact]
    public async Task A_newer_program_s_manifest_fails()
    {
        var snapshot = await RewriteAsync(await FilledAsync(), text => text, good => good with { Format = 2 });

        await FailsAsync(snapshot, DrillFault.FormatNewer, "format 2");
    }

    [Fact]
    public async Task A_newer_database_s_snapshot_fails()
    {
        var snapshot = await RewriteAsync(await FilledAsync(), text => text, good => good with { Schema = 9_999 });

        await FailsAsync(snapshot, DrillFault.SchemaDiffers, "9999");
    }

    [Theory]
    [InlineData("0190aaaa-0000-7000-8000-000000000001", "not an id", "owner_id")]
    [InlineData("\t1\tfirst", "\t-1\tfirst", "boxes_count_not_negative")]
    public async Task Rows_that_the_tables_refuse_fail(string was, string now, string named)
    {
        await FillAsync(Account, boxes: 1, "first");
        var snapshot = await RewriteAsync(
            await TakeAsync(), text => text.Replace(was, now, StringComparison.Ordinal));

        var drill = await FailsAsync(snapshot, DrillFault.Damaged, "boxes refused its rows");
        Assert.True(drill.Reason!.Contains(named, StringComparison.Ordinal) || named == "owner_id", drill.Reason);
    }

    [Fact]
    public async Task Columns_that_do_not_follow_from_their_state_fail()
    {
        await FillAsync(Account, boxes: 1, "first");
        var snapshot = await RewriteAsync(
            await TakeAsync(), text => text.Replace("\t1\tfirst", "\t7\tfirst", StringComparison.Ordinal));

        await FailsAsync(snapshot, DrillFault.Disagrees, "count of boxes");
    }

    [Fact]
    public async Task Stock_that_its_movements_do_not_add_up_to_fails()
    {
        var item = Guid.CreateVersion7();
        await ExecuteAsync(
            $"""
            insert into stock_items (key, account_id, version, state, item_id, shop_id, name, on_hand, reserved,
                safety_stock, is_low, entries)
            values (replace('{Account}/{item}', '-', ''), '{Account}', 1, '{"{}"}', '{item}',
                '{Account}', 'Tank', 5, 0, 0, false, 0)
            """);

        await FailsAsync(await TakeAsync(), DrillFault.Disagrees, $"{item} of the stock is not what its movements");
    }

    [Fact]
    public async Task Another_account_s_row_in_it_fails()
    {
        var snapshot = await RewriteAsync(
            await FilledAsync(),
            text => text.Replace(
                $"{RowsOf(text, "box_parts")[0]}",
                RowsOf(text, "box_parts")[0].Replace($"{Account}", $"{Other}", StringComparison.Ordinal),
                StringComparison.Ordinal));

        await FailsAsync(snapshot, DrillFault.Disagrees, $"box_parts has rows of account {Other}");
    }

    private static string WithLastLine(string text, int tables, int rows)
    {
        var start = text.LastIndexOf("end ", StringComparison.Ordinal);
        var words = text[start..].Trim().Split(' ');
        return text[..start] + SnapshotFormat.LastLine(
            int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) + tables,
            long.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture) + rows) + "\n";
    }

    private async Task<AccountSnapshot> FilledAsync()
    {
        await FillAsync(Account, boxes: 2);
        return await TakeAsync();
    }

    private async Task<SnapshotDrill> FailsAsync(AccountSnapshot snapshot, DrillFault fault, string named)
    {
        var drill = await DrillAsync(snapshot);
        Assert.True(drill.Fault == fault, $"{drill.Fault}: {drill.Reason}");
        Assert.Contains(named, drill.Reason, StringComparison.Ordinal);
        Assert.Equal(0L, await ScratchAsync());
        return drill;
    }

    private Task<long> ScratchAsync() =>
        ScalarAsync<long>("select count(*) from pg_namespace where nspname like 'snapshot_scratch%'");

    private sealed class Told : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
