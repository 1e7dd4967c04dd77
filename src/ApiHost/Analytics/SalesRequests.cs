using Platform.Http;

namespace Platform.Analytics;

/// <summary>Which closed days shall be reckoned again.</summary>
/// <param name="From">The first day, in each shop's own zone.</param>
/// <param name="To">The last day; left out: the first one alone.</param>
/// <param name="ShopId">Of which shop; left out: of all.</param>
public sealed record GenerateDailyRequest(DateOnly From, DateOnly? To = null, Guid? ShopId = null) : IChecked
{
    /// <inheritdoc/>
    public void Check(FieldErrors errors)
    {
        errors.Require(SalesDays.IsOfThisTime(From), "/from", "must be a day of this time");
        SalesDays.Check(From, To ?? From, ShopId, "/to", errors.Add);
    }
}

/// <summary>Limits of days that are asked for.</summary>
internal static class SalesDays
{
    /// <summary>Days of one shop.</summary>
    public const int OneShopMax = 366;

    /// <summary>Days of all shops.</summary>
    public const int AllShopsMax = 92;

    /// <summary>Days that are answered when none are named, today included.</summary>
    public const int Default = 30;

    /// <summary>False for a day that nobody means: all that is reckoned with days stays within the calendar.</summary>
    public static bool IsOfThisTime(DateOnly day) => day.Year is > 2000 and < 9000;

    public static void Check(DateOnly from, DateOnly to, Guid? shopId, string pointer, Action<string, string> wrong)
    {
        var max = shopId is null ? AllShopsMax : OneShopMax;
        if (to < from)
            wrong(pointer, "must not be before the first day");
        else if (to.DayNumber - from.DayNumber >= max)
            wrong(pointer, $"must be at most {max} days, the first and the last included; name a shop for more");
    }
}
