using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Orders;

/// <summary>The one place where an order's refusal becomes an answer.</summary>
internal static class OrderProblems
{
    // No discard arm: adding a refusal without choosing its status code must not compile (CS8509).
    public static ProblemHttpResult From(OrderOutcome outcome, long version) => outcome.Refusal!.Value switch
    {
        OrderRefusal.Absent => Problems.NotFound("order"),
        OrderRefusal.IllegalTransition => IllegalTransition(outcome),
        OrderRefusal.NotPermitted =>
            Problems.Of(403, "step-not-permitted", "The step exists, but it is somebody else's to take."),
        OrderRefusal.VersionMismatch => Problems.VersionDiffers(version),
        OrderRefusal.Invalid => Problems.Invalid(Errors(outcome)),
        OrderRefusal.KeyReused => Problems.KeyReused(),
        OrderRefusal.UnknownItem =>
            Problems.Of(422, "unknown-item", "The stock does not know what is ordered.", Errors(outcome)),
        OrderRefusal.OutOfStock => Problems.Of(
            409, "out-of-stock", "The stock does not hold what is ordered; nothing was placed.", Errors(outcome)),
        OrderRefusal.ReopenWindowOver => Problems.Of(
            409, "reopen-window-over", $"It ended more than {OrderLimits.ReopenWindow.Days} days ago."),
        OrderRefusal.TooManyNotes =>
            Problems.Of(409, "too-many-notes", $"The history holds at most {OrderLimits.HistoryMax} entries."),
        OrderRefusal.OfferTaken => Problems.Of(409, "offer-taken", "Somebody else was faster."),
        OrderRefusal.OfferExpired => Problems.Of(409, "offer-expired", "The offer has run out."),
        OrderRefusal.OfferClosed =>
            Problems.Of(409, "offer-closed", "The offer was declined or withdrawn; the order is not offered to you."),
        OrderRefusal.TooManyOffers => Problems.Of(
            409, "too-many-offers", $"An order is offered at most {OfferLimits.OffersMax} times."),
        OrderRefusal.PaymentTooLarge => Problems.Of(
            409, "payment-exceeds-total", "It is more than what is still to be paid.", Errors(outcome)),
        OrderRefusal.RefundTooLarge => Problems.Of(
            409, "refund-exceeds-paid", "It is more than what was paid and not given back.", Errors(outcome)),
        OrderRefusal.NotPayable =>
            Problems.Of(409, "order-not-payable", "The order takes no money as it stands."),
        OrderRefusal.NotRateable => Problems.Of(409, "not-done-yet", "An order is rated when it is done."),
        OrderRefusal.RatingClosed => Problems.Of(
            409, "rating-closed", $"A rating may be changed for {OrderRating.ChangeWindow.Days} days."),
        OrderRefusal.NotADraft =>
            Problems.Of(409, "not-a-draft", "The contents of an order are only edited while it is a draft."),
    };

    private static ProblemHttpResult IllegalTransition(OrderOutcome outcome)
    {
        var current = OrderWords.Of(outcome.Current!.Value);
        var details = Problems.Details(409, "illegal-transition", $"The order is {current}; see allowed.");
        details.Extensions["current"] = current;
        details.Extensions["allowed"] = outcome.Allowed.Select(OrderWords.Of).ToArray();
        return TypedResults.Problem(details);
    }

    private static FieldError[] Errors(OrderOutcome outcome) =>
        [.. outcome.Problems.Select(problem => new FieldError(problem.Pointer, problem.Reason))];
}
