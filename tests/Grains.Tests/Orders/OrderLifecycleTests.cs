using System.Text;

namespace Platform.Orders;

public sealed class OrderLifecycleTests
{
    [Fact]
    public void The_life_of_a_service_order_is_this_table() => Assert.Equal(
        """
        from        draft new accepted on_way processing completed cancelled expired
        draft       -     SC  -        -      -          -         -         T
        new         -     -   SV       -      -          -         SC        T
        accepted    -     SV  -        SV     SV         -         SC        -
        on_way      -     SV  S        -      SV         -         S         -
        processing  -     -   -        -      -          SV        S         -
        completed   -     -   -        -      -          -         -         -
        cancelled   -     -   -        -      -          -         -         -
        expired     -     -   -        -      -          -         -         -
        """,
        Drawn(OrderKind.Service));

    [Fact]
    public void The_life_of_a_product_order_is_this_table() => Assert.Equal(
        """
        from        draft processing cancelled expired pending confirmed packaged shipped delivered
        draft       -     -          -         T       SC      -         -        -       -
        processing  -     -          S         -       -       -         S        S       -
        cancelled   -     -          -         -       -       -         -        -       -
        expired     -     -          -         -       -       -         -        -       -
        pending     -     S          SC        T       -       S         -        -       -
        confirmed   -     S          SC        -       -       -         S        -       -
        packaged    -     -          S         -       -       -         -        S       -
        shipped     -     -          -         -       -       -         -        -       S
        delivered   -     -          -         -       -       -         -        -       -
        """,
        Drawn(OrderKind.Product));

    [Fact]
    public void No_order_takes_a_status_of_the_other_kind()
    {
        var foreign =
            from kind in Enum.GetValues<OrderKind>()
            from one in Enum.GetValues<OrderStatus>()
            from other in Enum.GetValues<OrderStatus>()
            where !Words(kind).Contains(one) || !Words(kind).Contains(other)
            select OrderLifecycle.Movers(kind, one, other);

        Assert.All(foreign, movers => Assert.Equal(Mover.None, movers));
    }

    [Fact]
    public void Customers_are_told_that_they_may_cancel_where_they_may()
    {
        foreach (var kind in Enum.GetValues<OrderKind>())
        {
            Assert.All(Words(kind), status => Assert.Equal(
                OrderLifecycle.Movers(kind, status, OrderStatus.Cancelled).HasFlag(Mover.Customer),
                OrderStages.MayCustomerCancel(OrderStages.Of(status))));
        }
    }

    [Fact]
    public void Only_finished_service_orders_are_opened_again()
    {
        var reopened =
            from kind in Enum.GetValues<OrderKind>()
            from status in Enum.GetValues<OrderStatus>()
            let to = OrderLifecycle.Reopened(kind, status)
            where to is not null
            select $"{kind} {status} {to}";

        Assert.Equal(["Service Completed Processing", "Service Cancelled New"], reopened);
    }

    [Fact]
    public void The_stages_are_these()
    {
        var stages = Enum.GetValues<OrderStatus>()
            .GroupBy(OrderStages.Of, status => OrderWords.Of(status))
            .OrderBy(stage => stage.Key)
            .Select(stage => $"{OrderWords.Of(stage.Key)}: {string.Join(' ', stage)}");

        Assert.Equal(
            [
                "draft: draft",
                "open: new pending",
                "committed: accepted confirmed",
                "in_progress: processing packaged",
                "in_transit: on_way shipped",
                "done: completed delivered",
                "cancelled: cancelled expired",
            ],
            stages);
    }

    [Theory]
    [InlineData(OrderKind.Service, OrderStatus.New, "accepted cancelled")]
    [InlineData(OrderKind.Service, OrderStatus.Completed, "")]
    [InlineData(OrderKind.Product, OrderStatus.Pending, "processing cancelled confirmed")]
    public void Staff_is_told_what_it_may_choose(OrderKind kind, OrderStatus status, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', OrderLifecycle.Allowed(kind, status).Select(OrderWords.Of)));

    [Fact]
    public void A_vendor_is_told_the_steps_that_are_his()
    {
        var differing =
            from kind in Enum.GetValues<OrderKind>()
            from status in Enum.GetValues<OrderStatus>()
            where status != OrderStatus.New // Taking an order is an answer to its offer.
            let his = Enum.GetValues<OrderStatus>()
                .Where(to => OrderLifecycle.Movers(kind, status, to).HasFlag(Mover.Vendor))
            where !his.Order().SequenceEqual(VendorSteps.From(kind, status).Order())
            select $"{kind} {status}";

        Assert.Empty(differing);
    }

    private static OrderStatus[] Words(OrderKind kind) =>
        [.. Enum.GetValues<OrderStatus>().Where(status => OrderStages.Has(kind, status))];

    [Fact]
    public void A_kind_understands_its_own_statuses_as_they_are_written()
    {
        Assert.All(Enum.GetValues<OrderKind>(), kind => Assert.All(
            Words(kind), status => Assert.Equal(status, OrderWords.TryReadStatus(OrderWords.Of(status), kind))));
    }

    // Rows and columns are the statuses of the kind; S staff, V the vendor whose order it is, C the customer, T time.
    private static string Drawn(OrderKind kind)
    {
        var statuses = Words(kind);
        var drawing = new StringBuilder("from       ");
        foreach (var to in statuses)
            drawing.Append(' ').Append(OrderWords.Of(to));
        foreach (var from in statuses)
        {
            var line = new StringBuilder(OrderWords.Of(from).PadRight(11));
            foreach (var to in statuses)
            {
                var letters = Letters(OrderLifecycle.Movers(kind, from, to));
                line.Append(' ').Append(letters.PadRight(OrderWords.Of(to).Length));
            }

            drawing.Append('\n').Append(line.ToString().TrimEnd());
        }

        return drawing.ToString();
    }

    private static string Letters(Mover movers) =>
        movers == Mover.None
            ? "-"
            : string.Concat(
                movers.HasFlag(Mover.Staff) ? "S" : "", movers.HasFlag(Mover.Vendor) ? "V" : "",
                movers.HasFlag(Mover.Customer) ? "C" : "", movers.HasFlag(Mover.Clock) ? "T" : "");
}
