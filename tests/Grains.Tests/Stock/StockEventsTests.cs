using static Platform.Stock.SampleStock;

namespace Platform.Stock;

public sealed class StockEventsTests
{
    [Fact]
    public void It_is_told_once_when_an_item_sinks_to_its_threshold_and_again_after_it_has_risen()
    {
        var book = Book(10, safety: 1, threshold: 3);
        var told = new List<string>();

        // 10 on hand, 1 kept back: low at 3 available, that is at 6 promised.
        long[] steps = [5, 1, 1, -1, -2, 3, 1];
        foreach (var step in steps)
        {
            var decision = step > 0
                ? StockRules.Reserve(book, new(Guid.NewGuid(), step), Now)
                : StockRules.Adjust(book, 1, new(MovementKind.Received, -step), Now);
            var kinds = StockEvents.Of(book.Head, decision, 2).Select(happened => happened.Kind).ToList();
            Assert.Equal(StockEvents.Moved, kinds[0]);
            told.Add(kinds.Contains(StockEvents.Low) ? "low" : "-");
            book = decision.Next!;
        }

        Assert.Equal("- low - - - low -", string.Join(' ', told));
    }

    [Fact]
    public void A_new_item_that_is_not_there_yet_is_low_without_a_word()
    {
        var made = StockRules.Create(Account, Item, Details(threshold: 3), 0, "h", Now);

        Assert.True(made.Next!.Head!.IsLow);
        Assert.Equal([StockEvents.Created], StockEvents.Of(null, made, 1).Select(happened => happened.Kind));
    }

    [Fact]
    public void An_event_names_ids_and_figures_alone()
    {
        var owner = new Guid("0190aaaa-0000-7000-8000-000000000009");
        var decision = StockRules.Reserve(Book(10, threshold: 2), new(owner, 4), Now);

        var moved = StockEvents.Of(Book(10, threshold: 2).Head, decision, 7).Single();

        Assert.Equal(("stock.moved", "stock/0190aaaa-0000-7000-8000-000000000001"), (moved.Kind, moved.Subject));
        Assert.Equal(
            """
            {"item_id":"0190aaaa-0000-7000-8000-000000000001","shop_id":"0190aaaa-0000-7000-8000-000000000002",
            "kind":"reserved","entry":2,"on_hand_change":0,"reserved_change":4,"on_hand":10,"reserved":4,
            "available":6,"is_low":false,"owner_id":"0190aaaa-0000-7000-8000-000000000009","version":7}
            """.ReplaceLineEndings(""),
            moved.Body);
    }
}
