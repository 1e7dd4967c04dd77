using System.Collections.Immutable;
using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

public sealed class OrderPlacingTests
{
    [Fact]
    public void A_complete_request_has_no_problems()
    {
        Assert.Empty(Problems(Repair));
        Assert.Empty(Problems(Goods));
    }

    [Fact]
    public void Every_wrong_field_is_named_at_once()
    {
        var wrong = new PlaceOrder
        {
            Kind = OrderKind.Service,
            Customer = new(" ", PhoneRaw: "ring me", Email: "john@"),
            Location = new(91, double.NaN),
            RequestedTime = new(Noon, Noon.AddHours(-1)),
            Lines = [new(null, "", 0, -1)],
            EstimatedMinor = -5,
            MetadataJson = "[1]",
            Timezone = "Mars/Olympus",
        };

        Assert.Equal(
            [
                "/address", "/customer/email", "/customer/name", "/customer/phone", "/description", "/estimated_value",
                "/lines/0/name", "/lines/0/quantity", "/lines/0/unit_price", "/location/latitude",
                "/location/longitude", "/metadata", "/requested_time/to", "/timezone",
            ],
            Problems(wrong).Select(problem => problem.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-03:00", "-01:00", "")]
    [InlineData("-03:00", "-01:01", "/requested_time/to")]
    [InlineData("-01:01", null, "/requested_time/from")]
    [InlineData("-01:00", null, "")]
    [InlineData(null, "-01:01", "/requested_time/to")]
    [InlineData(null, null, "")]
    public void What_is_wanted_is_not_over_for_more_than_an_hour(string? from, string? to, string wrong)
    {
        var wanted = new RequestedTime(At(from), At(to), "this morning");

        var found = Problems(Repair with { RequestedTime = wanted }).Select(one => one.Pointer);
        Assert.Equal(wrong, string.Join(' ', found));
        Assert.Empty(Problems(Repair with { RequestedTime = wanted, Source = OrderSource.Call }));
        Assert.Empty(OrderPlacing.Problems(Repair with { RequestedTime = wanted }, draft: wanted, Noon));

        static DateTimeOffset? At(string? ago) => ago is null ? null : Noon + TimeSpan.Parse(ago, null);
    }

    [Fact]
    public void Goods_need_a_line() =>
        Assert.Equal("/lines", Assert.Single(Problems(Goods with { Lines = [] })).Pointer);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_service_keeps_nothing_in_stock(bool isDraft)
    {
        var order = Repair with
        {
            Draft = isDraft,
            Lines = [new(null, "Journey", 1, 5_00), new(Guid.NewGuid(), "Filter", 1, 5_00)],
        };

        Assert.Equal("/lines/1/item_id", Assert.Single(Problems(order)).Pointer);
        Assert.Empty(Problems(Goods with { Lines = order.Lines }));
    }

    [Fact]
    public void An_unknown_currency_is_named() =>
        Assert.Equal("/currency", Assert.Single(Problems(Goods with { Currency = "XXZ" })).Pointer);

    [Theory]
    [InlineData(99_99 + 0, true)]
    [InlineData(99_98, false)]
    [InlineData(100_00, false)]
    public void The_servers_total_is_the_one_that_counts(long asked, bool agrees) =>
        Assert.Equal(agrees, Problems(Goods with { TotalMinor = asked }).IsEmpty);

    [Fact]
    public void Lines_that_overflow_are_refused_and_not_wrapped()
    {
        var huge = new AskedLine(null, "x", OrderLimits.QuantityMax, OrderLimits.AmountMinorMax);

        var problem = Assert.Single(Problems(Goods with { Lines = [.. Enumerable.Repeat(huge, 100)] }));

        Assert.Equal("/lines", problem.Pointer);
    }

    [Fact]
    public void Metadata_has_a_largest_size()
    {
        var longest = OrderLimits.MetadataBytesMax - """{"a":""}""".Length;

        Assert.Empty(Problems(Goods with { MetadataJson = Metadata(longest) }));
        var tooLong = Problems(Goods with { MetadataJson = Metadata(longest + 1) });
        Assert.Equal("/metadata", Assert.Single(tooLong).Pointer);
    }

    [Fact]
    public void A_placed_service_is_new_and_worth_its_estimate()
    {
        var head = Head(Repair);

        Assert.Equal((OrderStatus.New, OrderStage.Open), (head.Status, head.Stage));
        Assert.Equal((250_00, AmountKind.Estimated), head.Amount);
        Assert.Equal(0, head.RevenueMinor);
        Assert.Equal(ServiceCategory.Repairs, head.ServiceCategory);
    }

    [Fact]
    public void Placed_goods_are_pending_and_worth_their_lines()
    {
        var head = Head(Goods);

        Assert.Equal(
            (OrderStatus.Pending, 99_99, AmountKind.Total), (head.Status, head.Amount.Minor, head.Amount.Kind));
        Assert.Equal(99_99, head.RevenueMinor);
        Assert.Null(head.ServiceCategory);
    }

    [Theory]
    [InlineData("America/New_York", "2026-01-01T04:59:59Z", "ORD-2025-000042", "2025-12-31")]
    [InlineData("America/New_York", "2026-01-01T05:00:00Z", "ORD-2026-000042", "2026-01-01")]
    [InlineData("Pacific/Kiritimati", "2025-12-31T10:00:00Z", "ORD-2026-000042", "2026-01-01")]
    public void Year_and_day_are_the_shops(string timezone, string now, string number, string day)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var head = OrderPlacing.First(Repair with { Timezone = timezone }, Account, Guid.NewGuid(), 42, "", at).Next!;

        Assert.Equal((number, day), (head.Number, head.Day.ToString("O", null)));
    }

    [Fact]
    public void Goods_of_the_stock_wait_as_a_draft_until_it_has_answered()
    {
        var waiting = Head(Goods with { Lines = [new(Guid.NewGuid(), "Lamp", 1, 5_00)] });

        Assert.Equal((OrderStatus.Draft, ReservationState.Pending), (waiting.Status, waiting.Reservation));
        Assert.Equal(Noon + OrderLimits.ReservationPatience, waiting.DueAt);
        Assert.Equal(OrderStatus.Pending, OrderPlacing.Reserved(waiting, Noon).Next!.Status);
    }

    [Fact]
    public void An_order_that_the_stock_cannot_serve_ends_before_anything_is_given_back()
    {
        var waiting = Head(Goods with { Lines = [new(Guid.NewGuid(), "Lamp", 1, 5_00)] });

        var ended = OrderPlacing.OutOfStock(waiting, Noon).Next!;

        Assert.Equal((OrderStatus.Expired, Noon), (ended.Status, ended.DueAt));
        Assert.Equal(ReservationState.Released, OrderRules.StockOwed(ended));
    }

    [Fact]
    public void The_same_item_twice_is_reserved_once_with_both_quantities_and_items_are_sorted()
    {
        var one = Guid.Parse("10000000-0000-0000-0000-000000000000");
        var two = Guid.Parse("20000000-0000-0000-0000-000000000000");
        OrderLine[] lines =
        [
            new(1, two, "b", 3, 1, 3), new(2, one, "a", 1, 1, 1), new(3, two, "b", 4, 1, 4), new(4, null, "c", 9, 1, 9),
        ];

        Assert.Equal<ReservedItem[]>([new(one, 1), new(two, 7)], [.. OrderPlacing.ItemsOf([.. lines])]);
    }

    [Fact]
    public void The_place_nowhere_is_no_place()
    {
        var placed = OrderPlacing.First(Repair with { Location = new(0, 0) }, Account, Guid.NewGuid(), 1, "", Noon);

        Assert.Null(placed.Details!.Location);
    }

    [Theory]
    [InlineData("AC Repair", ServiceCategory.Repairs)]
    [InlineData("deep cleaning", ServiceCategory.Cleaning)]
    [InlineData("AC installation", ServiceCategory.Installation)]
    [InlineData("Annual Maintenance", ServiceCategory.Maintenance)]
    [InlineData("Furniture delivery", ServiceCategory.Delivery)]
    [InlineData("Dog walking", ServiceCategory.Other)]
    [InlineData(null, ServiceCategory.Other)]
    public void A_label_has_a_category(string? label, ServiceCategory category) =>
        Assert.Equal(category, ServiceLabels.Classify(label));

    [Fact]
    public void The_event_names_nobody()
    {
        var placed = OrderPlacing.First(Repair, Account, Guid.NewGuid(), 42, "", Noon);

        var body = OrderEvents.Of(null, placed.Next!, placed.Event, 1).Body;

        Assert.All(
            ["John", "Smith", "555", "Main", "john@", "cooling", "ABC"], word => Assert.DoesNotContain(word, body));
        Assert.Contains("\"order_number\":\"ORD-2026-000042\"", body, StringComparison.Ordinal);
    }

    private static string Metadata(int length) => $$"""{"a":"{{new string('x', length)}}"}""";

    private static ImmutableArray<FieldProblem> Problems(PlaceOrder order) =>
        OrderPlacing.Problems(order, draft: null, Noon);
}
