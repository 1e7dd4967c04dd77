using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Puts what was heard into the draft. A field that is filled changes only when it was asked for, corrected,
/// or said with its own name; what is said in passing does not overwrite it.</summary>
internal static partial class DraftFilling
{
    public static ConversationState Fill(ConversationState state, Hearing heard, int turn, ShopContext shop)
    {
        var draft = state.Draft;
        var mayReplace = heard.IsCorrection || draft.Phase == DraftPhase.ReadingBack;
        var pending = state.Pending;
        draft = Swapped(draft, heard, turn);
        if (heard.Email is { } email && (draft.Email is null || mayReplace || state.Awaiting == DraftFields.Email))
            draft = (draft with { Email = email }).From(DraftFields.Email, turn);
        (draft, pending) = Phone(draft, pending, state, heard, mayReplace, turn);
        draft = AddressFilling.Fill(draft, state, heard, mayReplace, turn, shop);
        draft = Time(draft, state, heard, mayReplace, turn);
        draft = Name(draft, state, heard, mayReplace, turn);
        draft = Lines(draft, state, heard, turn);
        if (draft.Kind != DraftKind.Product)
            draft = Service(draft, state, heard, turn);
        if (heard.Priority is { } priority && priority != draft.Priority
            && (!draft.FieldTurns.ContainsKey(DraftFields.Priority) || mayReplace || priority > draft.Priority
            || priority == DraftPriority.Low))
        {
            draft = (draft with { Priority = priority }).From(DraftFields.Priority, turn);
        }

        return state with { Draft = draft, Pending = pending };
    }

    /// <summary>The draft with a note on which turn a field came from.</summary>
    public static Draft From(this Draft draft, string field, int turn) =>
        draft with { FieldTurns = draft.FieldTurns.SetItem(field, turn) };

    // "124, not 123": wherever the old one stands, the new one goes.
    private static Draft Swapped(Draft draft, Hearing heard, int turn)
    {
        foreach (var swap in heard.Swaps)
        {
            if (draft.Address is { } address && Swapped(address, swap) is { } moved)
                draft = (draft with { Address = AddressFilling.Raw(moved) }).From(DraftFields.Address, turn);
            else if (swap.In(draft.CustomerName) is { } name)
                draft = (draft with { CustomerName = name }).From(DraftFields.Name, turn);
            else if (Swapped(draft.CustomerPhone, swap) is { } phone)
                draft = (draft with { CustomerPhone = phone }).From(DraftFields.Phone, turn);
            else if (heard.Time is null && Swapped(draft.RequestedTime, swap) is { } time)
                draft = (draft with { RequestedTime = time }).From(DraftFields.Time, turn);
            else if (draft.Kind == DraftKind.Product && heard.Lines.IsEmpty && Swapped(draft.Lines, swap) is { } line)
                draft = WithLines(draft, [line], turn);
        }

        return draft;
    }

    private static DraftAddress? Swapped(DraftAddress address, Swap swap) =>
        swap.In(address.Line1) is { } line1 ? address with { Line1 = line1 }
        : swap.In(address.Line2) is { } line2 ? address with { Line2 = line2 }
        : swap.In(address.City) is { } city ? address with { City = city }
        : swap.In(address.PostalCode) is { } zip ? address with { PostalCode = zip }
        : null;

    private static string? Swapped(string? phone, Swap swap)
    {
        var (old, added) = (swap.Old.Split(' ')[0], swap.New.Split(' ')[^1]);
        return phone is not null && old.Length >= 2 && old.Length == added.Length
            && old.All(char.IsAsciiDigit) && phone.EndsWith(old, StringComparison.Ordinal)
                ? phone[..^old.Length] + added
                : null;
    }

    // "Ten, not nine", where nine is the hour.
    private static DraftTime? Swapped(DraftTime? time, Swap swap) =>
        time is { From: { } from, To: { } to } && from == to && from.Minute == 0
        && from.Hour == HourWords.WorkingHour(swap.Old.Split(' ')[0])
        && HourWords.WorkingHour(swap.New.Split(' ')[^1]) is { } hour
            ? new DraftTime(swap.New, from.AddHours(hour - from.Hour), to.AddHours(hour - to.Hour))
            : null;

    // "Three, not two", where two of one thing are ordered.
    private static DraftLine? Swapped(ImmutableArray<DraftLine> lines, Swap swap)
    {
        var meant = lines.Where(line => line.Quantity.ToString(CultureInfo.InvariantCulture) == swap.Old.Split(' ')[0])
            .ToList();
        return meant is [var only]
            && LineRecognizer.QuantityAlone(swap.New.Split(' ')[^1], isAwaited: true) is { } count
            ? only with { Quantity = count }
            : null;
    }

    private static (Draft Draft, string? Pending) Phone(
        Draft draft, string? pending, ConversationState state, Hearing heard, bool mayReplace, int turn)
    {
        var isAwaited = state.Awaiting is DraftFields.Phone or Topics.CallerNumber;
        if (mayReplace && draft.CustomerPhone is { } old && EndsIn.Match(heard.Said.Text) is { Success: true } end
            && end.Groups["digits"].Value is var last && last.Length < old.Length)
        {
            return ((draft with { CustomerPhone = old[..^last.Length] + last }).From(DraftFields.Phone, turn), pending);
        }

        if (heard.Phone is not { } phone)
            return (draft, pending);
        if (phone.E164 is null && state.Awaiting == Topics.CallerNumber && heard.Answer == Answer.Yes)
            return (draft, pending);
        var e164 = phone.E164 ?? Joined(pending, phone.Digits);
        if (e164 is null)
            return (draft, (pending + phone.Digits).Length <= 10 ? pending + phone.Digits : phone.Digits);
        return draft.CustomerPhone is null || mayReplace || isAwaited || heard.NamedField == DraftFields.Phone
            ? ((draft with { CustomerPhone = e164 }).From(DraftFields.Phone, turn), null)
            : (draft, pending);
    }

    // The area code comes after the rest, or the rest after the area code.
    private static string? Joined(string? pending, string digits) =>
        string.IsNullOrEmpty(pending) ? null
        : PhoneRecognizer.ToE164(pending.Length == 7 && digits.Length == 3 ? digits + pending
        : pending + digits, isInternational: false);

    private static Draft Time(Draft draft, ConversationState state, Hearing heard, bool mayReplace, int turn)
    {
        if (heard.Time is not { } time)
            return draft;
        var known = draft.RequestedTime;
        // The same again, in other words, is no change.
        if (known?.From is not null && known.From == time.From && known.To == time.To)
            return draft;
        // What is said in passing may narrow what is known, and moves nothing: "don't ring after six".
        var isRefined = known?.From is not null && time.From is not null
            && (state.Awaiting == DraftFields.Time || (time.From >= known.From && time.To <= known.To));
        return known?.From is null || mayReplace || state.Awaiting == DraftFields.Time || isRefined
            ? (draft with { RequestedTime = isRefined && !mayReplace ? Refined(known!, time) : time })
                .From(DraftFields.Time, turn)
            : draft;
    }

    private static DraftTime Refined(DraftTime known, DraftTime time) =>
        known.Text.Contains(time.Text, StringComparison.OrdinalIgnoreCase) ? known
        : time.From!.Value.Date == known.From!.Value.Date ? time with { Text = $"{known.Text}, {time.Text}" }
        : time;

    private static Draft Name(Draft draft, ConversationState state, Hearing heard, bool mayReplace, int turn)
    {
        var isAwaited = state.Awaiting == DraftFields.Name;
        var known = draft.CustomerName;
        if (heard.Name is { } name
            && (known is null || isAwaited
            || (mayReplace && (name.Cue == NameCue.Strong || state.Awaiting == Topics.Change || heard.IsCorrection))
                || (name.Cue == NameCue.Strong && heard.NamedField == DraftFields.Name) || IsFuller(known, name.Name)))
        {
            // "It's Kristin", of Kristen Holt: one word of the name was misheard, the other stays.
            var isOneOf = known is not null && !name.Name.Contains(' ', StringComparison.Ordinal)
                && SpelledName.IsOf(known, name.Name);
            draft = (draft with { CustomerName = isOneOf ? SpelledName.Apply(known, name.Name) : name.Name })
                .From(DraftFields.Name, turn);
        }

        if (heard.Spelled is { } spelled
            && (isAwaited || heard.Name is not null || heard.NamedField == DraftFields.Name
                || SpelledName.IsOf(draft.CustomerName, spelled)))
        {
            draft = (draft with { CustomerName = SpelledName.Apply(draft.CustomerName, spelled) })
                .From(DraftFields.Name, turn);
        }

        return draft;
    }

    // "John" first, "John Smith" later.
    private static bool IsFuller(string known, string name) =>
        name.Length > known.Length && name.StartsWith(known + " ", StringComparison.OrdinalIgnoreCase);

    private static Draft Lines(Draft draft, ConversationState state, Hearing heard, int turn)
    {
        var text = heard.Said.Free();
        // "My hose is leaking, can someone come": named, but nobody wants to buy one.
        var isService = draft.Kind == DraftKind.Service
            || (draft.Kind is null && heard.Service is { Score: >= 2 } && !IntentRecognizer.Buys(text));
        var isAsking = heard.IsQuestion && draft.Kind is null && !IntentRecognizer.WantsGoods(text);
        var lines = heard.Lines;
        if (LineRecognizer.QuantityAlone(text, state.Awaiting is DraftFields.Lines or Topics.OfferBooking) is { } count
            && (lines.IsEmpty ? draft.Lines : lines) is [var only])
        {
            lines = [only with { Quantity = count }];
        }

        if (lines.Length == 0 || isService)
            return draft;
        // What was only asked about is kept in mind, for a "yes, two of them".
        return isAsking
            ? draft with { Lines = lines }
            : WithLines(draft, lines, turn);
    }

    private static Draft WithLines(Draft draft, ImmutableArray<DraftLine> lines, int turn) => (draft with
    {
        Kind = DraftKind.Product,
        Lines = LineRecognizer.Merge(draft.Kind is null ? [] : draft.Lines, lines),
    }).From(DraftFields.Lines, turn);

    [GeneratedRegex(@"\b(?:ends? (?:in|with)|ending (?:in|with)|last (?:two|three|four|2|3|4)(?: digits)?(?: are"
        + @"| is| should be)?) (?<digits>\d{2,4})\b|\b(?<digits>\d{2,4}) (?:at|in|on) the end\b")]
    private static partial Regex EndsIn { get; }

    private static Draft Service(Draft draft, ConversationState state, Hearing heard, int turn)
    {
        if (heard.Service is not { } service)
            return draft;
        // "No, I want the house cleaned": other work, unless the words are about another field.
        var isTakenBack = heard.IsCorrection || state.Awaiting == Topics.Change;
        var isBetter = draft.ServiceLabel is null
            || (isTakenBack && service.Score >= 2 && heard.NamedField is null or DraftFields.Service)
            || (draft.Missing.Contains(DraftFields.Service) && service.Score >= 1);
        return isBetter
            ? (draft with { ServiceCategory = service.Category, ServiceLabel = service.Label })
                .From(DraftFields.Service, turn).From(DraftFields.ServiceLabel, turn)
            : draft;
    }
}
