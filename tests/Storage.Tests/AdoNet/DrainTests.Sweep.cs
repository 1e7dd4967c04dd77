using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Commits;

// Whatever lies beside it, what was left behind is swept.
public sealed partial class DrainTests
{
    // More than are looked at together.
    private const int ManyCount = 501;

    [Theory]
    // Its state, or the table of what travels with it, is not one that this process knows.
    [InlineData("\"Count\":2", "\"Count\":\"two\"")]
    [InlineData("\"box_entries\"", "\"box_unknowns\"")]
    public async Task What_cannot_be_brought_is_in_nobodys_way_and_is_brought_when_it_can_be(
        string known, string unknown)
    {
        var (broken, whole) = (await WarmAsync(), await WarmAsync());
        await DieWritingAsync(broken, Full);
        await DieWritingAsync(whole, Box.Sample, receipt: false);
        await ReplaceAsync(broken, known, unknown);

        Assert.Equal(1, await SweepAsync());

        Assert.Equal((1L, 2L), (await VersionAsync(broken), await VersionAsync(whole)));
        await Assert.ThrowsAsync<StateUnreadableException>(() => Host.ActivateAsync(broken.Key));
        await ReplaceAsync(broken, unknown, known);
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(2L, await VersionAsync(broken));
    }

    [Fact]
    public async Task What_cannot_be_read_is_in_nobodys_way_and_stays_as_it_is()
    {
        var (damaged, whole) = (await WarmAsync(), await WarmAsync());
        await DieWritingAsync(whole, Full);
        await SetAsync(damaged, """payload = '{"base": "many"}'""");

        Assert.Equal(1, await SweepAsync());

        Assert.Equal((1L, 2L), (await VersionAsync(damaged), await VersionAsync(whole)));
        Assert.Equal("""{"base": "many"}""", await ScalarAsync<string>(
            $"select convert_from(payload, 'UTF8') from orleans.states where id_text = '{RowKey(damaged)}'"));
        await Assert.ThrowsAsync<StateUnreadableException>(() => Host.ActivateAsync(damaged.Key));
    }

    [Fact]
    public async Task What_is_of_a_kind_that_this_process_does_not_know_waits_for_one_that_does()
    {
        var (strange, known) = (await WarmAsync(), await WarmAsync());
        await DieWritingAsync(strange, Full);
        await DieWritingAsync(known, Box.Sample, receipt: false);
        await SetAsync(strange, "kind = 'barrels'");

        Assert.Equal(1, await SweepAsync());

        Assert.Equal((1L, 2L), (await VersionAsync(strange), await VersionAsync(known)));
        await SetAsync(strange, "kind = 'boxes'");
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(2L, await VersionAsync(strange));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_lies_behind_many_others_is_brought_too(bool areStuck)
    {
        var one = new KeptCommit(
            Guid.NewGuid(), 0, JsonSerializer.SerializeToElement("not a box", KeptJson.Default.String),
            areStuck ? new(Actor.System, null, [], [], []) : null);
        await ExecuteAsync(
            $"""
            insert into orleans.states (kind, id_text, id_0, id_1, service, version, payload, changed_at)
            select 'boxes', '/' || to_char(n, 'FM00000000'), 0, 0, 'platform', 1,
                   convert_to('{JsonSerializer.Serialize(one, KeptJson.Default.KeptCommit)}', 'UTF8'), now()
              from generate_series(1, {ManyCount}) as n
            """);
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);

        Assert.Equal(1, await SweepAsync());

        Assert.Equal(2L, await VersionAsync(box));
        // What was brought is settled by the next one.
        Assert.Equal(areStuck ? ManyCount + 1L : 1L, await LeftAsync());
    }

    [Fact]
    public async Task The_rows_of_another_service_are_neither_swept_nor_in_the_way()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await ExecuteAsync(
            """
            insert into orleans.states (kind, id_text, id_0, id_1, service, version, payload, changed_at)
            select kind, id_text, id_0, id_1, 'other', version, payload, changed_at from orleans.states
            """);

        Assert.Equal(1, await SweepAsync());
        Assert.Equal(0, await SweepAsync());

        await AssertThereOnceAsync();
        Assert.Equal(1L, await LeftAsync());
        Assert.Equal("other", await ScalarAsync<string>("select service from orleans.states where not is_settled"));
    }

    [Fact]
    public async Task What_somebody_may_still_be_bringing_himself_is_left_to_him()
    {
        var (old, young) = (await WarmAsync(), await WarmAsync());
        await DieWritingAsync(old, Full);
        await DieWritingAsync(young, Box.Sample, receipt: false);
        await SetAsync(old, "changed_at = now() - interval '2 hours'");

        Assert.Equal(1, await Host.Get<DrainSweep>().RunAsync(TimeSpan.FromHours(1), CancellationToken.None));

        Assert.Equal((2L, 1L), (await VersionAsync(old), await VersionAsync(young)));
    }

    [Fact]
    public async Task A_row_that_was_cleared_is_nothing_to_read_and_nothing_to_bring()
    {
        var box = await WarmAsync();
        await SetAsync(box, "payload = null, is_settled = false");

        Assert.Equal(0, await SweepAsync());

        Assert.Equal(0L, await LeftAsync());
        Assert.Equal(Box.Sample, (await Host.ActivateAsync(box.Key)).State.State!.Value);
    }

    [Fact]
    public async Task The_sweep_survives_a_database_that_goes_away_under_it()
    {
        var box = await WarmAsync();
        await DieWritingAsync(box, Full);
        await SetAsync(box, "changed_at = now() - interval '1 hour'");
        await using var proxy = new FaultyProxy(ConnectionString);
        await using var host = StorageHost.On(proxy.ConnectionString, states: States);
        var hand = new Hand();
        using var sweep = ActivatorUtilities.CreateInstance<DrainSweep>(host.Get<IServiceProvider>(), hand);
        await sweep.StartAsync(CancellationToken.None);
        await using var blocker = await LockAsync("lock table boxes in access exclusive mode");
        await hand.TickAsync();
        await UntilWaitingAsync(1);

        proxy.Break();
        await blocker.CommitAsync();
        proxy.Heal();

        await Until.TrueAsync(async () =>
        {
            await hand.TickAsync();
            return sweep.ExecuteTask!.IsCompleted || await VersionAsync(box) == 2;
        });
        Assert.False(sweep.ExecuteTask!.IsCompleted);
        await AssertThereOnceAsync();
        await sweep.StopAsync(CancellationToken.None);
    }

    private static string RowKey(BoxActivation box) => OrleansRows.RowKey(box.Key);

    private Task SetAsync(BoxActivation box, string values) =>
        ExecuteAsync($"update orleans.states set {values} where id_text = '{RowKey(box)}'");

    private Task ReplaceAsync(BoxActivation box, string old, string next) => SetAsync(
        box, $"payload = convert_to(replace(convert_from(payload, 'UTF8'), '{old}', '{next}'), 'UTF8')");

    private Task<long> VersionAsync(BoxActivation box) =>
        ScalarAsync<long>($"select version from boxes where key = '{box.Key}'");

    private Task<long> LeftAsync() =>
        ScalarAsync<long>("select count(*) from orleans.states where not is_settled");

    // A clock whose only timer is moved by hand.
    private sealed class Hand : TimeProvider
    {
        private readonly TaskCompletionSource<Action> _made = new();

        public async Task TickAsync() => (await _made.Task)();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _made.SetResult(() => callback(state));
            return new Still();
        }

        private sealed class Still : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // It runs nowhere.
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
