using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Everything that was heard in one utterance.</summary>
internal sealed partial record Hearing
{
    public required Utterance Said { get; init; }
    public string? Email { get; init; }
    public HeardPhone? Phone { get; init; }
    public DraftAddress? Address { get; init; }
    public DraftTime? Time { get; init; }
    public HeardName? Name { get; init; }
    public string? Spelled { get; init; }
    public HeardService? Service { get; init; }
    public ImmutableArray<DraftLine> Lines { get; init; } = [];

    /// <summary>Goods that were asked for and that the shop does not sell, in the caller's words.</summary>
    public string? Unsold { get; init; }
    public DraftPriority? Priority { get; init; }
    public Answer Answer { get; init; }

    /// <summary>Whether it begins with a no: "no, that's alright" turns an offer down, and agrees to a
    /// read-back.</summary>
    public bool IsRefusal => AnswerRecognizer.IsRefusal(Said.Text);
    public DraftIntent Leaving { get; init; }
    public bool IsQuestion { get; init; }
    public bool IsCorrection { get; init; }
    public string? NamedField { get; init; }
    public ImmutableArray<Swap> Swaps { get; init; } = [];

    /// <summary>Whether a field of the order was heard.</summary>
    public bool HasField => Email is not null || Phone is not null || Address is not null || Time is not null
        || Name is not null || Spelled is not null || Lines.Length > 0;

    /// <summary>Listens for everything, the most recognisable first; each takes its words out.</summary>
    public static Hearing Of(Utterance u, ConversationState state, ShopContext shop)
    {
        var draft = state.Draft;
        var awaiting = state.Awaiting;
        var isCorrection = CorrectionRecognizer.IsCorrection(u.Text);
        var isQuestion = IntentRecognizer.IsQuestion(u.Text);
        ImmutableArray<Swap> swaps = isCorrection || draft.Phase == DraftPhase.ReadingBack
            ? [.. CorrectionRecognizer.Swaps(u)]
            : [];
        if (CorrectionRecognizer.Negated(u) is { } negated)
            u.Take(negated);
        var spelledFirst = awaiting == DraftFields.Name ? SpelledName.Find(u) : null;
        var email = EmailRecognizer.Find(u);
        var lines = LineRecognizer.Find(u, shop.Items, draft.Kind == DraftKind.Product ? draft.Lines : []);
        var phone = PhoneRecognizer.Find(u, awaiting is DraftFields.Phone or Topics.CallerNumber, shop.CallerNumber);
        var address = AddressRecognizer.Find(u, awaiting == DraftFields.Address
            || IsAbout(u, DraftFields.Address), shop.Cities);
        var time = isQuestion && draft.Kind is null && !IntentRecognizer.WantsService(u.Text)
            ? null
            : TimeRecognizer.Find(u, awaiting == DraftFields.Time || IsNewHour(u, draft), shop, draft.RequestedTime);
        var spelled = spelledFirst ?? SpelledName.Find(u);
        var leaving = IntentRecognizer.Leaving(u.Text);
        var name = NameRecognizer.Find(
            u, awaiting == DraftFields.Name && leaving == DraftIntent.Unknown, MayBeBareName(u, draft, leaving));
        var service = HearService(u, draft, shop);
        // "Something for my lawn", in a store that does no work, is no lawn care.
        var unsold = draft.Kind == DraftKind.Service || leaving != DraftIntent.Unknown
            || (service is not null && !shop.Services.IsEmpty)
                ? null
                : GoodsRecognizer.Unsold(u, shop, lines.Length > 0);
        return new Hearing
        {
            Said = u,
            Email = email,
            Phone = phone,
            Address = address,
            Time = time,
            Name = name,
            Spelled = spelled,
            Lines = lines,
            Service = unsold is null ? service : null,
            Unsold = unsold,
            Priority = PriorityRecognizer.Find(u.Text),
            Answer = AnswerRecognizer.Find(u.Text, draft.Phase == DraftPhase.ReadingBack),
            Leaving = leaving,
            IsQuestion = isQuestion,
            IsCorrection = isCorrection,
            NamedField = CorrectionRecognizer.NamedField(u.Text),
            Swaps = swaps,
        };
    }

    private static HeardService? HearService(Utterance u, Draft draft, ShopContext shop) =>
        draft.Kind == DraftKind.Product ? null : ServiceRecognizer.Find(u, shop);

    private static bool MayBeBareName(Utterance u, Draft draft, DraftIntent leaving) =>
        draft.CustomerName is null && draft.Kind is not null && leaving == DraftIntent.Unknown && u.Words.Count <= 6;

    private static bool IsAbout(Utterance u, string field) =>
        AddressCue.IsMatch(u.Text) && CorrectionRecognizer.NamedField(u.Text) == field;

    // "Make it four", after the read-back of an order that has a time.
    private static bool IsNewHour(Utterance u, Draft draft) =>
        draft is { Phase: DraftPhase.ReadingBack, RequestedTime.From: not null } && HourAlone.IsMatch(u.Free());

    [GeneratedRegex(@"\b(?:make (?:it|that)|move it|switch|let's (?:do|say|make it)|(?:can|could) (?:you|we) (?:do"
        + @"|make it)|how about|rather)(?: to| for| at| around)? (?:[1-9]|1[0-2])(?: instead| please| thanks)?$")]
    private static partial Regex HourAlone { get; }

    [GeneratedRegex(@"\b(?:address|located|live|location|house)\b")]
    private static partial Regex AddressCue { get; }
}

/// <summary>What a question can be about besides the draft's fields.</summary>
internal static class Topics
{
    /// <summary>Whether the number that calls is the one to reach the caller at.</summary>
    public const string CallerNumber = "caller_number";
    public const string City = "address_city";

    /// <summary>What to change after a "no".</summary>
    public const string Change = "change";
    public const string OfferCallBack = "offer_call_back";
    public const string OfferBooking = "offer_booking";
    public const string AnythingElse = "anything_else";
}
