using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;
using Platform.Orders;

namespace Platform.Stock;

/// <summary>An order and its items are several commits. Wherever the way between them ends, due work goes on from
/// there.</summary>
public sealed class UnfinishedStockTests(UnfinishedStockTests.Breaking api)
    : IClassFixture<UnfinishedStockTests.Breaking>
{
    [Theory]
    [InlineData("Reserve 1 before")]
    [InlineData("Reserve 1 after")]
    [InlineData("Reserve 2 before")]
    [InlineData("Reserve 2 after")]
    public async Task An_order_that_was_left_while_it_reserved_is_placed_in_the_end(string stop)
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(10));
        api.StopAt(stop);

        var answer = await api.Owner.CreateAsync("/api/v1/orders", Shelf.OrderOf((first, 3), (second, 4)));

        Assert.Equal(503, (int)answer.StatusCode);
        await Ends(first, "pending/reserved", "10/3", second, "10/4");
    }

    [Theory]
    [InlineData("Reserve 2 after")]
    [InlineData("Release 1 before")]
    [InlineData("Release 1 after")]
    [InlineData("Release 2 before")]
    [InlineData("Release 2 after")]
    public async Task An_order_that_cannot_have_everything_has_nothing_in_the_end(string stop)
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(3));
        api.StopAt(stop);

        var answer = await api.Owner.CreateAsync("/api/v1/orders", Shelf.OrderOf((first, 3), (second, 4)));

        Assert.Equal(503, (int)answer.StatusCode);
        await Ends(first, "expired/released", "10/0", second, "3/0");
    }

    // As long as it could still be placed, a release that comes late would take away what it was placed with.
    [Fact]
    public async Task It_is_written_that_an_order_has_ended_before_anything_is_given_back()
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(3));
        api.StopAt("Release 1 before");

        await api.Owner.CreateAsync("/api/v1/orders", Shelf.OrderOf((first, 3), (second, 4)));

        Assert.StartsWith("expired/", await OrderOfAsync(first), StringComparison.Ordinal);
        await Ends(first, "expired/released", "10/0", second, "3/0");
    }

    [Fact]
    public async Task What_an_ended_order_asked_for_is_not_promised_when_it_comes_later()
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(3));
        await api.Owner.CreateAsync("/api/v1/orders", Shelf.OrderOf((first, 3), (second, 4)));
        var order = await api.ScalarAsync<Guid>($"select order_id from order_lines where item_id = '{first}'");
        await api.Item(second).Adjust(new(MovementKind.Received, 10), api.Asked("stock.adjust"));

        var late = await api.Item(second).Reserve(new(order, 4), api.Asked("stock.reserve"));

        Assert.Equal(StockRefusal.ReservationEnded, late.Refusal);
        Assert.Equal("13/0", await api.StandsAsync(second));
    }

    [Fact]
    public async Task Who_asks_again_for_a_draft_that_the_stock_could_not_serve_meanwhile_is_told_so()
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(3));
        var body = Shelf.OrderOf((first, 3), (second, 4));
        body["draft"] = true;
        var draft = await api.Owner.PlaceAsync(body);
        var key = Guid.NewGuid().ToString();
        api.StopAt("Reserve 2 after");

        Assert.Equal(503, (int)(await Confirm()).StatusCode);
        await Ends(first, "expired/released", "10/0", second, "3/0");

        await (await Confirm()).ProblemAsync(409, "out-of-stock");

        Task<HttpResponseMessage> Confirm() => api.Owner.SendAsync(
            HttpMethod.Patch, $"{OrderCases.PathOf(draft)}/status", new { status = "pending" },
            ("If-Match", $"\"{draft["version"]}\""), ("Idempotency-Key", key));
    }

    [Theory]
    [InlineData("Release 1 before")]
    [InlineData("Release 1 after")]
    [InlineData("Release 2 before")]
    [InlineData("Release 2 after")]
    public async Task A_cancelled_order_has_given_everything_back_in_the_end(string stop)
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(10));
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((first, 3), (second, 4)));
        api.StopAt(stop);

        var answer = await api.Owner.MoveAsync(order, new { status = "cancelled" });

        Assert.Equal(503, (int)answer.StatusCode);
        await Ends(first, "cancelled/released", "10/0", second, "10/0");
    }

    [Theory]
    [InlineData("Commit 1 before")]
    [InlineData("Commit 1 after")]
    [InlineData("Commit 2 before")]
    [InlineData("Commit 2 after")]
    public async Task What_was_sent_has_left_the_stock_in_the_end(string stop)
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(10));
        var order = await api.Owner.PlaceAsync(Shelf.OrderOf((first, 3), (second, 4)));
        order = await api.Owner.MovedAsync(order, "processing");
        api.StopAt(stop);

        var answer = await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" });

        Assert.Equal(503, (int)answer.StatusCode);
        await Ends(first, "shipped/committed", "7/0", second, "6/0");
    }

    // The order asks again half a minute later; the test does not wait so long.
    private async Task Ends(Guid first, string order, string firstStands, Guid second, string secondStands)
    {
        Assert.True(api.HasStopped);
        api.Pass(OrderLimits.ReservationPatience);
        await Eventually.Async(
            async () => Assert.Equal(
                $"{order} {firstStands} {secondStands}",
                $"{await OrderOfAsync(first)} {await api.StandsAsync(first)} {await api.StandsAsync(second)}"),
            TimeSpan.FromSeconds(60));
    }

    private Task<string> OrderOfAsync(Guid item) => api.ScalarAsync<string>(
        "select o.status || '/' || o.reservation from orders o join order_lines l on l.order_id = o.order_id"
        + $" where l.item_id = '{item}'");

    /// <summary>A host whose calls to items end where the test says, and whose clock can be put forward.</summary>
    public sealed class Breaking : ApiFixture, IIncomingGrainCallFilter
    {
        private readonly Lock _lock = new();
        private readonly Ahead _clock = new();
        private string? _stop;
        private int _calls;

        public bool HasStopped => _stop is null;

        /// <summary>The nth call of a method fails: before it did anything, or after.</summary>
        public void StopAt(string stop)
        {
            lock (_lock)
                (_stop, _calls) = (stop, 0);
        }

        public void Pass(TimeSpan span) => _clock.Offset += span;

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var stop = context.Grain is IStockItemGrain ? Stop(context.MethodName) : null;
            if (stop == "before")
                throw new StorageUnavailableException("The process ends here.");
            await context.Invoke();
            if (stop == "after")
                throw new StorageUnavailableException("The process ends here.");
        }

        protected override void Replace(IServiceCollection services)
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton<IIncomingGrainCallFilter>(this);
        }

        private string? Stop(string method)
        {
            lock (_lock)
            {
                if (_stop?.Split(' ') is not [var stopped, var nth, var when] || stopped != method)
                    return null;
                if (++_calls < int.Parse(nth, null))
                    return null;
                _stop = null;
                return when;
            }
        }

        private sealed class Ahead : TimeProvider
        {
            public TimeSpan Offset { get; set; }

            public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
        }
    }
}
