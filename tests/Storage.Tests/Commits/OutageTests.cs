using System.Diagnostics;
using Npgsql;
using Orleans.Storage;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Commits;

public class OutageTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FaultyProxy _proxy = null!;
    private StorageHost _host = null!;

    private protected virtual StatesIn States => StatesIn.Platform;

    // What a new activation is told while the one before it still waits for the database.
    private protected virtual int? SeenMeanwhile => 1;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _proxy = new(_database.ConnectionString);
        _host = StorageHost.On(_proxy.ConnectionString, options =>
        {
            options.Flushers = 1;
            // Short for the sake of the tests' time, and long enough for a busy machine that is not broken.
            options.CommandTimeout = TimeSpan.FromSeconds(5);
            options.ConnectTimeout = TimeSpan.FromSeconds(5);
        }, states: States);
        await _host.PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _proxy.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(Fault.CutAfterReply))]
    [InlineData(nameof(Fault.CutBeforeServer))]
    public async Task When_the_answer_is_lost_the_commit_is_there_once_and_is_acknowledged(string fault)
    {
        var box = await WarmAsync();

        _proxy.Arm(Enum.Parse<Fault>(fault));
        await box.WriteAsync(Box.Sample with { Count = 2 }, [new BoxEntry(box.Key, Keys.Account, 1, 1)],
            Receipts.Sample("lost"));

        Assert.Equal(1, _proxy.Struck);
        Assert.Equal("2", box.State.ETag);
        Assert.Equal(2, box.State.State!.Position);
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
        Assert.Equal(2L, await ScalarAsync<long>("select count(*) from events"));
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from box_entries"));
        await box.WriteAsync(Box.Sample with { Count = 3 });
    }

    [Fact]
    public async Task When_the_answer_is_lost_and_another_one_wrote_first_it_is_a_conflict()
    {
        var box = await WarmAsync();
        await using var other = StorageHost.On(_database.ConnectionString, states: States);
        var rival = await other.ActivateAsync(box.Key);

        _proxy.Arm(Fault.CutBeforeServer);
        await rival.WriteAsync(Box.Sample with { Label = "rival" });

        await Assert.ThrowsAsync<InconsistentStateException>(() => box.WriteAsync(Box.Sample));
        Assert.Equal("rival", await ScalarAsync<string>("select label from boxes"));
    }

    [Fact]
    public async Task A_server_process_that_is_killed_in_the_middle_loses_nothing_and_doubles_nothing()
    {
        var box = await WarmAsync();
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var blocker = await source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("select from boxes for update", blocker).ExecuteNonQueryAsync();

        var write = box.WriteAsync(Box.Sample with { Count = 2 });
        await Until.TrueAsync(async () => await KillBlockedAsync() == 1);
        await transaction.CommitAsync();
        await write;

        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
        Assert.Equal(2L, await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task While_the_database_is_gone_commits_are_refused_at_once_and_then_go_on_without_a_restart()
    {
        var box = await WarmAsync();
        _proxy.Break();
        // The first one may have been sent for all anybody knows: it waits for the answer.
        var first = box.WriteAsync(Box.Sample with { Count = 2 });
        await Until.TrueAsync(() => !_host.Get<DatabaseGate>().IsUp);

        var watch = Stopwatch.StartNew();
        var others = Enumerable.Range(0, 50).Select(_ => new BoxActivation(_host.Grains, Keys.New()));
        foreach (var other in others)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => other.WriteAsync(Box.Sample));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _host.ActivateAsync(Keys.New()));
        // Were each to wait for a connection, it would be 51 times as long as one takes to give up.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.False(first.IsCompleted);

        _proxy.Heal();
        await first;
        await (await _host.ActivateAsync(Keys.New())).WriteAsync(Box.Sample);
        Assert.Equal(2L, await ScalarAsync<long>("select count(*) from boxes"));
    }

    [Fact]
    public async Task A_server_that_hangs_holds_nobody_longer_than_its_time_and_its_commits_are_resolved_later()
    {
        var box = await WarmAsync();
        _proxy.Freeze();
        var first = box.WriteAsync(Box.Sample with { Count = 2 });
        await Until.TrueAsync(() => !_host.Get<DatabaseGate>().IsUp);

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            new BoxActivation(_host.Grains, Keys.New()).WriteAsync(Box.Sample));
        _proxy.Thaw();
        await first;

        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
        Assert.Equal(2L, await ScalarAsync<long>("select count(*) from events"));
    }

    [Fact]
    public async Task A_full_line_refuses_at_once()
    {
        await using var host = StorageHost.On(_database.ConnectionString, options =>
        {
            options.WaitingCommitsMax = 4;
            options.Flushers = 1;
        }, states: States);
        BoxActivation[] boxes = [.. Enumerable.Range(0, 6).Select(_ => new BoxActivation(host.Grains, Keys.New()))];
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var blocker = await source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("lock table boxes", blocker).ExecuteNonQueryAsync();

        var first = boxes[0].WriteAsync(Box.Sample);
        await Until.TrueAsync(async () => await ScalarAsync<long>(BlockedSql) == 1);
        var waiting = boxes.Skip(1).Take(4).Select(box => box.WriteAsync(Box.Sample)).ToArray();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => boxes[5].WriteAsync(Box.Sample));

        await transaction.CommitAsync();
        await Task.WhenAll([first, .. waiting]);
    }

    [Fact]
    public async Task A_read_during_a_blocked_write_answers_the_old_state()
    {
        var box = await WarmAsync();
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var blocker = await source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand("select from boxes for update", blocker).ExecuteNonQueryAsync();

        var write = box.WriteAsync(Box.Sample with { Count = 2 });
        await Until.TrueAsync(async () => await ScalarAsync<long>(BlockedSql) == 1);
        var read = _host.ActivateAsync(box.Key);
        if (SeenMeanwhile is { } seen)
            Assert.Equal(seen, (await read).State.State!.Value!.Count);
        Assert.False(write.IsCompleted);

        await transaction.CommitAsync();
        await write;
        await read;
        Assert.Equal(2, (await _host.ActivateAsync(box.Key)).State.State!.Value!.Count);
    }

    private const string BlockedSql =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private async Task<long> KillBlockedAsync() => await ScalarAsync<long>(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'
        """);

    // A box that was written once, over a connection that is open.
    private async Task<BoxActivation> WarmAsync()
    {
        var box = await _host.ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample);
        return box;
    }

    private Task<T> ScalarAsync<T>(string sql) => StorageHost.ScalarAsync<T>(_database.ConnectionString, sql);
}
