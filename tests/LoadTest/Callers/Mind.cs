namespace Platform.LoadTest.Callers;

/// <summary>How a caller answers what the agent says. It listens for what is asked, as a person does, and knows nothing
/// of how the agent works.</summary>
internal sealed class Mind(Persona persona)
{
    private const int RepeatsMax = 3;

    private bool _opened;
    private bool _corrected;
    private string _lastHeard = "";
    private int _repeats;

    /// <summary>Whether the agent is looking something up, so that the caller goes on listening.</summary>
    public static bool IsAskedToWait(string heard)
    {
        var end = heard.TrimEnd().ToLowerInvariant();
        return end.EndsWith("put that in.", StringComparison.Ordinal)
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

        return Find(heard.ToLowerInvariant()) is { } said ? Hesitantly(said) : null;
    }

    private string? Find(string heard)
    {
        if (IsGoodbye(heard))
            return null;
        if (Mentions(heard, "anything else", "something else"))
            return "No, that's all, thank you.";
        if (IsReadBack(heard))
            return ConfirmOrCorrect();
        if (Mentions(heard, "call you back", "someone to call", "have somebody call", "call-back", "callback"))
            return "Yes, please do that.";
        if (Mentions(heard, "e-mail", "email"))
            return "No e-mail, thanks.";
        if (Mentions(heard, "address", "where", "street", "zip", "postal"))
            return persona.Address;
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
            return "Yes, that's right.";
        _corrected = true;
        return $"No, sorry, my name is {persona.Name}, the rest is fine.";
    }

    private string Hesitantly(string said) => persona.IsHesitant ? $"Um, {said}" : said;

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
