using System.Globalization;

namespace Platform.Conversation;

/// <summary>Says the whole draft in one sentence, so that one yes confirms all of it.</summary>
internal static class ReadBack
{
    public static string Of(Draft draft, ShopContext shop)
    {
        var what = draft.Kind == DraftKind.Product ? Goods(draft, shop) : draft.ServiceLabel ?? "a visit";
        var parts = new List<string> { $"So that's {what}" };
        if (draft.CustomerName is { } name)
            parts.Add($"for {name}");
        if (draft.Address is { } address)
            parts.Add($"at {address.Raw}");
        if (draft.RequestedTime is { } time)
            parts.Add(When(time));
        var phone = draft.CustomerPhone switch
        {
            null => "",
            var number when number == shop.CallerNumber => ", and we'll reach you at the number you're calling from",
            var number => ", and we'll reach you at "
                + Phrases.Spaced(number.StartsWith("+1", StringComparison.Ordinal) ? number[2..] : number),
        };
        var email = draft.Email is { } mail ? $", with {mail} as your e-mail" : "";
        var urgent = draft.Priority is DraftPriority.Urgent ? ", marked as urgent" : "";
        return $"{string.Join(' ', parts)}{phone}{email}{urgent}. Is that right?";
    }

    /// <summary>When, as it is said: "on Tuesday, March 3, between 12 and 5 PM".</summary>
    public static string When(DraftTime time)
    {
        if (time is not { From: { } from, To: { } to })
            return $"({time.Text})";
        if (TimeRecognizer.IsAtOnce(time.Text))
            return "as soon as possible";
        var day = from.ToString("dddd, MMMM d", CultureInfo.InvariantCulture);
        if (from == to)
            return $"on {day} at {Clock(from)}";
        return from.Date == to.Date
            ? $"on {day} between {Clock(from)} and {Clock(to)}"
            : $"between {day} and {to.ToString("dddd, MMMM d", CultureInfo.InvariantCulture)}";
    }

    // What it costs is said once, for all: a price after every line is more than an ear keeps.
    private static string Goods(Draft draft, ShopContext shop)
    {
        var lines = string.Join(", ", draft.Lines.Select(line => $"{line.Quantity} {line.Name}"));
        return draft.Lines.All(line => line.UnitPriceMinor is not null)
            ? $"{lines}, {Phrases.Money(draft.Lines.Sum(line => line.Quantity * line.UnitPriceMinor!.Value),
                shop.Currency)} in all,"
            : lines;
    }

    private static string Clock(DateTimeOffset at) =>
        at.ToString(at.Minute == 0 ? "h tt" : "h:mm tt", CultureInfo.InvariantCulture);
}
