using Platform.Storage;

namespace Platform.Commits;

// The one who wrote it, the ones who found it, and the sweep, all at once.
public sealed partial class DrainTests
{
    [Fact]
    public async Task Who_found_a_commit_before_it_was_taken_back_does_not_bring_it_afterwards()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await using var blocker = await LockAsync("select from boxes for update");
        var finder = Host.ActivateAsync(box.Key);
        await UntilWaitingAsync(1);

        var rows = Host.Get<OrleansRows>();
        var (kept, etag) = await rows.ReadAsync("boxes", box.Key);
        await rows.WriteAsync("boxes", box.Key, etag, kept!.TakenBack());
        await blocker.CommitAsync();

        Assert.Equal(Box.Sample, (await finder).State.State!.Value);
        Assert.Equal(1L, await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task Who_finds_a_commit_and_loses_against_another_one_while_bringing_it_reads_that_one()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await using var winner = await LockAsync(
            """
            update boxes
               set version = 2, commit_id = gen_random_uuid(), state = jsonb_set(state, '{Label}', '"won"')
            """);
        var finder = Host.ActivateAsync(box.Key);
        await UntilWaitingAsync(1);

        await winner.CommitAsync();

        var found = (await finder).State;
        Assert.Equal(("won", "2"), (found.State!.Value!.Label, found.ETag));
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from receipts"));
    }

    [Fact]
    public async Task Two_that_find_it_at_once_bring_it_once()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WarmAsync()));
        foreach (var box in boxes)
            await DieWritingAsync(box, Box.Sample with { Count = 2 }, receipt: false);
        await using var other = StorageHost.On(ConnectionString, states: States);

        await Task.WhenAll(
            SweepAsync(), SweepAsync(other), Task.WhenAll(boxes.Select(box => Host.ActivateAsync(box.Key))),
            Task.WhenAll(boxes.Select(box => other.ActivateAsync(box.Key))));

        Assert.Equal(8L * 2, await ScalarAsync<long>("select sum(version)::bigint from boxes"));
        Assert.Equal(8L + (8 * 2), await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task A_commit_that_is_being_brought_is_taken_back_only_afterwards()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        var rows = Host.Get<OrleansRows>();
        var (kept, etag) = await rows.ReadAsync("boxes", box.Key);
        // The last statement of whoever brings it waits for this.
        await using var blocker = await LockAsync("select from log_head for update");
        var finder = Host.ActivateAsync(box.Key);
        await UntilWaitingAsync(1);

        var takingBack = rows.WriteAsync("boxes", box.Key, etag, kept!.TakenBack());
        await UntilWaitingAsync(2);
        await blocker.CommitAsync();

        await takingBack;
        Assert.Equal(Full, (await finder).State.State!.Value);
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
    }

    [Fact]
    public async Task Who_was_only_slow_is_acknowledged_what_another_one_has_brought()
    {
        var box = await WarmAsync();
        await using var slow = await WriteSlowlyAsync(box.Key);
        await Host.ActivateAsync(box.Key);

        slow.GoOn();
        await slow.Writing;

        Assert.Equal(("2", 3L), (slow.Box.State.ETag, slow.Box.State.State!.Position));
        await AssertThereOnceAsync();
    }

    [Fact]
    public async Task Who_was_only_slow_and_was_taken_back_by_another_one_goes_on()
    {
        var box = await WarmAsync();
        await using var slow = await WriteSlowlyAsync(box.Key, Full with { Count = -1 });
        var other = await Host.ActivateAsync(box.Key);
        // The row is no more as the slow one would have taken it back.
        await Assert.ThrowsAsync<CommitRefusedException>(() => other.WriteAsync(Full with { Count = -2 }));

        slow.GoOn();
        await Assert.ThrowsAsync<CommitRefusedException>(() => slow.Writing);

        await slow.Box.WriteAsync(Box.Sample with { Count = 2 });
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
    }

    [Fact]
    public async Task Who_has_his_state_from_another_silo_writes_it_without_having_read_it()
    {
        var box = await WarmAsync();
        var moved = new BoxActivation(Host.Grains, box.Key);
        (moved.State.State, moved.State.ETag) = (box.State.State, box.State.ETag);

        await moved.WriteAsync(Box.Sample with { Count = 2 });

        Assert.Equal("2", moved.State.ETag);
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
    }

    [Fact]
    public async Task What_was_refused_and_yet_brought_by_another_one_is_acknowledged()
    {
        var box = await WarmAsync();
        await using var slow = await WriteSlowlyAsync(box.Key, Full with { Count = -1 });
        // Whoever takes it back waits for this; whoever brings it does not.
        await using var blocker = await LockAsync("select from orleans.states for share");
        slow.GoOn();
        await UntilWaitingAsync(1);

        // The reason goes away, and somebody finds it.
        await ExecuteAsync("alter table boxes drop constraint boxes_count_not_negative");
        await Host.ActivateAsync(box.Key);
        await blocker.CommitAsync();

        await slow.Writing;
        Assert.Equal("2", slow.Box.State.ETag);
        Assert.Equal(-1, await ScalarAsync<int>("select count from boxes"));
    }

    [Fact]
    public async Task What_is_written_while_the_sweep_looks_is_not_swept_away()
    {
        var box = await WarmAsync();
        var rows = Host.Get<OrleansRows>();
        var (kept, etag) = await rows.ReadAsync("boxes", box.Key);
        await using var blocker = await LockAsync("lock table boxes in access exclusive mode");
        var sweep = SweepAsync();
        await UntilWaitingAsync(1);

        await rows.WriteAsync("boxes", box.Key, etag, kept! with { CommitId = Guid.NewGuid(), Base = 1 });
        await blocker.CommitAsync();

        Assert.Equal(0, await sweep);
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from orleans.states where not is_settled"));
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
    }

    // A silo that has written the row and stands still, as if it were gone.
    private async Task<SlowWriter> WriteSlowlyAsync(string key, Box? written = null)
    {
        var host = StorageHost.On(ConnectionString, states: States);
        var box = await host.ActivateAsync(key);
        var provider = host.Get<AdoNetProvider>();
        provider.DiesAfterWriting = true;
        var writing = WriteFullAsync(box, written);
        await provider.Died.Task;
        return new(host, box, writing);
    }

    private sealed record SlowWriter(StorageHost Host, BoxActivation Box, Task Writing) : IAsyncDisposable
    {
        public void GoOn() => Host.Get<AdoNetProvider>().Revived.SetResult();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
