using System.Collections.Immutable;

namespace Platform.Live;

public sealed class FlushChainTests
{
    private static readonly Guid A = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid B = new("22222222-2222-2222-2222-222222222222");

    private readonly FlushChain _chain = new();

    [Fact]
    public void Each_feed_is_told_its_entries_once_a_flush()
    {
        var batches = _chain.Add([[Entry(1, A), Entry(2, B), Entry(3, A)]]);

        Assert.Equal([1L, 3L], Of(batches, A).Entries.Select(entry => entry.Position));
        Assert.Equal([2L], Of(batches, B).Entries.Select(entry => entry.Position));
    }

    [Fact]
    public void A_batch_joins_what_its_feed_was_told_last()
    {
        _chain.Add([[Entry(1, A), Entry(2, B)]]);
        _chain.Add([[Entry(3, B)]]);

        var batch = Of(_chain.Add([[Entry(4, A)]]), A);

        Assert.Equal((2L, 4L), (batch.Previous, batch.Through));
    }

    [Fact]
    public void After_a_flush_of_another_process_nothing_is_promised_before_it()
    {
        _chain.Add([[Entry(1, A)]]);

        var batch = Of(_chain.Add([[Entry(5, A)]]), A);

        Assert.Equal(4L, batch.Previous);
    }

    [Fact]
    public void Flushes_that_went_out_together_do_not_hide_a_gap_between_them()
    {
        var batches = _chain.Add([[Entry(1, A)], [Entry(4, A)]]);

        Assert.Equal([(0L, 1L), (3L, 4L)], batches.Select(batch => (batch.Previous, batch.Through)));
    }

    [Fact]
    public void A_vendor_and_the_platform_have_feeds_of_their_own()
    {
        var topic = FeedKey.VendorTopic(B);
        var batches = _chain.Add([[Entry(1, A, topic, "platform"), Entry(2, null)]]);

        Assert.Equal([1L], batches.Single(batch => batch.Feed == topic).Entries.Select(entry => entry.Position));
        Assert.Equal([1L, 2L], batches.Single(batch => batch.Feed == "platform").Entries.Select(e => e.Position));
    }

    private static LiveBatch Of(IEnumerable<LiveBatch> batches, Guid account) =>
        batches.Single(batch => batch.Feed == FeedKey.OfAccount(account));

    private static LogEntry Entry(long position, Guid? account, params ImmutableArray<string> topics) => new(
        position, account, "order.changed", "orders/1", topics, DateTimeOffset.UnixEpoch, "system:system", null, "{}");
}
