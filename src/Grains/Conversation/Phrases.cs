using System.Globalization;
using Platform.Money;

namespace Platform.Conversation;

/// <summary>The agent's sentences. Short: they are heard, not read.</summary>
internal static class Phrases
{
    public const string TakeYourTime = "Take your time, I'm here.";
    public const string OptedOut = "Understood. You won't be called again. Goodbye.";
    public const string WrongNumber = "No problem at all. Have a good day. Goodbye.";
    public const string Again = "Alright, let's try again.";
    public const string Fine = "That's fine.";
    public const string Placing = "Thank you. One moment while I put that in.";
    public const string WhatToChange = "No problem. What should I change?";
    public const string WhatElse = "What else can I do for you?";
    public const string AnythingElse = "Is there anything else I can help you with?";
    public const string OfferBooking = "Would you like to book that?";
    public const string StillThere = "Are you still there?";
    public const string NotUnderstood = "Sorry, I didn't quite get that.";
    public const string OfferCallBack = "I'm sorry, I still didn't get that. Shall I have someone call you back?";
    public const string AskCallBackAbout = "Shall I have someone call you back about it?";
    public const string OfferQuestion = "I can't answer that one myself. " + AskCallBackAbout;
    public const string TeamWillTell = "I can't say that for sure; our team will tell you when they get in touch.";
    public const string ChangeByPerson = "Your order is already in. I'll have someone call you back to change it.";
    public const string EarlierByPerson = "I can't see earlier orders. I'll have someone call you back about it.";
    public const string MoreByPerson = "I've got that. Someone will call you back to arrange it.";
    public const string AskCity = "Which city is that in?";
    public const string NotPlaced = "I'm sorry, I couldn't put the order in just now. Someone will call you back to "
        + "finish it.";
    public const string CallBackFailed = "I'm sorry, I couldn't note that just now. Please call again a little "
        + "later. Goodbye.";

    public const string OfferGoods = "Would you like to order that?";
    public const string SomethingElse = "Is there anything else I can get you?";
    public const string WhichAndHowMany = "Which of them, and how many?";

    private const int SoldMax = 3;

    public static string NotSold(string what) => $"I'm sorry, we don't sell {what}.";

    /// <summary>A few of the goods: a whole catalogue is more than an ear keeps.</summary>
    public static string Sold(ShopContext shop)
    {
        var some = string.Join(", ", shop.Items.Take(SoldMax).Select(item => item.Name));
        return shop.Items.Length > SoldMax ? $"We have {some} and more." : $"We have {some}.";
    }

    public static string This(ShopContext shop) => $"This is {shop.Name}.";

    public static string WillCallBack() => "Of course. I'll have someone call you back.";

    public static string Goodbye(ShopContext shop) => $"Thank you for calling {shop.Name}. Goodbye.";

    public static string PlacedWith(string? orderNumber) =>
        orderNumber is null ? "You're all set. " + AnythingElse
        : $"You're all set. Your order number is {orderNumber}. {AnythingElse}";

    public static string AskCallerNumber(string number) =>
        "Is the number you're calling from, ending in "
        + $"{Spaced(number[^Math.Min(4, number.Length)..])}, the best one to reach you?";

    public static string AskRestOfNumber(string half) =>
        half.Length == 7 ? "And the area code?" : $"I have {Spaced(half)}. What's the rest of the number?";

    /// <summary>One question.</summary>
    public static string Ask(string field, Draft draft, ShopContext shop) => field switch
    {
        DraftFields.Service => "What kind of work do you need done?",
        DraftFields.Name => "May I have your name, please?",
        DraftFields.Address when draft.Kind == DraftKind.Product => "What address should it go to?",
        DraftFields.Address => "What's the address where you need us?",
        DraftFields.Time => "When would you like someone to come?",
        DraftFields.Phone => "What's the best phone number to reach you?",
        DraftFields.Email => "What's the right e-mail address?",
        DraftFields.Lines => "What would you like to order?",
        _ => $"How can {shop.Name} help you?",
    };

    /// <summary>A word that shows what was taken in, when something was changed.</summary>
    public static string Noted(Draft before, Draft after) =>
        before.Kind is null && after is { Kind: DraftKind.Service, ServiceLabel: { } label }
            ? $"Sure, I can help with {label}."
        : before.Phase == DraftPhase.ReadingBack ? "I've changed that."
        : before.CustomerName is null && after.CustomerName is { } name ? $"Thanks, {name.Split(' ')[0]}."
        : before.Address is null && after.Address is not null ? "Thank you."
        : before.RequestedTime is null && after.RequestedTime is not null ? "Alright."
        : before.CustomerPhone is null && after.CustomerPhone is not null ? "Perfect."
        : "Got it.";

    /// <summary>Digits with spaces, so that they are read out one by one.</summary>
    public static string Spaced(string digits) => string.Join(' ', digits.Where(char.IsAsciiDigit));

    public static string Money(long minor, string currency) =>
        currency == "USD"
            ? (minor / 100m).ToString(minor % 100 == 0 ? "$0" : "$0.00", CultureInfo.InvariantCulture)
            : $"{Amount(minor, currency).ToString(CultureInfo.InvariantCulture)} {currency}";

    private static decimal Amount(long minor, string currency) =>
        Currency.IsKnown(currency) ? Currency.ToAmount(minor, currency) : minor / 100m;
}
