using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Decides what to answer to one utterance: a pure function of what is known and what was heard.</summary>
internal static partial class DialogueRules
{
    // Below this share of a read-back the caller has not heard what a "yes" would confirm.
    private const double HeardShareMin = 0.6;

    public static Reply Decide(ConversationState state, Heard heard, ShopContext shop)
    {
        var isCut = heard.HeardUntil is { } until && until.Length < state.LastSaid.Length * HeardShareMin;
        if (heard.HeardUntil is not null)
            state = state with { LastSaid = heard.HeardUntil };
        var u = Utterance.Of(state.Awaiting is DraftFields.Address or DraftFields.Name
            ? SpelledAloud.Fold(heard.Text) : heard.Text);
        if (u.IsEmpty)
            return Lost(state, shop, isSilent: true);
        if (IntentRecognizer.IsWaiting(u.Text))
            return Reply.Say(state, Phrases.TakeYourTime);
        if (IntentRecognizer.IsRepeat(u.Text))
            return Again(state, shop, isCut: heard.HeardUntil is not null);
        if (IntentRecognizer.IsFresh(u.Text) && !state.Draft.IsConfirmed)
            return Asking.Next(new ConversationState { History = state.History }, shop, Phrases.Again);
        var hearing = Hearing.Of(u, state, shop);
        return EarlierOrder(state, hearing, heard.TurnNo, shop)
            ?? Leaving(state, hearing, heard.TurnNo, shop)
            ?? Offered(state, hearing, shop)
            ?? Placed(state, hearing, heard.TurnNo, shop)
            ?? Heard(state, hearing, heard.TurnNo, shop, isCut);
    }

    // What was ordered before this call is not known here: a person has to look at it.
    private static Reply? EarlierOrder(ConversationState state, Hearing hearing, int turn, ShopContext shop) =>
        state.Draft.Kind is null && hearing.Leaving != DraftIntent.OptOut
            && IntentRecognizer.IsAboutEarlierOrder(hearing.Said.Text)
            ? CallBack(DraftFilling.Fill(state, hearing, turn, shop), CallBackReason.OrderTrouble,
                Phrases.EarlierByPerson, turn)
            : null;

    private static Reply? Leaving(ConversationState state, Hearing hearing, int turn, ShopContext shop)
    {
        var isFree = state.Draft.Kind is null;
        switch (hearing.Leaving)
        {
            case DraftIntent.OptOut:
                return new Reply(Abandon(state, DraftIntent.OptOut, turn), Phrases.OptedOut, AgentAction.OptOut);
            case DraftIntent.WrongNumber when !hearing.HasField:
                return new Reply(Abandon(state, DraftIntent.WrongNumber, turn), Phrases.WrongNumber,
                    AgentAction.EndCall);
            case DraftIntent.CallBack when !IsOrdering(hearing, state):
                var filled = DraftFilling.Fill(state, hearing, turn, shop);
                return CallBack(filled, CallBackReason.Asked, Phrases.WillCallBack(), turn);
            case DraftIntent.Goodbye when !hearing.HasField && !(isFree && hearing.Service is not null)
                && state.Awaiting != Topics.OfferCallBack
                && !(hearing.Answer == Answer.Yes && state.Draft.Phase == DraftPhase.ReadingBack):
                var intent = isFree && state.Draft.Intent == DraftIntent.Unknown ? DraftIntent.Goodbye
                    : state.Draft.Intent;
                var closed = state.Draft.IsConfirmed ? state : Abandon(state, intent, turn);
                return new Reply(closed, Phrases.Goodbye(shop), AgentAction.EndCall);
            default:
                return null;
        }
    }

    // "Have someone call me at 555… before they come" within an order is about the order's number.
    private static bool IsOrdering(Hearing hearing, ConversationState state) =>
        hearing.Phone is not null && state.Draft.Kind is not null && !WantsPerson.IsMatch(hearing.Said.Text);

    private static Reply? Offered(ConversationState state, Hearing hearing, ShopContext shop)
    {
        if (state.Awaiting != Topics.OfferCallBack)
            return null;
        if (hearing.HasField || hearing.Service is not null || (hearing.IsQuestion && hearing.Answer == Answer.None))
            return null;
        if (hearing.Answer == Answer.No || hearing.IsRefusal)
        {
            return hearing.Leaving == DraftIntent.Goodbye
                ? new Reply(Abandon(state, state.Draft.Intent, turn: null), Phrases.Goodbye(shop), AgentAction.EndCall)
                : Asking.Next(state with { Failures = 0 }, shop, Phrases.Again);
        }

        var reason = state.Draft.Intent == DraftIntent.Question && state.Failures == 0
            ? CallBackReason.Question
            : CallBackReason.NotUnderstood;
        return CallBack(state, reason, Phrases.WillCallBack(), turn: null);
    }

    // After the order is placed a person has to change it. Small talk ("see you tomorrow at nine") is no change.
    private static Reply? Placed(ConversationState state, Hearing hearing, int turn, ShopContext shop)
    {
        if (!state.Draft.IsConfirmed)
            return null;
        if (hearing.IsQuestion)
        {
            return Reply.Say(state with { Awaiting = Topics.AnythingElse }, Answers.To(hearing, state.Draft, shop)
                ?? Phrases.TeamWillTell);
        }

        if (IsChange(state, hearing, turn, shop))
            return new Reply(state, Phrases.ChangeByPerson, AgentAction.CreateCallBack, CallBackReason.OrderTrouble);
        if (hearing.Service is not null && WantsMore.IsMatch(hearing.Said.Text))
            return new Reply(state, Phrases.MoreByPerson, AgentAction.CreateCallBack, CallBackReason.Asked);
        return hearing.Answer == Answer.Yes && hearing.Said.Words.Count <= 2
            ? Reply.Say(state with { Awaiting = Topics.AnythingElse }, Phrases.WhatElse)
            : new Reply(state, Phrases.Goodbye(shop), AgentAction.EndCall);
    }

    private static bool IsChange(ConversationState state, Hearing hearing, int turn, ShopContext shop)
    {
        // "No" is the answer to "anything else?"; only what follows can take something back.
        var isCorrection = CorrectionRecognizer.IsCorrection(LeadingNo.Replace(hearing.Said.Text, ""));
        if (isCorrection && (hearing.NamedField is not null || hearing.HasField))
            return true;
        if (!hearing.HasField || SmallTalk.IsMatch(hearing.Said.Text))
            return false;
        var open = state with { Draft = state.Draft with { Phase = DraftPhase.ReadingBack } };
        return !DraftComparer.IsSame(DraftFilling.Fill(open, hearing, turn, shop).Draft, open.Draft);
    }

    private static Reply Heard(ConversationState state, Hearing hearing, int turn, ShopContext shop, bool isCut)
    {
        var next = DraftFilling.Fill(state, hearing, turn, shop);
        next = OwnNumber(next, hearing, turn, shop);
        var draft = DraftRules.WithIntent(next.Draft, hearing, state, turn, shop);
        draft = DraftRules.WithOtherWork(draft, hearing, state, turn);
        draft = DraftRules.WithDescription(draft, hearing, turn);
        next = next with { Draft = draft };
        var isChanged = !DraftComparer.IsSame(draft, state.Draft) || next.Pending != state.Pending;
        if (state.Draft.Phase == DraftPhase.ReadingBack && !isChanged && !hearing.IsQuestion)
            return Confirming(next, hearing, turn, shop, isCut);
        if (state.Awaiting == Topics.Change && !isChanged && hearing.NamedField is null
            && hearing.Answer != Answer.None)
        {
            return Confirming(next, hearing, turn, shop, isCut);
        }

        if (hearing.IsQuestion && Question(next, hearing, shop, isChanged) is { } answered)
            return answered;
        if (hearing.Unsold is { } unsold)
            return NotSold(Understood(next), unsold, shop, isChanged ? Phrases.Noted(state.Draft, draft) : "");
        if (!isChanged && hearing.NamedField is { } field && hearing.IsCorrection && draft.Kind is not null
            && state.Awaiting != Topics.CallerNumber)
        {
            return Asking.For(next with { Failures = 0 }, field, shop, "");
        }

        if (isChanged)
            return Asking.Next(Understood(next), shop, Phrases.Noted(state.Draft, draft));
        return Unchanged(next, hearing, shop);
    }

    private static Reply NotSold(ConversationState state, string unsold, ShopContext shop, string before)
    {
        var sorry = before.Length == 0 ? Phrases.NotSold(unsold) : $"{before} {Phrases.NotSold(unsold)}";
        return state.Draft.Kind is not null
            ? Asking.Next(state, shop, sorry)
            : Reply.Say(
                state with { Awaiting = Topics.AnythingElse }, $"{sorry} {Phrases.Sold(shop)} {Phrases.SomethingElse}");
    }

    // Nothing new, but perhaps an answer.
    private static Reply Unchanged(ConversationState state, Hearing hearing, ShopContext shop)
    {
        if (state.Draft is { Kind: DraftKind.Product, Lines.Length: > 1 }
            && LineRecognizer.QuantityAlone(hearing.Said.Free(), isAwaited: false) is not null)
        {
            return Reply.Say(Understood(state) with { Awaiting = DraftFields.Lines }, Phrases.WhichAndHowMany);
        }

        if (hearing.Answer == Answer.No && state.Awaiting == Topics.CallerNumber)
            return Asking.For(Understood(state), DraftFields.Phone, shop, "");
        if (state.Awaiting == Topics.OfferBooking && (hearing.Answer == Answer.No || hearing.IsRefusal))
            return Reply.Say(Understood(state) with { Awaiting = Topics.AnythingElse }, Phrases.AnythingElse);
        if (state.Awaiting == Topics.AnythingElse && hearing.Answer == Answer.No)
        {
            return new Reply(Abandon(state, state.Draft.Intent, turn: null), Phrases.Goodbye(shop),
                AgentAction.EndCall);
        }

        if (state.Awaiting is { } asked && Declines.IsMatch(hearing.Said.Text)
            && asked is DraftFields.Name or DraftFields.Time or DraftFields.Phone)
        {
            return Asking.Next(Understood(state) with { Declined = state.Declined.Add(asked) }, shop, Phrases.Fine);
        }

        if (state.Awaiting == Topics.City)
            return Asking.Next(Understood(state) with { Declined = state.Declined.Add(Topics.City) }, shop, "");
        if (IntentRecognizer.AsksWho(hearing.Said.Text))
            return Asking.Next(state, shop, Phrases.This(shop));
        if (IntentRecognizer.IsGreeting(hearing.Said.Text)
            || (state.Draft.Kind is null && hearing.Answer != Answer.None))
        {
            return Asking.Next(state, shop, "");
        }

        return Lost(state, shop, isSilent: false);
    }

    private static Reply Confirming(ConversationState state, Hearing hearing, int turn, ShopContext shop, bool isCut)
    {
        if (hearing.Answer == Answer.Yes && state.Draft.Missing.IsEmpty && !isCut)
        {
            var confirmed = (state.Draft with { Phase = DraftPhase.Confirmed }).From("confirmed", turn);
            return new Reply(Understood(state) with { Draft = confirmed, Awaiting = null }, Phrases.Placing,
                AgentAction.PlaceOrder);
        }

        // Yes to something else, or a value that already stands in the draft: say the whole again.
        if (hearing.Answer == Answer.Yes || hearing.HasField)
            return Asking.Next(Understood(state), shop, "");
        if (hearing.NamedField is { } field && (hearing.Answer == Answer.No || hearing.IsCorrection))
            return Asking.For(Understood(state), field, shop, "");
        if (hearing.Answer == Answer.No)
            return Reply.Say(Understood(state) with { Awaiting = Topics.Change }, Phrases.WhatToChange);
        return Lost(state, shop, isSilent: false);
    }

    private static Reply? Question(ConversationState state, Hearing hearing, ShopContext shop, bool isChanged)
    {
        var answer = Answers.To(hearing, state.Draft, shop);
        if (state.Draft.Kind is not null)
        {
            return answer is not null ? Asking.Next(Understood(state), shop, answer)
                : isChanged ? null
                : Unanswered(state, shop);
        }

        if (answer is null)
        {
            return Reply.Say(
                Understood(state) with { Awaiting = Topics.OfferCallBack },
                Answers.Unlisted(hearing, shop) ?? Phrases.OfferQuestion);
        }

        var (topic, more) = state.Draft.ServiceLabel is not null ? (Topics.OfferBooking, Phrases.OfferBooking)
            : hearing.Lines.Length > 0 ? (Topics.OfferBooking, Phrases.OfferGoods)
            : (Topics.AnythingElse, Phrases.AnythingElse);
        return Reply.Say(Understood(state) with { Awaiting = topic }, $"{answer} {more}");
    }

    private static ConversationState OwnNumber(ConversationState state, Hearing hearing, int turn, ShopContext shop) =>
        state.Awaiting == Topics.CallerNumber && hearing.Answer == Answer.Yes && hearing.Phone?.E164 is null
        && state.Draft.CustomerPhone is null && shop.CallerNumber is { } number
            ? state with { Draft = (state.Draft with { CustomerPhone = number }).From(DraftFields.Phone, turn) }
            : state;

    private static ConversationState Understood(ConversationState state) => state with { Failures = 0 };

    [GeneratedRegex(@"\b(?:also|another|one more|as well|too|need|want|would like|i'd like|book)\b")]
    private static partial Regex WantsMore { get; }

    [GeneratedRegex(@"^(?:no|nope|nah)\b ?")]
    private static partial Regex LeadingNo { get; }

    [GeneratedRegex(@"\b(?:see you|see ya|talk to you|thanks?|thank you|appreciate|bye|great|perfect|i'll (?:be|wait)"
        + @"|we'll (?:be|wait)|looking forward|have a)\b")]
    private static partial Regex SmallTalk { get; }

    [GeneratedRegex(@"\b(?:person|human|someone|somebody|manager|representative|operator|call me back|call back)\b")]
    private static partial Regex WantsPerson { get; }

    [GeneratedRegex(@"\b(?:rather not|prefer not|don't want to (?:say|give)|don't have (?:one|an|a)|i don't know"
        + @"|not sure|no idea|skip|doesn't matter|don't care|none of your|not (?:giving|telling))\b")]
    private static partial Regex Declines { get; }
}
