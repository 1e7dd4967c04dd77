namespace Platform.Orders;

/// <summary>Decisions about what customers think of the work. Pure.</summary>
internal static class OrderRatings
{
    /// <summary>Takes a rating. The same again does nothing.</summary>
    public static OrderDecision Rate(OrderHead head, OrderDetails details, RateOrder rate, DateTimeOffset now)
    {
        var comment = string.IsNullOrWhiteSpace(rate.Comment) ? null : rate.Comment.Trim();
        if (Problem(rate.Stars, comment) is { } problem)
            return problem;
        var isErased = head.Erasure is not null;
        if (!isErased && head.Stars == rate.Stars && details.RatingComment == comment)
            return OrderDecision.Repeat;
        if (OrderRating.Refusal(head.Stage, isErased, ChangesUntil(head), now) is { } refusal)
            return OrderDecision.No(refusal);

        return OrderDecision.To(
            head with
            {
                Stars = rate.Stars,
                RatedAt = head.RatedAt ?? now,
                RatingChangedAt = now,
                RatedVendorId = head.Stars is null ? head.VendorId : head.RatedVendorId,
                UpdatedAt = now,
                Entries = head.Entries + 1,
            },
            OrderEvents.Rated) with
        {
            Details = details with { RatingComment = comment },
        };
    }

    /// <summary>The rating as it is read, or null.</summary>
    public static OrderRating? Of(OrderHead head, OrderDetails details) =>
        head is { Stars: { } stars, RatingChangedAt: { } at } ? new(stars, details.RatingComment, at) : null;

    /// <summary>Until when the rating may be changed; null while there is none.</summary>
    public static DateTimeOffset? ChangesUntil(OrderHead head) => head.RatedAt + OrderRating.ChangeWindow;

    private static OrderDecision? Problem(int stars, string? comment) =>
        stars is < 1 or > OrderRating.StarsMax
            ? OrderDecision.Invalid("/stars", $"must be from 1 to {OrderRating.StarsMax}")
        : comment?.Length > OrderRating.CommentLengthMax
            ? OrderDecision.Invalid("/comment", $"must be at most {OrderRating.CommentLengthMax} characters")
        : comment?.Contains('\0', StringComparison.Ordinal) == true
            ? OrderDecision.Invalid("/comment", "must not hold a null character")
            : null;
}
