using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Platform.Live;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Commits;

public class CommitTests : IAsyncLifetime
{
    private readonly Heard _heard = new();
    private TestDatabase _database = null!;
    private StorageHost _host = null!;

    private protected virtual StatesIn States => StatesIn.Platform;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _host = StorageHost.On(
            _database.ConnectionString, add: services => services.AddSingleton<IFlushListener>(_heard), states: States);
        await _host.PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_was_written_is_read_by_the_next_activation()
    {
        var first = await _host.ActivateAsync(Keys.New());
        Assert.False(first.State.RecordExists);
        Assert.Null(first.State.State!.Value);

        await first.WriteAsync(Box.Sample, events: 2);
        await first.WriteAsync(Box.Sample with { Count = 2, Note = """{"a": 1}""" });

        var second = await _host.ActivateAsync(first.Key);
        Assert.Equal(Box.Sample with { Count = 2, Note = """{"a": 1}""" }, second.State.State!.Value);
        Assert.Equal("2", second.State.ETag);
        Assert.True(second.State.RecordExists);
        Assert.Equal(3, second.State.State!.Position);
        Assert.Equal(3, first.State.State!.Position);
    }

    [Fact]
    public async Task Of_two_activations_the_one_that_is_behind_fails_and_nobody_else()
    {
        var winner = await _host.ActivateAsync(Keys.New());
        var loser = await _host.ActivateAsync(winner.Key);
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.ActivateAsync(Keys.New())));
        await winner.WriteAsync(Box.Sample);

        var lost = loser.WriteAsync(Box.Sample with { Label = "stale" });
        await Task.WhenAll(others.Select(other => other.WriteAsync(Box.Sample)));

        await Assert.ThrowsAsync<InconsistentStateException>(() => lost);
        Assert.Equal("first", (await _host.ActivateAsync(winner.Key)).State.State!.Value!.Label);
        Assert.Equal(21, await _host.Get<IEventLog>().HeadAsync(default));
    }

    [Fact]
    public async Task Rows_are_appended_or_replaced_as_their_table_says()
    {
        var box = await _host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample, [Entry(box, 1), Entry(box, 2), Part(box, "lid", 1)]);
        await box.WriteAsync(Box.Sample, [Entry(box, 3), Part(box, "lid", 5)]);

        Assert.Equal(3L, await CountAsync($"box_entries where box = '{box.Key}'"));
        Assert.Equal(5L, await ScalarAsync<int>("select amount from box_parts"));
        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(() =>
            box.WriteAsync(Box.Sample, [Entry(box, 3)]));
        Assert.Equal("box_entries_pkey", refusal.Constraint);
        Assert.Equal("2", box.State.ETag);
    }

    [Fact]
    public async Task One_poison_in_a_hundred_is_refused_alone_and_by_name()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _host.ActivateAsync(Keys.New())));

        var writes = boxes.Select((box, index) => box.WriteAsync(Box.Sample with { Count = index == 41 ? -1 : index }));
        var results = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                await write;
                return null;
            }
            catch (CommitRefusedException refusal)
            {
                return refusal;
            }
        }));

        Assert.Equal("boxes_count_not_negative", Assert.Single(results.OfType<CommitRefusedException>()).Constraint);
        Assert.NotNull(results[41]);
        Assert.Equal(99L, await CountAsync("boxes"));
        Assert.Equal(99L, await CountAsync("events"));
    }

    [Fact]
    public async Task What_cannot_even_be_sent_is_refused_alone()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.ActivateAsync(Keys.New())));

        // PostgreSQL has no text with a zero in it, and Npgsql sends no time that is not UTC.
        var zero = boxes[0].WriteAsync(Box.Sample with { Label = "a\0b" });
        var local = boxes[1].WriteAsync(Box.Sample with { DueAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)) });
        await Task.WhenAll(boxes.Skip(2).Select(box => box.WriteAsync(Box.Sample)));

        await Assert.ThrowsAsync<CommitRefusedException>(() => zero);
        await Assert.ThrowsAsync<CommitRefusedException>(() => local);
        Assert.Equal(18L, await CountAsync("boxes"));
    }

    [Fact]
    public async Task A_commit_is_all_or_nothing()
    {
        var box = await _host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample, [Entry(box, 1)]);

        await Assert.ThrowsAsync<CommitRefusedException>(() =>
            box.WriteAsync(Box.Sample with { Count = 7 }, [Part(box, "lid", 1), Entry(box, 1)], Receipts.Sample("k")));

        Assert.Equal(0L, await CountAsync("box_parts"));
        Assert.Equal(0L, await CountAsync("receipts"));
        Assert.Equal(1L, await CountAsync("events"));
        Assert.Equal(1, await ScalarAsync<int>("select count from boxes"));
    }

    [Fact]
    public async Task A_state_that_grew_too_large_is_a_bug_and_is_not_written()
    {
        var box = await _host.ActivateAsync(Keys.New());

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            box.WriteAsync(Box.Sample with { Label = new('x', 17_000) }));

        Assert.Equal(0L, await CountAsync("boxes"));
    }

    [Fact]
    public async Task Listeners_hear_everything_once_in_the_order_of_the_log()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _host.ActivateAsync(Keys.New())));
        await Task.WhenAll(boxes.Select(async box =>
        {
            for (var i = 0; i < 30; i++)
                await box.WriteAsync(Box.Sample with { Count = i }, events: i % 3);
        }));

        var head = await _host.Get<IEventLog>().HeadAsync(default);
        await Until.TrueAsync(() => _heard.Entries.Count == head);
        Assert.Equal(
            Enumerable.Range(1, (int)head).Select(position => (long)position),
            _heard.Entries.Select(entry => entry.Position));
        var stored = await _host.Get<IEventLog>().ReadAllAsync(0, (int)head, default);
        foreach (var (told, read) in _heard.Entries.Zip(stored))
        {
            Assert.Equal((told.Position, told.AccountId, told.Kind, told.Subject, told.Actor),
                (read.Position, read.AccountId, read.Kind, read.Subject, read.Actor));
            Assert.Equal(told.Topics.AsEnumerable(), read.Topics.AsEnumerable());
            Assert.Equal(told.Body.Replace(" ", ""), read.Body.Replace(" ", ""));
        }
    }

    [Fact]
    public async Task Clearing_a_state_is_refused_because_its_row_is_the_fence()
    {
        var box = await _host.ActivateAsync(Keys.New());

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            _host.Grains.ClearStateAsync("boxes", GrainId.Create("box", box.Key), box.State, default));
    }

    private static BoxEntry Entry(BoxActivation box, int number) => new(box.Key, Keys.Account, number, number);

    private static BoxPart Part(BoxActivation box, string name, int amount) => new(box.Key, Keys.Account, name, amount);

    private Task<long> CountAsync(string from) => ScalarAsync<long>($"select count(*) from {from}");

    private Task<T> ScalarAsync<T>(string sql) => StorageHost.ScalarAsync<T>(_database.ConnectionString, sql);
}
