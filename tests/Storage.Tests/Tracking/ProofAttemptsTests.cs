using Platform.Storage;

namespace Platform.Tracking;

public sealed class ProofAttemptsTests : PreparedDatabase
{
    private const string Number = "ORD-2026-000001";

    private readonly Hands _hands = new();

    [Fact]
    public async Task One_number_is_tried_ten_times_and_the_others_are_not_touched()
    {
        var attempts = Attempts();

        var waits = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => attempts.TryAsync(Number, default)));

        Assert.Equal(IProofAttempts.AtOnceMax, waits.Count(wait => wait is null));
        Assert.All(waits.OfType<TimeSpan>(), wait => Assert.Equal(IProofAttempts.Recovery, wait));
        Assert.Null(await attempts.TryAsync("ORD-2026-000002", default));
    }

    [Fact]
    public async Task Attempts_come_back_one_by_one_and_to_whoever_asks_from_a_new_process()
    {
        for (var i = 0; i < IProofAttempts.AtOnceMax; i++)
            Assert.Null(await Attempts().TryAsync(Number, default));
        _hands.Now += TimeSpan.FromSeconds(89);
        Assert.Equal(TimeSpan.FromSeconds(1), await Attempts().TryAsync(Number, default));
        _hands.Now += TimeSpan.FromSeconds(1);

        Assert.Null(await Attempts().TryAsync(Number, default));
        Assert.Equal(IProofAttempts.Recovery, await Attempts().TryAsync(Number, default));
    }

    [Fact]
    public async Task What_counts_no_more_is_forgotten()
    {
        await Attempts().TryAsync(Number, default);
        await Attempts().TryAsync("ORD-2026-000002", default);
        await Attempts().TryAsync("ORD-2026-000002", default);

        await Host.Get<DueWork.IUpkeep>().RunAsync(_hands.Now + TimeSpan.FromSeconds(100), default);

        Assert.Equal("ORD-2026-000002", await ScalarAsync<string>("select order_number from tracking_attempts"));
    }

    private ProofAttempts Attempts() => new(Host.Database, _hands);

    private sealed class Hands : TimeProvider
    {
        // A whole second: PostgreSQL keeps microseconds.
        public DateTimeOffset Now { get; set; } = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
