using Npgsql;
using Orleans.Storage;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Commits;

// A database that goes away between the two writes, and a line that is full.
public sealed partial class DrainTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan While = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task While_the_database_is_gone_nobody_waits_for_a_connection_to_Orleans_rows()
    {
        await using var proxy = new FaultyProxy(ConnectionString);
        await using var host = WithOneConnection(proxy);
        var (holder, next) = (await WarmAsync(host), await WarmAsync(host));
        var holding = await HoldConnectionAsync(host, holder);
        var waiting = next.WriteAsync(Box.Sample with { Count = 2 });
        Assert.False(waiting.IsCompleted);

        Shut(host, proxy);

        await AssertRefusedAsync(new BoxActivation(host.Grains, Keys.New()).WriteAsync(Box.Sample));
        await AssertRefusedAsync(host.ActivateAsync(Keys.New()));
        host.Get<AdoNetProvider>().Revived.SetResult();
        await AssertRefusedAsync(waiting);
        proxy.Thaw();
        await holding;
        Assert.Equal((2L, 1L), (await VersionAsync(holder), await VersionAsync(next)));
    }

    [Fact]
    public async Task What_stands_in_Orleans_row_waits_for_a_database_that_is_gone()
    {
        await using var proxy = new FaultyProxy(ConnectionString);
        await using var host = WithOneConnection(proxy);
        var box = await WarmAsync(host);
        var writing = await HoldConnectionAsync(host, box);
        Shut(host, proxy);
        host.Get<AdoNetProvider>().Revived.SetResult();

        await AssertWaitsAsync(writing);

        proxy.Thaw();
        await writing;
        Assert.Equal(2L, await VersionAsync(box));
    }

    [Fact]
    public async Task Taking_back_waits_for_a_database_that_is_gone()
    {
        await using var proxy = new FaultyProxy(ConnectionString);
        await using var host = WithOneConnection(proxy);
        var (refused, holder) = (await WarmAsync(host), await WarmAsync(host));
        await using var blocker = await LockAsync("lock table boxes in access exclusive mode");
        var writing = refused.WriteAsync(Box.Sample with { Count = -1 });
        await UntilWaitingAsync(1);
        var holding = await HoldConnectionAsync(host, holder);
        await blocker.CommitAsync();
        await AssertWaitsAsync(writing);
        Shut(host, proxy);
        host.Get<AdoNetProvider>().Revived.SetResult();

        await AssertWaitsAsync(writing);

        proxy.Thaw();
        await Assert.ThrowsAsync<CommitRefusedException>(() => writing);
        await holding;
        await refused.WriteAsync(Box.Sample);
        Assert.Equal((2L, 2L), (await VersionAsync(refused), await VersionAsync(holder)));
    }

    [Fact]
    public async Task Who_asks_what_became_of_a_commit_waits_for_a_database_that_is_gone()
    {
        var box = await WarmAsync();
        await using var proxy = new FaultyProxy(ConnectionString);
        await using var host = StorageHost.On(proxy.ConnectionString, states: States);
        var asked = ((StateWriter<Box>)StateWriter.Of(Samples.Boxes)).Submit(
            box.Key, 0, Box.Sample, new(Actor.System, null, [], [], []));
        proxy.Break();

        var settling = host.Get<Drain>().SettleAsync(asked);

        await Until.TrueAsync(() => settling.IsCompleted || !host.Get<DatabaseGate>().IsUp);
        Assert.False(settling.IsCompleted);
        proxy.Heal();
        Assert.True(await settling);
        await Assert.ThrowsAsync<InconsistentStateException>(() => asked.Done);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_is_a_failure_and_no_outage()
    {
        var box = await WarmAsync();
        await ExecuteAsync("alter table orleans.states add constraint states_few check (version < 2)");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => box.WriteAsync(Box.Sample));

        Assert.Equal("states_few", refusal.ConstraintName);
        Assert.Equal(1L, await VersionAsync(box));
    }

    [Fact]
    public async Task However_a_commit_ends_its_place_in_the_line_is_free_again()
    {
        await using var host = StorageHost.On(ConnectionString, options =>
        {
            options.WaitingCommitsMax = 1;
            options.Flushers = 1;
        }, states: States);
        var box = await WarmAsync(host);

        for (var count = 2; count <= 5; count++)
        {
            await Assert.ThrowsAsync<CommitRefusedException>(() => box.WriteAsync(Box.Sample with { Count = -count }));
            await box.WriteAsync(Box.Sample with { Count = count });
        }

        Assert.Equal(5L, await VersionAsync(box));
    }

    private StorageHost WithOneConnection(FaultyProxy proxy) => StorageHost.On(
        proxy.ConnectionString, options => options.OrleansStatesConnectionsMax = 1, states: States);

    // Until it is revived.
    private static async Task<Task> HoldConnectionAsync(StorageHost host, BoxActivation box)
    {
        var provider = host.Get<AdoNetProvider>();
        provider.DiesAfterWriting = true;
        var writing = box.WriteAsync(Box.Sample with { Count = 2 });
        await provider.Died.Task;
        return writing;
    }

    // The server hangs, and somebody has found out.
    private static void Shut(StorageHost host, FaultyProxy proxy)
    {
        proxy.Freeze();
        host.Get<DatabaseGate>().Report(new NpgsqlException("It hangs."), isProof: true);
    }

    private static async Task AssertRefusedAsync(Task asked) =>
        await Assert.ThrowsAsync<StorageUnavailableException>(() => asked.WaitAsync(Soon));

    private static async Task AssertWaitsAsync(Task asked) =>
        Assert.NotSame(asked, await Task.WhenAny(asked, Task.Delay(While)));
}
