using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Stock;

/// <summary>What refusals about items mean over HTTP.</summary>
internal static class StockProblems
{
    public static ProblemHttpResult From(StockOutcome outcome) => outcome.Refusal!.Value switch
    {
        StockRefusal.Absent => Problems.NotFound("item"),
        StockRefusal.VersionMismatch => Problems.VersionDiffers(outcome.Item?.Version ?? 0),
        StockRefusal.KeyReused => Problems.KeyReused(),
        StockRefusal.OutOfStock => Problems.Of(409, "out-of-stock", "Not so many pieces are available."),
        StockRefusal.BelowReserved => Problems.Of(
            409, "below-reserved", $"{outcome.Item?.Reserved} pieces are promised; fewer cannot be left."),
        StockRefusal.ReservationEnded or StockRefusal.NoReservation =>
            Problems.Of(409, "reservation-ended", "Nothing is promised to this owner any more."),
        StockRefusal.SkuTaken => Problems.Of(409, "sku-taken", "Another item of the shop has this sku."),
        StockRefusal.TooMany =>
            Problems.Of(409, "too-many-pieces", $"An item has at most {StockLimits.PiecesMax} pieces."),
    };
}

/// <summary>The pages of this domain's problem codes.</summary>
internal static class StockProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("below-reserved", 409, "Pieces are promised",
            "So few pieces would be left that what is promised to orders could not be kept.",
            "Cancel an order that holds some first."),
        new("reservation-ended", 409, "The reservation has ended",
            "What was promised was given back, has run out or was taken.", "Reserve under another owner."),
        new("reservation-of-order", 409, "An order keeps it",
            "What is kept for an order is given back when the order is cancelled, and leaves the shop with it.",
            "Cancel the order, if nobody wants it any more."),
        new("sku-taken", 409, "The sku is taken",
            "A shop's own number names one of its items, whatever its case.", "Choose another one, or none."),
        new("too-many-pieces", 409, "Too many pieces",
            "The limit of pieces of one item is reached.", "Check the quantity."),
    ];
}
