using Platform.Commits;

namespace Platform.Stock;

/// <summary>An item of a shop, and short ways to move it.</summary>
internal static class SampleStock
{
    public static readonly Guid Account = new("0190aaaa-0000-7000-8000-00000000000a");
    public static readonly Guid Item = new("0190aaaa-0000-7000-8000-000000000001");
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static ItemDetails Details(long safety = 0, long? threshold = null) => new()
    {
        ShopId = new("0190aaaa-0000-7000-8000-000000000002"),
        Name = "Fish Tank",
        Sku = "FT-1",
        Currency = "USD",
        SafetyStock = safety,
        LowStockThreshold = threshold,
    };

    public static StockBook Book(long onHand, long safety = 0, long? threshold = null) =>
        StockRules.Create(Account, Item, Details(safety, threshold), onHand, "h", Now).Next!;

    public static StockBook Reserved(this StockBook book, Guid owner, long quantity, DateTimeOffset? until = null) =>
        StockRules.Reserve(book, new(owner, quantity, until), Now).Next!;

    public static (long OnHand, long Reserved, long Available) Figures(this StockBook book) =>
        (book.Head!.OnHand, book.Head.Reserved, book.Head.Available);

    public static Command By(string member) => new(Account, new(ActorKind.Member, member), "stock.adjust");
}
