using System.Collections.Immutable;

namespace Platform.Dialogues;

/// <summary>What a telephone and a transcriber do to speech: fillers, repeated words, no capitals, no
/// punctuation.</summary>
public static class Noise
{
    private static readonly string[] Fillers = ["um", "uh", "er", "you know,", "like,"];

    public static CallerScript Over(CallerScript script, Random random)
    {
        var isBare = random.Next(2) == 0;
        var lines = script.Lines.OrderBy(pair => pair.Key).ToImmutableDictionary(
            pair => pair.Key, pair => pair.Value.Select(line => Of(line, isBare, random)).ToImmutableArray());
        return script with { Lines = lines };
    }

    private static string Of(string line, bool isBare, Random random)
    {
        var words = line.Split(' ').ToList();
        if (random.Next(3) == 0)
            words.Insert(0, random.Pick(Fillers[..3]));
        if (random.Next(6) == 0 && words.Count > 4 && words[1].All(char.IsAsciiLetterLower) && words[1].Length > 1
            && !IsNumber(words[1]))
        {
            words.Insert(1, words[1]);
        }

        var text = string.Join(' ', words);
        return isBare ? string.Concat(text.Where(c => c is not (',' or '?' or '!')))
            .Replace(". ", " ", StringComparison.Ordinal).TrimEnd('.').ToLowerInvariant() : text;
    }

    private static bool IsNumber(string word) => CallerFacts.IsNumberName(word) || word is "double" or "no";
}
