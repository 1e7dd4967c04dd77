using Platform.DueWork;
using Platform.Storage;

namespace Platform.Commits;

public class ReceiptTests : PreparedDatabase
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    [Fact]
    public async Task A_command_that_was_executed_is_found_with_its_answer()
    {
        await WriteAsync("once");

        Assert.Equal(Receipts.Sample("once"), await FindAsync("once"));
        Assert.Null(await FindAsync("never"));
    }

    [Fact]
    public async Task A_command_that_is_executed_twice_changes_nothing_and_answers_the_first_receipt()
    {
        await WriteAsync("twice");
        var other = await Host.ActivateAsync(Keys.New());

        var duplicate = await Assert.ThrowsAsync<DuplicateCommandException>(() =>
            other.WriteAsync(Box.Sample, receipt: Receipts.Sample("twice", version: 99)));

        Assert.Equal(Receipts.Sample("twice"), duplicate.Receipt);
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from boxes"));
        Assert.Equal(1L, await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task Of_many_that_execute_one_command_at_once_one_does()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Host.ActivateAsync(Keys.New())));

        var results = await Task.WhenAll(boxes.Select(box =>
            Record.ExceptionAsync(() => box.WriteAsync(Box.Sample, receipt: Receipts.Sample("race")))));

        Assert.Single(results, result => result is null);
        Assert.Equal(29, results.OfType<DuplicateCommandException>().Count());
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from boxes"));
    }

    [Fact]
    public async Task A_duplicate_is_a_duplicate_even_when_the_state_has_moved_on()
    {
        var box = await Host.ActivateAsync(Keys.New());
        var behind = await Host.ActivateAsync(box.Key);
        await box.WriteAsync(Box.Sample, receipt: Receipts.Sample("moved"));

        await Assert.ThrowsAsync<DuplicateCommandException>(() =>
            behind.WriteAsync(Box.Sample, receipt: Receipts.Sample("moved")));
    }

    [Fact]
    public async Task Receipts_live_at_least_48_hours_and_then_go_table_by_table()
    {
        var now = TimeProvider.System.GetUtcNow();
        var upkeep = Host.Get<IUpkeep>();
        await WriteAsync("old");

        await upkeep.RunAsync(now + Kept + TimeSpan.FromMinutes(1), default);
        await WriteAsync("young");
        Assert.NotNull(await FindAsync("old"));
        await Assert.ThrowsAsync<DuplicateCommandException>(() => WriteAsync("old"));

        await upkeep.RunAsync(now + (Kept * 1.5), default);
        Assert.NotNull(await FindAsync("old"));

        await upkeep.RunAsync(now + (Kept * 2) + TimeSpan.FromMinutes(2), default);
        Assert.Null(await FindAsync("old"));
        Assert.NotNull(await FindAsync("young"));
    }

    private async Task WriteAsync(string key)
    {
        var box = await Host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample, receipt: Receipts.Sample(key));
    }

    private Task<Receipt?> FindAsync(string key) =>
        Host.Get<IReceipts>().FindAsync(Receipts.CommandOf(key), default);
}
