namespace Platform.Orders;

/// <summary>What the customer thinks of the work.</summary>
/// <param name="Stars">1 to <see cref="StarsMax"/>.</param>
/// <param name="Comment">Their words; null for none, and once the person is erased. Personal data.</param>
/// <param name="At">When it was last given, UTC.</param>
[GenerateSerializer, Immutable, Alias("Platform.OrderRating")]
public sealed record OrderRating(
    [property: Id(0)] int Stars, [property: Id(1)] string? Comment, [property: Id(2)] DateTimeOffset At)
{
    public const int StarsMax = 5;
    public const int CommentLengthMax = 1000;

    /// <summary>For how long it may be changed after it was first given.</summary>
    public static readonly TimeSpan ChangeWindow = TimeSpan.FromDays(14);

    /// <summary>Why an order takes no rating now, or null when it does.</summary>
    /// <param name="stage">Where it stands.</param>
    /// <param name="isErased">Whether its person was erased.</param>
    /// <param name="changesUntil">Until when the rating that it has may be changed; null when it has none.</param>
    /// <param name="now">The time of asking.</param>
    public static OrderRefusal? Refusal(
        OrderStage stage, bool isErased, DateTimeOffset? changesUntil, DateTimeOffset now) =>
        isErased || now > changesUntil ? OrderRefusal.RatingClosed
        : changesUntil is null && stage != OrderStage.Done ? OrderRefusal.NotRateable
        : null;
}

/// <summary>A customer rates the work, or thinks better of it.</summary>
[GenerateSerializer, Immutable, Alias("Platform.RateOrder")]
public sealed record RateOrder([property: Id(0)] int Stars, [property: Id(1)] string? Comment);
