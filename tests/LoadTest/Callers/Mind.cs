namespace Platform.LoadTest.Callers;

/// <summary>How a caller answers what the agent says. It listens for what is asked, as a person does, and knows nothing
/// of how the agent works.</summary>
internal sealed class Mind(Persona persona)
{
    private const int RepeatsMax = 3;

    private static readonly string[] Hesitations = ["Um, ", "Uh, ", "Well, "];

    private static readonly string[] SameNumber =
        ["Yes, that's fine.", "Yes, this one is good.", "Sure, use this number.", ""];

    private static readonly string[] Agreements =
        ["Yes, that's right.", "Yep, sounds good.", "That's correct, thank you.", "Perfect, yes."];

    private bool _opened;
    private int _answers;
    private bool _corrected;
    private string _lastHeard = "";
    private int _repeats;

    /// <summary>Whether the agent is looking something up, so that the caller goes on listening.</summary>
    public static bool IsAskedToWait(string heard)
    {
        var end = heard.TrimEnd().ToLowerInvariant();
        return end.EndsWith("put that in.", StringComparison.Ordinal)
            || end.EndsWith("call you back.", StringComparison.Ordinal)
            || end.EndsWith("moment.", StringComparison.Ordinal)
            || end.EndsWith("moment, please.", StringComparison.Ordinal);
    }

    /// <summary>What the caller says next, or null to hang up.</summary>
    public string? Answer(string heard)
    {
        _repeats = heard == _lastHeard ? _repeats + 1 : 0;
        _lastHeard = heard;
        if (_repeats >= RepeatsMax)
            return null;

        if (!_opened)
        {
            _opened = true;
            return Hesitantly(persona.Opening);
        }

        _answers++;
        if (persona.Wish == Wish.Leave && _answers > 2)
            return null;
        return Find(heard.ToLowerInvariant()) is { } said ? Hesitantly(said) : null;
    }

    private string? Find(string heard)
    {
        if (IsGoodbye(heard))
            return null;
        if (Mentions(heard, "anything else", "something else"))
            return "No, that's all, thank you.";
        if (Mentions(heard, "call you back", "someone to call", "have somebody call", "call-back", "callback"))
            return "Yes, please do that.";
        if (IsReadBack(heard))
            return ConfirmOrCorrect();
        if (Mentions(heard, "e-mail", "email"))
            return "No e-mail, thanks.";
        if (Mentions(heard, "address", "where", "street", "zip", "postal"))
            return persona.Address;
        if (Mentions(heard, "like to book"))
            return "Not today, thank you. Bye.";
        if (Mentions(heard, "calling from") && SameNumber[persona.Manner] is { Length: > 0 } same)
            return same;
        if (Mentions(heard, "phone", "number", "reach you", "call you"))
            return "You can use the number I'm calling from, that's " + Spoken(persona.Phone);
        if (Mentions(heard, "your name", "who am i", "name,", "name?", "name please"))
            return $"My name is {persona.Name}";
        if (Mentions(heard, "when", "what time", "what day", "which day", "suit you"))
            return Capitalised(persona.When);
        if (Mentions(heard, "what", "which service", "help you", "describe", "tell me"))
            return persona.Opening;
        return "Sorry, could you say that again?";
    }

    private string ConfirmOrCorrect()
    {
        if (!persona.Corrects || _corrected)
            return Agreements[persona.Manner];
        _corrected = true;
        return persona.Corrected;
    }

    // Not every time: nobody hums before each sentence.
    private string Hesitantly(string said)
    {
        if (!persona.IsHesitant || (_answers + persona.Manner) % 3 != 0)
            return said;
        var first = said.Split(' ', '\'')[0];
        var isCapital = first is "I" || Enum.GetNames<DayOfWeek>().Contains(first);
        return Hesitations[(_answers + persona.Manner) % Hesitations.Length]
            + (isCapital ? said : char.ToLowerInvariant(said[0]) + said[1..]);
    }

    private static bool IsReadBack(string heard) =>
        Mentions(heard, "is that right", "is that correct", "is this correct", "is this right", "did i get", "shall i",
            "all correct", "sound right", "does that sound", "read that back", "read it back", "confirm");

    private static bool IsGoodbye(string heard) =>
        Mentions(heard, "goodbye", "good bye", "have a nice", "have a good", "have a great");

    private static bool Mentions(string heard, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (heard.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string Spoken(string phone) => string.Join(' ', phone[2..].Chunk(1).Select(digit => digit[0]));

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
