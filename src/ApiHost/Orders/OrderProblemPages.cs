using Platform.Http;

namespace Platform.Orders;

/// <summary>What orders may answer beside what every route does.</summary>
internal static class OrderProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("illegal-transition", 409, "The order's life has no such step",
            "From where the order stands (current) it cannot go where it was asked to.",
            "Read the order again and choose one of allowed."),
        new("step-not-permitted", 403, "The step is somebody else's",
            "The order may go there, but not by the hand of this principal.",
            "Let staff, or the vendor whose order it is, take the step."),
        new("unknown-item", 422, "The stock does not know the item",
            "A line names an item_id that is no item of this account.",
            "Take item_id from the catalogue, or leave it out and describe the line by name."),
        new("out-of-stock", 409, "Not enough in stock",
            "The stock could not keep all lines of the order, so it keeps none.",
            "Order less, or something else, with a new Idempotency-Key."),
        new("reopen-window-over", 409, "Too late to open the order again",
            "Finished orders are opened again only for some days.", "Create a new order."),
        new("not-a-draft", 409, "Only drafts are edited",
            "The order has been placed, or is being placed.",
            "Cancel it and create another, or add a note."),
        new("payment-exceeds-total", 409, "More than is still to be paid",
            "Nobody pays more than an order is worth; the error at /amount says how much is open.",
            "Read the order again: somebody else may have recorded the payment."),
        new("refund-exceeds-paid", 409, "More than was paid",
            "Only what was received and not given back yet can be given back; the error at /amount says how much.",
            "Read the order's payments again."),
        new("order-not-payable", 409, "The order takes no money",
            "It is a draft, was cancelled, has expired, or nobody has said what it costs.",
            "Place the order, or say its price, before a payment is recorded."),
        new("too-late-to-cancel", 409, "The customer cannot cancel it any more",
            "Somebody is on the way or at work, the goods are packed, or the order has ended.", "Ring the shop."),
        new("shop-cancels", 409, "The shop cancels orders itself",
            "The shop does not leave it to its customers to cancel.", "Ring the shop."),
        new("too-many-notes", 409, "The history is full",
            "An order's history holds a limited number of entries.", "Keep further notes elsewhere."),
        new("not-done-yet", 409, "An order is rated when it is done",
            "The work is not done yet, or the order was cancelled.", "Wait until it is completed or delivered."),
        new("rating-closed", 409, "The rating stays as it is",
            "It was given too long ago to be changed, or the person was erased from the order.",
            "Ask the shop to write a note."),
        new("offer-taken", 409, "Somebody else was faster",
            "The order was offered to several vendors, and another one accepted it first.", "Wait for the next offer."),
        new("offer-expired", 409, "The offer has run out",
            "An offer stands until its expires_at; after that it goes to others.",
            "Wait for the next offer; this order may be offered again."),
        new("offer-closed", 409, "The offer is not open any more",
            "You declined it or gave the order back, or the order was cancelled or is done by somebody else.",
            "Read your offers again."),
        new("too-many-offers", 409, "Too many offers",
            "The order was offered to as many vendors as an order can be.", "Give it to somebody by hand."),
    ];
}
