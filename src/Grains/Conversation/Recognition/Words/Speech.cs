namespace Platform.Conversation;

/// <summary>Drops what speech is full of and means nothing: fillers, repeated words.</summary>
internal static class Speech
{
    private static readonly HashSet<string> Fillers =
        [.. "um umm uh uhh uhm er erm hm hmm mm mhm ah eh".Split(' ')];

    // A yes or a no that is hummed is an answer, and no filler.
    private static readonly Dictionary<(string, string), string> Hummed = new()
    {
        [("uh", "huh")] = "uhhuh",
        [("mm", "hmm")] = "uhhuh",
        [("mm", "hm")] = "uhhuh",
        [("m", "hm")] = "uhhuh",
        [("uh", "uh")] = "nope",
        [("nuh", "uh")] = "nope",
    };

    // After these, "like" is a verb or a comparison.
    private static readonly HashSet<string> BeforeLike =
        [.. ("i'd i would we'd we you you'd they he she looks look looking sounds sound smells smell feels feel "
            + "something "
        + "anything seems just don't doesn't didn't more much it's is was really also should is's acts acting")
            .Split(' ')];

    public static List<Word> Clean(List<Word> words)
    {
        var kept = new List<Word>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (kept.Count == 0 && i + 1 < words.Count && !word.Break
                && Hummed.TryGetValue((word.Text, words[i + 1].Text), out var answer))
            {
                kept.Add(words[++i] with { Text = answer, Start = word.Start });
                continue;
            }

            if (IsStutter(kept, word))
            {
                // The second one stays: what follows belongs to it.
                kept[^1] = word;
                continue;
            }

            if (IsFiller(words, i))
            {
                if (word.Break && kept.Count > 0)
                    kept[^1] = kept[^1] with { Break = true };
                continue;
            }

            kept.Add(word);
        }

        // Somebody who only hums has still made a sound, and it may be all that there is ("mhm").
        return kept.Count > 0 ? kept : words;
    }

    private static bool IsFiller(List<Word> words, int at)
    {
        var text = words[at].Text;
        if (Fillers.Contains(text))
            return text != "mhm" || at > 0;
        if (text == "like")
            return at == 0 || !BeforeLike.Contains(words[at - 1].Text);
        var next = at + 1 < words.Count ? words[at + 1].Text : "";
        var before = at > 0 ? words[at - 1].Text : "";
        return (text, next) is ("you", "know") && before is not ("do" or "did" or "if" or "let" or "as")
            || (before, text) is ("you", "know")
            && (at < 2 || words[at - 2].Text is not ("do" or "did" or "if" or "let" or "as"))
            || (text, next) is ("kind", "of") or ("sort", "of")
            && before is not ("what" or "some" or "any" or "a" or "this")
            || (before, text) is ("kind", "of") or ("sort", "of")
                && (at < 2 || words[at - 2].Text is not ("what" or "some" or "any" or "a" or "this"));
    }

    private static bool IsStutter(List<Word> kept, Word word) =>
        kept.Count > 0 && kept[^1].Text == word.Text && !word.IsNumber && !word.IsLetter
        && word.Text is not ("no" or "new" or "double");
}
