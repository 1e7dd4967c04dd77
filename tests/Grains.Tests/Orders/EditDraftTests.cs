using static Platform.Orders.SampleOrders;

namespace Platform.Orders;

/// <summary>Changing the contents of a draft.</summary>
public sealed class EditDraftTests
{
    private static readonly DateTimeOffset Later = Noon.AddHours(1);

    [Fact]
    public void Other_lines_are_another_revision_and_another_total()
    {
        var draft = Draft(Goods);
        var order = Goods with { Lines = [new(null, "Other", 3, 1050)], TotalMinor = null };

        var edited = Edit(draft, order);

        Assert.Equal(3150, edited.Next!.TotalMinor);
        Assert.Equal(1, edited.Next.LinesRevision);
        Assert.Equal("Other", Assert.Single(edited.Lines!.Value).Name);
        Assert.Equal(OrderStatus.Draft, edited.Next.Status);
        Assert.Equal(draft.Next!.Number, edited.Next.Number);
        Assert.Equal(draft.Next.Day, edited.Next.Day);
        Assert.Equal("h", edited.Details!.RequestHash);
    }

    [Fact]
    public void The_same_lines_stay_where_they_are()
    {
        var edited = Edit(Draft(Goods), Goods with { CustomerNotes = "Ring twice" });

        Assert.Equal(0, edited.Next!.LinesRevision);
        Assert.Null(edited.Lines);
        Assert.Equal("Ring twice", edited.Details!.CustomerNotes);
    }

    [Theory]
    [InlineData(OrderStatus.New)]
    [InlineData(OrderStatus.Completed)]
    [InlineData(OrderStatus.Expired)]
    public void What_is_no_draft_any_more_is_not_edited(OrderStatus status)
    {
        var draft = Draft(Repair);

        var edited = OrderRules.Edit(
            draft.Next! with { Status = status }, 7, draft.Details!, [], new(Repair, 7), Later);

        Assert.Equal(OrderRefusal.NotADraft, edited.Refusal);
    }

    [Fact]
    public void What_is_being_reserved_is_not_edited()
    {
        var draft = Draft(Goods);

        var edited = OrderRules.Edit(
            draft.Next! with { Reservation = ReservationState.Pending }, 7, draft.Details!, draft.Lines!.Value,
            new(Goods, 7), Later);

        Assert.Equal(OrderRefusal.NotADraft, edited.Refusal);
    }

    [Fact]
    public void The_version_and_the_kind_have_to_be_the_drafts()
    {
        Assert.Equal(OrderRefusal.VersionMismatch, Edit(Draft(Goods), Goods, version: 6).Refusal);
        Assert.Equal("/kind", Assert.Single(Edit(Draft(Goods), Repair).Problems).Pointer);
    }

    private static OrderDecision Draft(PlaceOrder order) =>
        OrderPlacing.First(order with { Draft = true }, Account, Guid.NewGuid(), 1, "h", Noon);

    private static OrderDecision Edit(OrderDecision draft, PlaceOrder order, long version = 7) =>
        OrderRules.Edit(draft.Next!, 7, draft.Details!, draft.Lines!.Value, new(order, version), Later);
}
