using Platform.Commits;
using Platform.Storage;

namespace Platform.DueWork;

public sealed class DueWorkTests : PreparedDatabase
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_due_is_found_the_longest_waiting_first_and_nothing_else()
    {
        var late = await WriteAsync(Noon.AddMinutes(-5));
        var latest = await WriteAsync(Noon.AddDays(-1));
        var now = await WriteAsync(Noon);
        await WriteAsync(Noon.AddSeconds(1));
        await WriteAsync(null);

        var due = await Host.Get<IDueWork>().FindAsync(Noon, 10, default);

        Assert.Equal(
            [new("box", latest, Noon.AddDays(-1)), new("box", late, Noon.AddMinutes(-5)), new("box", now, Noon)], due);
        Assert.Equal([latest], (await Host.Get<IDueWork>().FindAsync(Noon, 1, default)).Select(item => item.Key));
    }

    [Fact]
    public async Task It_is_found_by_an_index()
    {
        var plan = await ScalarAsync<string>(
            "select indexdef from pg_indexes where tablename = 'boxes' and indexname = 'boxes_due'");

        Assert.EndsWith("(due_at) WHERE (due_at IS NOT NULL)", plan, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(DateTimeOffset? dueAt)
    {
        var box = await Host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample with { DueAt = dueAt });
        return box.Key;
    }
}
