using Orleans.Storage;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>What becomes of a commit that stood in Orleans' row when its process died.</summary>
public sealed partial class DrainTests : PreparedDatabase
{
    private protected override StatesIn States => StatesIn.AdoNet;

    [Fact]
    public async Task What_a_dead_process_left_is_finished_by_the_next_activation_with_all_that_travelled_along()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        Assert.Equal(1L, await ScalarAsync<long>("select version from boxes"));

        var next = await Host.ActivateAsync(box.Key);

        Assert.Equal(Full, next.State.State!.Value);
        Assert.Equal("2", next.State.ETag);
        Assert.Equal(3, next.State.State!.Position);
        await AssertThereOnceAsync();
        // The command comes again, since nobody had answered it: by its receipt it is known.
        var duplicate = await Assert.ThrowsAsync<DuplicateCommandException>(() => WriteFullAsync(next));
        Assert.Equal(Receipts.Sample("full", version: 2), duplicate.Receipt);
        await next.WriteAsync(Box.Sample with { Count = 3 });
        Assert.Equal(3, (await Host.ActivateAsync(box.Key)).State.State!.Value!.Count);
    }

    [Fact]
    public async Task What_a_dead_process_left_is_finished_when_nobody_calls_the_grain()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);

        Assert.Equal(1, await SweepAsync());

        await AssertThereOnceAsync();
        Assert.Equal(0, await SweepAsync());
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from orleans.states where not is_settled"));
        Assert.Equal(Full, (await Host.ActivateAsync(box.Key)).State.State!.Value);
    }

    [Fact]
    public async Task The_first_state_of_a_grain_is_finished_too()
    {
        await using var dying = StorageHost.On(ConnectionString, states: States);
        dying.Get<AdoNetProvider>().DiesAfterWriting = true;
        var key = Keys.New();
        _ = new BoxActivation(dying.Grains, key).WriteAsync(Box.Sample);
        await dying.Get<AdoNetProvider>().Died.Task;

        Assert.Equal(1, await SweepAsync());

        Assert.Equal(Box.Sample, (await Host.ActivateAsync(key)).State.State!.Value);
        Assert.Equal(1L, await ScalarAsync<long>("select position from log_head"));
    }

    [Fact]
    public async Task What_the_database_refuses_is_taken_back_and_never_comes_again()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full with { Count = -1 });

        var next = await Host.ActivateAsync(box.Key);

        Assert.Equal(Box.Sample, next.State.State!.Value);
        Assert.Equal("1", next.State.ETag);
        // Not even when the reason is gone.
        await ExecuteAsync("alter table boxes drop constraint boxes_count_not_negative");
        Assert.Equal(0, await SweepAsync());
        Assert.Equal(Box.Sample, (await Host.ActivateAsync(box.Key)).State.State!.Value);
        Assert.Equal(1L, await ScalarAsync<long>("select position from log_head"));
        await next.WriteAsync(Box.Sample with { Count = 2 });
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
    }

    [Fact]
    public async Task After_a_refusal_the_grain_goes_on_and_what_was_refused_is_gone()
    {
        var box = await WarmAsync();

        await Assert.ThrowsAsync<CommitRefusedException>(() => box.WriteAsync(Box.Sample with { Count = -1 }));

        await ExecuteAsync("alter table boxes drop constraint boxes_count_not_negative");
        Assert.Equal(0, await SweepAsync());
        Assert.Equal(Box.Sample, (await Host.ActivateAsync(box.Key)).State.State!.Value);
        await box.WriteAsync(Box.Sample with { Count = 2 });
        Assert.Equal(2, await ScalarAsync<int>("select count from boxes"));
    }

    [Fact]
    public async Task Of_what_has_arrived_only_the_state_stays()
    {
        var box = await WarmAsync();
        await WriteFullAsync(box);
        Assert.Contains("\"lid\"", await PayloadAsync(), StringComparison.Ordinal);

        Assert.Equal(0, await SweepAsync());

        Assert.DoesNotContain("\"lid\"", await PayloadAsync(), StringComparison.Ordinal);
        Assert.Contains("\"Count\":2", await PayloadAsync(), StringComparison.Ordinal);
        await box.WriteAsync(Box.Sample with { Count = 3 });
        Assert.Equal(3, (await Host.ActivateAsync(box.Key)).State.State!.Value!.Count);
    }

    [Fact]
    public async Task One_storage_reads_what_the_other_wrote_there_and_back_and_there()
    {
        await using var own = StorageHost.On(ConnectionString);
        var first = await own.ActivateAsync(Keys.New());
        await first.WriteAsync(Box.Sample with { Count = 1 });

        foreach (var (host, count) in new[] { (Host, 2), (Host, 3), (own, 4), (own, 5), (Host, 6) })
        {
            var box = await host.ActivateAsync(first.Key);
            Assert.Equal(count - 1, box.State.State!.Value!.Count);
            Assert.Equal($"{count - 1}", box.State.ETag);
            await box.WriteAsync(Box.Sample with { Count = count });
        }

        // Who was asleep all the while has lost, whichever storage he has.
        await Assert.ThrowsAsync<InconsistentStateException>(() => first.WriteAsync(Box.Sample));
        Assert.Equal(6L, await ScalarAsync<long>("select version from boxes"));
    }

    [Fact]
    public async Task What_was_left_behind_and_lost_against_a_commit_of_the_other_storage_counts_no_more()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await using var own = StorageHost.On(ConnectionString);
        await (await own.ActivateAsync(box.Key)).WriteAsync(Box.Sample with { Label = "own" });

        Assert.Equal(0, await SweepAsync());

        var next = await Host.ActivateAsync(box.Key);
        Assert.Equal(("own", "2"), (next.State.State!.Value!.Label, next.State.ETag));
        await next.WriteAsync(Box.Sample with { Count = 3 });
        Assert.Equal(3L, await ScalarAsync<long>("select version from boxes"));
        Assert.Equal(0L, await ScalarAsync<long>("select count(*) from receipts"));
    }

    [Fact]
    public async Task What_was_decided_on_a_version_that_the_tables_never_had_counts_no_more()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await ReplaceAsync(box, "\"base\":1", "\"base\":3");

        var next = await Host.ActivateAsync(box.Key);

        Assert.Equal((Box.Sample, "1"), (next.State.State!.Value, next.State.ETag));
        Assert.Equal(0, await SweepAsync());
        await next.WriteAsync(Box.Sample with { Count = 2 });
        Assert.Equal(2L, await VersionAsync(box));
    }

    private static Box Full { get; } = Box.Sample with
    {
        Count = 2,
        Label = "füll \"it\"",
        DueAt = new(2026, 3, 29, 1, 2, 3, 456, TimeSpan.Zero),
        Note = """{"a": [1, null]}""",
    };

    private static Task WriteFullAsync(BoxActivation box, Box? state = null, bool receipt = true) => box.WriteAsync(
        state ?? Full,
        receipt ? [new BoxEntry(box.Key, Keys.Account, 1, 7), new BoxPart(box.Key, Keys.Account, "lid", 3)] : [],
        receipt ? Receipts.Sample("full", version: 2) : null, events: 2);

    private async Task<BoxActivation> WarmAsync(StorageHost? host = null)
    {
        var box = await (host ?? Host).ActivateAsync(Keys.New());
        await box.WriteAsync(Box.Sample);
        return box;
    }

    // In a process that ends between its two writes.
    private async Task DieWritingAsync(BoxActivation box, Box state, bool receipt = true)
    {
        await using var dying = StorageHost.On(ConnectionString, states: States);
        var activation = await dying.ActivateAsync(box.Key);
        dying.Get<AdoNetProvider>().DiesAfterWriting = true;
        _ = WriteFullAsync(activation, state, receipt);
        await dying.Get<AdoNetProvider>().Died.Task;
    }

    private Task<int> SweepAsync(StorageHost? host = null) =>
        (host ?? Host).Get<DrainSweep>().RunAsync(TimeSpan.Zero, CancellationToken.None);

    private async Task AssertThereOnceAsync()
    {
        Assert.Equal(2L, await ScalarAsync<long>("select version from boxes"));
        Assert.Equal(Full.DueAt!.Value.UtcDateTime, await ScalarAsync<DateTime>("select due_at from boxes"));
        Assert.Equal(Full.Note, await ScalarAsync<string>("select note::text from boxes"));
        Assert.Equal(7, await ScalarAsync<int>("select amount from box_entries"));
        Assert.Equal(3, await ScalarAsync<int>("select amount from box_parts"));
        Assert.Equal(3L, await ScalarAsync<long>("select position from log_head"));
        Assert.Equal(3L, await ScalarAsync<long>("select count(*) from events where topics = array['boxes', 'shelf']"));
        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from receipts"));
    }

    private Task<string> PayloadAsync() =>
        ScalarAsync<string>("select convert_from(payload, 'UTF8') from orleans.states");
}
