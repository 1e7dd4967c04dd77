using System.Text.RegularExpressions;

namespace Platform.Conversation;

/// <summary>Cuts from what was said the words that name other work than the one that is wanted: what was taken back,
/// what it is not, and where or when it happens.</summary>
internal static partial class MeantWork
{
    /// <summary>The readings of an utterance, the one to trust most first, the whole of it last.</summary>
    public static IEnumerable<string> Readings(string text)
    {
        var positive = Blot(text, HasCue.IsMatch(text) ? Denied : DeniedThing);
        var marker = Marker.Matches(positive).LastOrDefault();
        var latest = marker is null ? positive : positive[(marker.Index + marker.Length)..];
        return new[] { Main(latest), latest, Main(positive), positive, text }.Distinct();
    }

    // "A nest under the roof", "lights flicker when the dryer runs": the nest and the lights are meant.
    private static string Main(string text) => Blot(Blot(text, When), Where);

    private static string Blot(string text, Regex pattern) =>
        pattern.Replace(text, match => new string('~', match.Length));

    [GeneratedRegex(@"\b(?:no|nah|nope|actually|instead|rather|sorry|wait|i mean|forget|scratch"
        + @"|not \w+ (?:it's|but))\b")]
    private static partial Regex HasCue { get; }

    [GeneratedRegex(@"\b(?:actually|no wait|no sorry|sorry|wait|hold on|i mean|scratch that|on second thought|make that"
        + @"|make it|nah|nope|^no|no no|what i (?:really |actually )?(?:want|need)(?:ed)? is"
        + @"|(?:was going to|wanted|was thinking|thought|originally|at first)\b.*?\bbut)\b(?=.*\w)")]
    private static partial Regex Marker { get; }

    private const string Work = @"(?: (?:cleaning|repairs?|installation|service|work|maintenance|care|help|control"
        + @"|painting|mounting|trim|coloring|cut|removal|assembly))?\b";

    [GeneratedRegex(@"\b(?:not|instead of|rather than|forget)(?: about)? (?:a|an|the|my|our) \w+" + Work)]
    private static partial Regex DeniedThing { get; }

    // Of two words alone only what is no activity: "not cooling" is what is wrong with it.
    [GeneratedRegex(@"\b(?:not|instead of|rather than|forget)(?: about)?(?: (?:a|an|the|my|our|for|just))?"
        + @" (?!\w+ing\b(?! (?:it's|but|i)\b))\w+" + Work)]
    private static partial Regex Denied { get; }

    [GeneratedRegex(@"\b(?:when|whenever|while|every time|each time|after|before|because)(?: \w+)? (?:i|we|you|it"
        + @"|the|my"
        + @"|our|he|she|they|someone)\b.*$")]
    private static partial Regex When { get; }

    [GeneratedRegex(@"\b(?:(?:under|behind|near|next to|beside|beneath|above|below) (?:the|my|our|a|an) \w+"
        + @"|(?:in|on|at|from|off|through|inside|by|over) (?:the |my |our |a |an |one of the )?(?:\w+ )?(?:roof|ceiling"
        + @"|walls?|attic|basement|kitchen|bathroom|bedroom|garage|yard|house|apartment|floor|deck|porch|hallway"
        + @"|living room|closet|lawn|garden|driveway|office|building|stairs|patio|trees?|windows?|doors?|cabinets?"
        + @"|counter|shed))\b")]
    private static partial Regex Where { get; }
}
