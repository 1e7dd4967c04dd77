using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Platform.Storage;

namespace Platform.Commits;

public class StateTests : PreparedDatabase
{
    private protected override void Configure(StorageOptions options) =>
        options.UnreadablePause = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Columns_are_what_the_state_says_in_every_row()
    {
        var random = new Random(4711);
        var boxes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Host.ActivateAsync(Keys.New())));
        for (var round = 0; round < 4; round++)
            await Task.WhenAll(boxes.Where(_ => random.Next(3) > 0).Select(box => box.WriteAsync(Any(random))));

        var columns = Samples.Boxes.Columns;
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using var reader = await source.CreateCommand($"select state, {names} from boxes").ExecuteReaderAsync();
        var rows = 0;
        while (await reader.ReadAsync())
        {
            rows++;
            var state = JsonSerializer.Deserialize(reader.GetString(0), SampleJson.Default.Box)!;
            for (var i = 0; i < columns.Count; i++)
                Assert.Equal(columns[i].Read(state) ?? DBNull.Value, Stored(reader, i + 1));
        }

        Assert.InRange(rows, 40, 50);
    }

    [Fact]
    public async Task An_unreadable_row_fails_its_own_grain_with_an_error_id_and_is_never_overwritten()
    {
        var sick = await Host.ActivateAsync(Keys.New());
        await sick.WriteAsync(Box.Sample);
        var healthy = await Host.ActivateAsync(Keys.New());
        await healthy.WriteAsync(Box.Sample);
        var damaged = await DamageAsync(sick.Key);

        var reads = await Task.WhenAll(
            Record.ExceptionAsync(() => Host.ActivateAsync(sick.Key)),
            Record.ExceptionAsync(() => Host.ActivateAsync(healthy.Key)));

        var failure = Assert.IsType<StateUnreadableException>(reads[0]);
        Assert.NotEmpty(failure.ErrorId);
        Assert.Null(reads[1]);
        var again = await Assert.ThrowsAsync<StateUnreadableException>(() => Host.ActivateAsync(sick.Key));
        Assert.Equal(failure.ErrorId, again.ErrorId);
        await Until.TrueAsync(async () =>
            (await Assert.ThrowsAsync<StateUnreadableException>(() => Host.ActivateAsync(sick.Key))).ErrorId
                != failure.ErrorId);
        Assert.Equal(damaged, await StoredAsync(sick.Key));
    }

    [Fact]
    public async Task Reads_that_come_together_travel_together_and_each_finds_its_own()
    {
        var keys = Enumerable.Range(0, 300).Select(_ => Keys.New()).ToArray();
        await Task.WhenAll(keys.Select((key, index) =>
            new BoxActivation(Host.Grains, key).WriteAsync(Box.Sample with { Count = index })));

        // The same key twice, and one that is not there.
        var found = await Task.WhenAll(keys.Append(keys[0]).Append(Keys.New()).Select(Host.ActivateAsync));

        Assert.Equal(
            Enumerable.Range(0, 300).Append(0).Select(count => (int?)count).Append(null),
            found.Select(box => box.State.State!.Value?.Count));
        Assert.All(found, box => Assert.Equal(300, box.State.State!.Position));
    }

    [Fact]
    public async Task The_hundredth_turn_costs_what_the_first_did()
    {
        var box = await Host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample);
        var costs = new List<(long Rows, long Bytes)>();
        var times = new List<TimeSpan>();
        for (var turn = 1; turn <= 100; turn++)
        {
            await TurnAsync(turn);
            if (turn is 1 or 100)
                costs.Add(await WrittenAsync());
        }

        // 99 turns later: 99 times one row of each kind, and a state that has not grown.
        Assert.Equal(99 * 4, costs[1].Rows - costs[0].Rows);
        Assert.InRange(costs[1].Bytes - costs[0].Bytes, 0, 2);
        // The quickest of twenty, or of the next twenty: the others also say what else the machine was doing.
        var (early, late) = (times[..20].Min(), times[80..].Min());
        for (var turn = 101; turn <= 300 && late >= early * 3; turn++)
        {
            await TurnAsync(turn);
            late = times[^20..].Min();
        }

        Assert.True(late < early * 3, $"twenty turns after the hundredth took {late} at least, the first {early}");

        async Task TurnAsync(int turn)
        {
            var watch = Stopwatch.StartNew();
            await box.WriteAsync(Box.Sample with { Count = turn }, [new BoxEntry(box.Key, Keys.Account, turn, turn)]);
            times.Add(watch.Elapsed);
        }
    }

    // Makes the stored state unreadable, and answers what stands there then.
    private protected virtual async Task<string> DamageAsync(string key)
    {
        await ExecuteAsync($$"""update boxes set state = '{"Count": "many"}' where key = '{{key}}'""");
        return await StoredAsync(key);
    }

    private protected virtual Task<string> StoredAsync(string key) =>
        ScalarAsync<string>($"select state::text from boxes where key = '{key}'");

    private static Box Any(Random random) => new(
        random.Next(1000), $"label {random.Next()} — ü", Guid.CreateVersion7(),
        random.Next(2) == 0 ? null : new DateTimeOffset(2026, 1, random.Next(1, 28), 1, 2, 3, TimeSpan.Zero),
        random.Next(2) == 0 ? null : $$"""{"n": {{random.Next()}}}""");

    private static object Stored(NpgsqlDataReader reader, int ordinal) =>
        reader.GetDataTypeName(ordinal) == "timestamp with time zone" && !reader.IsDBNull(ordinal)
            ? reader.GetFieldValue<DateTimeOffset>(ordinal)
            : reader.GetValue(ordinal);

    // Row versions ever written: appended rows, and one new version of the state and of the log's head.
    private async Task<(long Rows, long Bytes)> WrittenAsync()
    {
        var rows = await ScalarAsync<long>(
            """
            select (select count(*) from box_entries) + (select count(*) from events)
                 + (select version from boxes) + (select position from log_head)
            """);
        return (rows, await ScalarAsync<int>("select octet_length(state::text) from boxes"));
    }
}
