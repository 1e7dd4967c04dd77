using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>What each tool may do. Values go through the same recognisers and the same filling as words that were
/// heard, and only when the caller said them.</summary>
internal static partial class ToolRules
{
    private const double CertainScore = 10;

    public static ToolOutcome Note(ConversationState now, Heard heard, ShopContext shop, NoteFields fields)
    {
        if (now.Draft.IsConfirmed)
            return Refused(now, "The order is placed already. Offer that somebody calls back to change it.");

        var ground = Grounding.Of(now, heard, shop);
        var refusals = new List<string>();
        var heardFields = new Hearing
        {
            Said = Utterance.Of(""),
            Name = Name(fields.Name, ground, refusals),
            Phone = Phone(fields.Phone, shop, ground, refusals),
            Address = Address(fields.Address, shop, ground, refusals),
            Email = Email(fields.Email, ground, refusals),
            Time = Time(fields.Time, now, shop, ground, refusals),
            Service = Service(fields.Service, heard, shop, refusals),
            Lines = Lines(fields.Items, now.Draft.Lines, shop, ground, refusals),
            Priority = fields.Priority,
            IsCorrection = true,
            NamedField = fields.Service is null ? null : DraftFields.Service,
        };
        var filled = DraftFilling.Fill(now, heardFields, heard.TurnNo, shop);
        var draft = DraftRules.WithIntent(filled.Draft, heardFields, now, heard.TurnNo, shop);
        draft = DraftRules.WithDescription(
            draft, heardFields with { Said = Utterance.Of(heard.Text) }, heard.TurnNo);
        var isChanged = !DraftComparer.IsSame(draft, now.Draft);
        draft = draft with
        {
            Missing = DraftRules.Missing(draft, now.Declined),
            // What was read back is no longer what stands there.
            Phase = isChanged && draft.Phase == DraftPhase.ReadingBack ? DraftPhase.Collecting : draft.Phase,
        };
        return new ToolOutcome(isChanged ? filled with { Draft = draft } : now, Summary(draft, isChanged, refusals));
    }

    public static ToolOutcome ReadBack(ConversationState now, ShopContext shop)
    {
        if (now.Draft.IsConfirmed)
            return Refused(now, "The order is placed already.");
        var reply = Asking.Next(now, shop, "");
        return reply.State.Draft.Phase == DraftPhase.ReadingBack
            ? new ToolOutcome(reply.State, "Read back.", reply.Text)
            : Refused(now, $"Not yet. Ask for: {string.Join(", ", Missing(now))}.");
    }

    /// <summary>Only what <c>Rules</c> itself would place on these words, and nothing that was changed since.</summary>
    public static ToolOutcome Confirm(
        ConversationState before, ConversationState now, Heard heard, ShopContext shop)
    {
        if (now.Draft.IsConfirmed)
            return Refused(now, "The order is placed already.");
        if (before.Draft.Phase != DraftPhase.ReadingBack || !DraftComparer.IsSame(before.Draft, now.Draft))
            return Refused(now, "Nothing is placed. First read the draft back; the caller has to say yes to it.");
        var reply = DialogueRules.Decide(before, heard, shop);
        return reply.Action == AgentAction.PlaceOrder
            ? new ToolOutcome(reply.State, "Placed.", reply.Text, reply.Action)
            : Refused(now, "Nothing is placed: this was no clear yes to the whole read-back. Ask again.");
    }

    public static ToolOutcome CallBack(ConversationState now, CallBackReason reason, Heard heard)
    {
        var reply = DialogueRules.CallBack(now, reason, Phrases.WillCallBack(), heard.TurnNo);
        return new ToolOutcome(reply.State, "Noted.", reply.Text, reply.Action, reason);
    }

    /// <summary>Nobody is hung up on in the middle of an order, unless they took leave.</summary>
    public static ToolOutcome End(ConversationState now, Heard heard, ShopContext shop)
    {
        var said = Utterance.Of(heard.Text).Text;
        var isLeaving = IntentRecognizer.Leaving(said) is DraftIntent.Goodbye or DraftIntent.WrongNumber;
        if (now.Draft is { Kind: not null, IsConfirmed: false } && !isLeaving)
            return Refused(now, "The order is not placed and the caller has not said goodbye. Go on.");
        var closed = now.Draft.IsConfirmed ? now : DialogueRules.Abandon(now, now.Draft.Intent, turn: null);
        return new ToolOutcome(closed, "Ended.", Phrases.Goodbye(shop), AgentAction.EndCall);
    }

    /// <summary>Which missing field a question was about, for whoever goes on after it.</summary>
    public static string? AskedFor(Draft draft, string said)
    {
        if (!said.TrimEnd().EndsWith('?'))
            return null;
        var question = said[(said.TrimEnd('?', ' ').LastIndexOfAny(['.', '?', '!']) + 1)..].ToLowerInvariant();
        var named = CorrectionRecognizer.NamedField(question)
            ?? (When.IsMatch(question) ? DraftFields.Time : Where.IsMatch(question) ? DraftFields.Address : null);
        return named is not null && draft.Missing.Contains(named) ? named : draft.Missing.FirstOrDefault();
    }

    private static HeardName? Name(string? value, Grounding ground, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (NameShape.IsMatch(value) && ground.Said(value))
            return new HeardName(string.Join(' ', value.Split(' ').Select(NameWord)), NameCue.Strong);
        refusals.Add("name: the caller did not say that");
        return null;
    }

    private static HeardPhone? Phone(string? value, ShopContext shop, Grounding ground, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        var e164 = value == NoteFields.CallerPhone ? shop.CallerNumber
            : PhoneRecognizer.ToE164(digits, value.TrimStart().StartsWith('+'));
        if (e164 is not null && (e164 == shop.CallerNumber || ground.SaidDigits(digits)))
            return new HeardPhone(digits, e164);
        refusals.Add("phone: not a whole number that the caller said; ask for it");
        return null;
    }

    private static DraftAddress? Address(
        string? value, ShopContext shop, Grounding ground, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (ground.Said(value)
            && AddressRecognizer.Find(Utterance.Of(value), isAwaited: true, shop.Cities) is { Line1: not null } address)
        {
            return address;
        }

        refusals.Add("address: no street address that the caller said; ask for it");
        return null;
    }

    private static string? Email(string? value, Grounding ground, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (EmailRecognizer.Find(Utterance.Of(value)) is { } email && ground.SaidLetters(email))
            return email;
        refusals.Add("email: not what the caller said; ask to spell it");
        return null;
    }

    private static DraftTime? Time(
        string? value, ConversationState now, ShopContext shop, Grounding ground, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (ground.Said(value)
            && TimeRecognizer.Find(Utterance.Of(value), isAwaited: true, shop, now.Draft.RequestedTime) is { } time)
        {
            return time;
        }

        refusals.Add("time: no day or hour in the caller's own words; ask for it");
        return null;
    }

    private static HeardService? Service(string? value, Heard heard, ShopContext shop, List<string> refusals)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (shop.Services.FirstOrDefault(service =>
            string.Equals(service.Label, value.Trim(), StringComparison.OrdinalIgnoreCase)) is { } offered)
        {
            return new HeardService(offered.Category, offered.Label, CertainScore);
        }

        var found = ServiceRecognizer.Find(Utterance.Of(value), shop)
            ?? ServiceRecognizer.Find(Utterance.Of(heard.Text), shop);
        if (found is null)
            refusals.Add("service: not understood; name one of the catalogue, or ask what is needed");
        return found is null ? null : found with { Score = CertainScore };
    }

    private static ImmutableArray<DraftLine> Lines(
        ImmutableArray<string> items, ImmutableArray<DraftLine> known, ShopContext shop, Grounding ground,
        List<string> refusals)
    {
        if (items.IsDefaultOrEmpty)
            return [];
        var lines = ImmutableArray.CreateBuilder<DraftLine>();
        foreach (var item in items.Take(LineRecognizer.LinesMax))
        {
            var found = LineRecognizer.Find(Utterance.Of(item), shop.Items, known);
            if (found is [var line] && (ground.SaidQuantity(line.Quantity) || IsDropped(line)))
                lines.Add(line);
            else
                refusals.Add("item: not sold here, which you have to say, or another number than the caller said");
        }

        return lines.ToImmutable();

        bool IsDropped(DraftLine line) => line.Quantity == 0 && known.Any(ordered => ordered.Name == line.Name);
    }

    private static string Summary(Draft draft, bool isChanged, List<string> refusals)
    {
        var missing = draft.Missing.IsEmpty ? "nothing, read it back now" : string.Join(", ", draft.Missing);
        var refused = refusals.Count == 0 ? "" : $" Refused: {string.Join("; ", refusals)}.";
        return $"{(isChanged ? "Noted." : "Nothing new.")}{refused} Still missing: {missing}.";
    }

    private static ImmutableArray<string> Missing(ConversationState state) =>
        DraftRules.Missing(state.Draft, state.Declined) is { IsEmpty: false } missing ? missing : [Topics.City];

    private static ToolOutcome Refused(ConversationState now, string why) => new(now, why);

    private static string NameWord(string word) =>
        word.Any(char.IsUpper) && !word.All(char.IsUpper) ? word : NameRecognizer.Case(word);

    [GeneratedRegex(@"^[\p{L}][\p{L}'’. -]{0,79}$")]
    private static partial Regex NameShape { get; }

    [GeneratedRegex(@"\b(?:when|what time|which day)\b")]
    private static partial Regex When { get; }

    [GeneratedRegex(@"\bwhere\b")]
    private static partial Regex Where { get; }
}
