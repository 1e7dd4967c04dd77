using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Hears how urgent it is, from what is said about it and from what has happened.</summary>
internal static partial class PriorityRecognizer
{
    public static DraftPriority? Find(string text) =>
        Low.IsMatch(text) ? DraftPriority.Low
        : Medium.IsMatch(text) ? DraftPriority.Medium
        : Urgent.IsMatch(text) ? DraftPriority.Urgent
        : High.IsMatch(text) ? DraftPriority.High
        : null;

    [GeneratedRegex(
        @"\b(?:no (?:big |real |great )?(?:rush|hurry|urgency)|not (?:\w+ )?(?:urgent|in a (?:rush|hurry)"
        + @"|an emergency|pressing|time sensitive)|isn't (?:\w+ )?(?:urgent|an emergency)|low priority|non ?urgent"
        + @"|nothing urgent|take your time|whenever (?:you|it|is|works|someone|they|there)|(?:it |that )?can wait"
        + @"|at your convenience|when you get a chance|when(?:ever)? you have time|no particular hurry"
        + @"|doesn't have to be (?:right away|today|soon))\b")]
    private static partial Regex Low { get; }

    [GeneratedRegex(@"\b(?:medium|normal|regular|standard) priority\b|\b(?:semi|somewhat) urgent\b")]
    private static partial Regex Medium { get; }

    [GeneratedRegex(
        @"\b(?:emergency|urgent(?:ly)?|asap|a s a p|(?:as )?soon as (?:\w+ ){0,2}possible|right away|(?<!"
        + TimeRecognizer.Rightly + @")right now"
        + @"|immediate(?:ly)?|at once|straight away|burst|flooding|flooded|(?:water|sewage) (?:is )?(?:everywhere"
        + @"|pouring|gushing|spraying|all over|coming)|pouring (?:out|in|down|through)|gushing|gas (?:leak|smell)"
        + @"|smell(?:s|ing)? (?:of |like )?(?:gas|burning|smoke)|spark(?:s|ing)|smoke|smoking|on fire|locked out"
        + @"|locked (?:myself|ourselves|me|us) out|can't wait|cannot wait|can't get (?:in|into|out)|dangerous"
        + @"|desperate(?:ly)?|critical|life threatening|this (?:minute|instant|second))\b"
        + @"|^(?:well |like |oh )*now(?: please| if you can)?$")]
    private static partial Regex Urgent { get; }

    [GeneratedRegex(
        @"\b(?:high priority|top priority|soon as (?:you|y'all|someone|they|we|somebody|possible)"
        + @"|pretty soon|quickly|quick as|sooner the better|in a hurry|(?:really|very|pretty|quite) important"
        + @"|time sensitive|today if (?:possible|you can)|no (?:heat|hot water|power|water|electricity|ac"
        + @"|air conditioning)|without (?:heat|hot water|power|water|electricity|ac|air)|baby|newborn|elderly"
        + @"|freezing|sweltering|boiling|getting worse|spoil\w*|overflow\w*|priority)\b")]
    private static partial Regex High { get; }
}
