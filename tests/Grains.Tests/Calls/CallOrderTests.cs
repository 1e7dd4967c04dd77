using Platform.Conversation;
using Platform.Customers;
using Platform.Orders;
using Platform.Shops;
using static Platform.Calls.SampleCalls;

namespace Platform.Calls;

public sealed class CallOrderTests
{
    private static readonly ShopDetails Shop = new()
    {
        Name = "Acme",
        TimeZone = "America/New_York",
        Currency = "USD",
        Services = [new ShopService(DraftCategory.Repairs, "AC Repair", [], 9_900)],
    };

    private static readonly Draft Confirmed = Draft.Empty with
    {
        Kind = DraftKind.Service,
        ServiceCategory = DraftCategory.Repairs,
        ServiceLabel = "AC Repair",
        CustomerName = "John Smith",
        CustomerPhone = "+15550123456",
        Address = new DraftAddress("12 Oak St, Springfield", "12 Oak St", null, "Springfield", "IL", "62701"),
        Email = "john@example.com",
        RequestedTime = new DraftTime(
            "tomorrow at 3", new DateTimeOffset(2026, 3, 10, 15, 0, 0, TimeSpan.FromHours(-4))),
        Priority = DraftPriority.High,
        Description = "AC unit not cooling",
        FieldTurns = Draft.Empty.FieldTurns.Add(DraftFields.Name, 4).Add(DraftFields.Address, 6)
            .Add(DraftFields.Phone, 8).Add(DraftFields.Email, 10),
        Phase = DraftPhase.Confirmed,
    };

    [Fact]
    public void Every_field_of_a_draft_arrives_in_the_order_with_its_turn()
    {
        var order = CallOrder.Of(
            After([Event(CallStatus.InProgress, 2, 0)]), Confirmed, Shop, new Place(39.8, -89.6, PlacePrecision.Town));

        Assert.Equal((OrderKind.Service, OrderSource.Call, Id), (order.Kind, order.Source, order.CallId!.Value));
        Assert.Equal(
            ("America/New_York", "USD", 9_900L), (order.Timezone, order.Currency, order.EstimatedMinor!.Value));
        Assert.Equal(new OrderCustomer("John Smith", null, "+15550123456", "john@example.com"), order.Customer);
        Assert.Equal(
            new Address("12 Oak St", null, "Springfield", "IL", "62701", null, "12 Oak St, Springfield"),
            order.Address);
        Assert.Equal(new Location(39.8, -89.6), order.Location);
        Assert.Equal((ServiceCategory.Repairs, "AC Repair", Priority.High),
            (order.ServiceCategory!.Value, order.ServiceLabel, order.Priority));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 19, 0, 0, TimeSpan.Zero), order.RequestedTime!.From);
        Assert.Equal(
            [("address", 6), ("customer.email", 10), ("customer.name", 4), ("customer.phone", 8)],
            order.FieldTurns.Select(field => (field.Key, field.Value)));
        Assert.Contains(
            Customer.IdOf(Account, "+15550123456").ToString("D"), order.MetadataJson, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_gives_no_number_is_reached_at_the_one_they_call_from()
    {
        var order = CallOrder.Of(
            After([Event(CallStatus.InProgress, 2, 0) with { From = "+14155550100" }]),
            Confirmed with { CustomerPhone = null }, Shop, place: null);

        Assert.Equal("+14155550100", order.Customer!.PhoneRaw);
        Assert.Null(order.Location);
    }

    [Fact]
    public void A_withheld_number_is_no_number()
    {
        var order = CallOrder.Of(
            After([Event(CallStatus.InProgress, 2, 0) with { From = "anonymous" }]),
            Confirmed with { CustomerPhone = null }, Shop, place: null);

        Assert.Null(order.Customer!.PhoneRaw);
        Assert.Null(order.MetadataJson);
    }
}
