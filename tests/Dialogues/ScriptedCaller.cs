using System.Text.RegularExpressions;

namespace Platform.Dialogues;

/// <summary>Plays a script: listens to what the agent asks and answers it. Knows nothing of how the agent works, so
/// it can
/// sit behind a telephone line as well as beside the agent.</summary>
public sealed partial class ScriptedCaller(CallerScript script)
{
    private readonly Dictionary<Ask, int> _said = [];

    /// <summary>What the caller says now; null when they have nothing more to say and hang up.</summary>
    public string? Answer(string agent)
    {
        var ask = _said.Count == 0 ? Ask.Opening : Understand(agent);
        if (!script.Lines.TryGetValue(ask, out var lines))
            return Default(ask);
        var count = _said.GetValueOrDefault(ask);
        _said[ask] = count + 1;
        return lines[Math.Min(count, lines.Length - 1)];
    }

    /// <summary>What the last question is about.</summary>
    public static Ask Understand(string agent)
    {
        var question = agent.ToLowerInvariant();
        return Right.IsMatch(question) ? Ask.Confirm
            : question.Contains("call you back", StringComparison.Ordinal) ? Ask.CallBack
            : question.Contains("anything else", StringComparison.Ordinal)
            || question.Contains("what else", StringComparison.Ordinal) ? Ask.More
            : question.Contains("calling from", StringComparison.Ordinal) ? Ask.SamePhone
            : Phone.IsMatch(question) ? Ask.Phone
            : question.Contains("change", StringComparison.Ordinal) && question.EndsWith('?') ? Ask.Change
            : question.Contains("your name", StringComparison.Ordinal) ? Ask.Name
            : question.Contains("city", StringComparison.Ordinal) ? Ask.City
            : question.Contains("address", StringComparison.Ordinal) ? Ask.Address
            : question.Contains("when ", StringComparison.Ordinal) ? Ask.When
            : question.Contains("like to order", StringComparison.Ordinal) ? Ask.Goods
            : question.Contains("like to book", StringComparison.Ordinal) ? Ask.Book
            : Ask.What;
    }

    private string? Default(Ask ask)
    {
        _said[ask] = _said.GetValueOrDefault(ask) + 1;
        return _said[ask] > 2 ? null : ask switch
        {
            Ask.Confirm or Ask.Book => "yes",
            Ask.More => "no thanks bye",
            Ask.CallBack => "yes please",
            _ => null,
        };
    }

    [GeneratedRegex(@"is that right\?")]
    private static partial Regex Right { get; }

    [GeneratedRegex(@"phone number|area code|rest of the number")]
    private static partial Regex Phone { get; }
}
