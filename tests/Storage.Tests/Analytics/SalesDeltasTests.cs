using System.Text.Json.Nodes;
using Platform.Live;

namespace Platform.Analytics;

/// <summary>What each event of an order means for the figures of its quarter of an hour.</summary>
public sealed class SalesDeltasTests
{
    private static readonly Guid Account = new("0190cccc-0000-7000-8000-00000000000c");
    private static readonly Guid Shop = new("0190dddd-0000-7000-8000-00000000000d");
    private static readonly DateTimeOffset At = new(2026, 3, 8, 6, 44, 59, TimeSpan.Zero);

    [Theory]
    // kind, from, to, revenue before and after | orders, completed, cancelled, ordered, sales
    [InlineData("order.placed", null, "new", 0, 0, 1, 0, 0, 0, 0)]
    [InlineData("order.placed", "draft", "pending", 0, 500, 1, 0, 0, 500, 0)]
    [InlineData("order.status_changed", "processing", "completed", 0, 900, 0, 1, 0, 900, 900)]
    [InlineData("order.status_changed", "shipped", "delivered", 500, 500, 0, 1, 0, 0, 500)]
    [InlineData("order.status_changed", "pending", "cancelled", 500, 0, 0, 0, 1, -500, 0)]
    [InlineData("order.expired", "pending", "expired", 500, 0, 0, 0, 1, -500, 0)]
    [InlineData("order.changed", "completed", "completed", 900, 700, 0, 0, 0, -200, -200)]
    [InlineData("order.reopened", "completed", "processing", 900, 0, 0, -1, 0, -900, -900)]
    [InlineData("order.reopened", "cancelled", "new", 0, 0, 0, 0, -1, 0, 0)]
    public void Everything_counts_when_it_happens(
        string kind, string? from, string to, long before, long after, long orders, long completed, long cancelled,
        long ordered, long sales)
    {
        var delta = Assert.Single(SalesDeltas.Of([Event(1, kind, from, to, before, after)]));

        Assert.Equal((Account, Shop, At.AddSeconds(-899)), (delta.AccountId, delta.ShopId, delta.At));
        Assert.Equal(new("USD", "repairs", orders, completed, cancelled, ordered, sales, 0, 0), delta.Figures);
    }

    [Theory]
    [InlineData("order.expired", "draft", "expired")]
    [InlineData("order.changed", "draft", "draft")]
    [InlineData("order.status_changed", "accepted", "on_way")]
    public void What_moves_no_figure_makes_no_row(string kind, string from, string to) =>
        Assert.Empty(SalesDeltas.Of([Event(1, kind, from, to, 0, 0)]));

    [Fact]
    public void Money_counts_when_it_comes_and_when_it_goes_back()
    {
        var received = Event(1, "order.payment_received", "completed", "completed", 900, 900, payment: 900);
        var refunded = Event(2, "order.payment_refunded", "completed", "completed", 900, 900, payment: 250);

        var delta = Assert.Single(SalesDeltas.Of([received, refunded]));

        Assert.Equal(new("USD", "repairs", 0, 0, 0, 0, 0, 900, 250), delta.Figures);
    }

    [Fact]
    public void Currencies_are_never_added()
    {
        var dollars = Event(1, "order.placed", null, "new", 0, 100);
        var euros = dollars with { Body = dollars.Body.Replace("USD", "EUR", StringComparison.Ordinal) };

        Assert.Equal(
            ["EUR", "USD"], SalesDeltas.Of([dollars, euros]).Select(delta => delta.Figures.Currency));
    }

    private static LogEntry Event(
        long position, string kind, string? from, string to, long before, long after, long? payment = null)
    {
        var body = new JsonObject
        {
            ["to"] = to,
            ["currency"] = "USD",
            ["service_category"] = "repairs",
            ["shop_id"] = Shop,
            ["revenue_minor"] = after,
        };
        if (from is not null)
        {
            body["from"] = from;
            body["revenue_before_minor"] = before;
        }

        if (payment is { } paid)
            body["payment_minor"] = paid;
        return new(
            position, Account, kind, $"orders/{Guid.CreateVersion7()}", [], At, "system:system", TraceId: null,
            body.ToJsonString());
    }
}
