namespace Platform.Stock;

/// <summary>What counting the stock again finds.</summary>
public sealed class StockCheckRulesTests
{
    private static readonly StockCount Sound = new(
        Guid.CreateVersion7(), "Fish Tank", OnHand: 10, Reserved: 3, Entries: 5, Moved: 10, MovedReserved: 3, Lines: 5,
        Promised: 3);

    [Fact]
    public void An_item_that_is_the_sum_of_its_rows_is_as_counted() =>
        Assert.Null(StockCheckRules.Difference(Sound));

    [Fact]
    public void Whatever_differs_is_named_with_both_numbers()
    {
        Assert.Equal("10 on hand, but the ledger adds up to 9", StockCheckRules.Difference(Sound with { Moved = 9 }));
        Assert.Equal(
            "3 promised, but 2 in reservations and 3 in the ledger",
            StockCheckRules.Difference(Sound with { Promised = 2 }));
        Assert.Equal(
            "3 promised, but 3 in reservations and 4 in the ledger",
            StockCheckRules.Difference(Sound with { MovedReserved = 4 }));
        Assert.Equal(
            "5 movements, but the ledger has 3", StockCheckRules.Difference(Sound with { Lines = 3 }));
    }

    [Fact]
    public void All_that_differs_is_named() => Assert.Equal(
        "11 on hand, but the ledger adds up to 10; 5 movements, but the ledger has 4",
        StockCheckRules.Difference(Sound with { OnHand = 11, Lines = 4 }));
}
