using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>What a draft still lacks, what it is about, and what the caller said about the work.</summary>
internal static partial class DraftRules
{
    private const int DescriptionMax = 300;

    private static readonly string[] ServiceFields =
        [DraftFields.Service, DraftFields.Name, DraftFields.Address, DraftFields.Time, DraftFields.Phone];

    private static readonly string[] ProductFields =
        [DraftFields.Lines, DraftFields.Name, DraftFields.Address, DraftFields.Phone];

    /// <summary>The fields still to be asked for, in order.</summary>
    public static ImmutableArray<string> Missing(Draft draft, ImmutableArray<string> declined) =>
        draft.Kind is not { } kind
            ? [DraftFields.Intent]
            : [.. (kind == DraftKind.Product ? ProductFields : ServiceFields)
                .Where(field => !Has(draft, field) && !declined.Contains(field))];

    /// <summary>The intent after this utterance. Who orders goes on ordering, whatever is asked in between.</summary>
    public static Draft WithIntent(Draft draft, Hearing heard, ConversationState before, int turn, ShopContext shop)
    {
        if (draft.Lines.Length > 0 && draft.Kind == DraftKind.Product)
            return Set(draft, DraftIntent.OrderProduct, DraftKind.Product, turn);
        if (draft.Kind is not null)
            return draft;
        var text = heard.Said.Text;
        var isAccepted = before.Awaiting == Topics.OfferBooking && heard.Answer == Answer.Yes && !heard.IsRefusal;
        var isTold = heard.Service is not null && !heard.IsQuestion;
        var isWanted = !heard.IsQuestion && heard.Unsold is null && IntentRecognizer.WantsService(text);
        var isGoingOn = draft.ServiceLabel is not null && heard.HasField && before.Draft.Intent == DraftIntent.Question;
        var isBoth = heard.IsQuestion && heard.Service is not null
            && (heard.Address is not null || heard.Time is not null
            || (heard.Name is not null && IntentRecognizer.WantsService(text)) || Reported.IsMatch(text));
        if (isAccepted && draft.ServiceLabel is null && draft.Lines.Length > 0)
            return Set(draft, DraftIntent.OrderProduct, DraftKind.Product, turn).From(DraftFields.Lines, turn);
        // "I'd like to order", where there is nothing but goods: which ones is the next question.
        if (shop.Services.IsEmpty && !shop.Items.IsEmpty && heard.Unsold is null && IntentRecognizer.WantsToOrder(text))
            return Set(draft, DraftIntent.OrderProduct, DraftKind.Product, turn);
        if (isAccepted || isTold || isWanted || isGoingOn || isBoth)
            return Set(draft, DraftIntent.OrderService, DraftKind.Service, turn);
        return heard.IsQuestion && draft.Intent == DraftIntent.Unknown
            ? (draft with { Intent = DraftIntent.Question }).From(DraftFields.Intent, turn)
            : draft;
    }

    /// <summary>The draft with the caller's own words about the work, taken from the turn that told most about
    /// it.</summary>
    public static Draft WithDescription(Draft draft, Hearing heard, int turn)
    {
        var isTold = heard.Service is not null
            || ServiceRecognizer.ActionOf(heard.Said.Free()) == DraftCategory.Repairs;
        if (draft.Kind != DraftKind.Service || !isTold || draft.Phase != DraftPhase.Collecting)
            return draft;
        var text = Words(heard.Said);
        text = text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
        if (text.Length < 3 || (draft.Description?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false))
            return draft;
        var whole = draft.Description is null ? text : $"{draft.Description}. {text}";
        return whole.Length > DescriptionMax
            ? draft.Description is null
            ? (draft with { Description = whole[..DescriptionMax] }).From(DraftFields.Description, turn) : draft
            : (draft with { Description = whole }).From(DraftFields.Description, turn);
    }

    /// <summary>Work that no trade's words fit, told when it was asked for: a person will read the
    /// description.</summary>
    public static Draft WithOtherWork(Draft draft, Hearing heard, ConversationState before, int turn)
    {
        var isAnswer = before.Awaiting == DraftFields.Service && draft.ServiceLabel is null
            && draft.Kind == DraftKind.Service
            && !heard.IsQuestion && !heard.HasField && heard.Answer == Answer.None && heard.Said.Words.Count >= 2;
        return !isAnswer
            ? draft
            : (draft with
            {
                ServiceCategory = DraftCategory.Other,
                ServiceLabel = "Other Service",
                Description = Cut(heard.Said.Raw)
            })
                .From(DraftFields.Service, turn).From(DraftFields.Description, turn);
    }

    private static string Cut(string text) => text.Length > DescriptionMax ? text[..DescriptionMax] : text;

    private static Draft Set(Draft draft, DraftIntent intent, DraftKind kind, int turn) =>
        draft.Intent == intent && draft.Kind == kind ? draft
        : (draft with { Intent = intent, Kind = kind }).From(DraftFields.Intent, turn);

    private static bool Has(Draft draft, string field) => field switch
    {
        DraftFields.Service => draft.ServiceLabel is not null,
        DraftFields.Name => draft.CustomerName is not null,
        DraftFields.Address => draft.Address is not null,
        DraftFields.Time => draft.RequestedTime is not null,
        DraftFields.Phone => draft.CustomerPhone is not null,
        DraftFields.Lines => draft.Lines.Length > 0,
        _ => true,
    };

    // The free words, clause by clause; clauses that only greet or lead up to data say nothing about the work.
    private static string Words(Utterance u)
    {
        var clauses = new List<string>();
        var from = 0;
        for (var i = 0; i < u.Words.Count; i++)
        {
            var isEnd = i + 1 == u.Words.Count || u.Words[i].Break || u.IsTaken(i + 1) != u.IsTaken(i);
            if (!isEnd)
                continue;
            var clause = u.IsTaken(i) ? "" : u.Slice(new Span(from, i + 1));
            var plain = string.Join(' ', u.Words.Skip(from).Take(i + 1 - from).Select(word => word.Text));
            if (clause.Length > 0 && (Trades.Of(plain) is not null || ServiceRecognizer.ActionOf(plain) is not null))
                clauses.Add(Opening.Replace(clause, "").Trim());
            from = i + 1;
        }

        return string.Join(", ", clauses.Where(clause => clause.Length > 0));
    }

    [GeneratedRegex(
        @"^(?:\s*(?:hi|hello|hey|there|yes|yeah|um|uh|so|well|okay|good (?:morning|afternoon|evening)|and|but|because"
        + @"|please|thanks)\b[\s,.]*)+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening { get; }

    [GeneratedRegex(@"\b(?:mine|ours|(?:my|our) [\w ]{1,25}(?:is|are|isn't|aren't|won't|stopped|broke|keeps|has|died"
        + @"|not|quit))\b")]
    private static partial Regex Reported { get; }
}
