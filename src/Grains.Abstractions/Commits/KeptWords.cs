namespace Platform.Commits;

/// <summary>Reads the words that closed sets of values are kept and told by: each set writes its own, such as
/// <c>OrderWords.Of</c>.</summary>
public static class KeptWords
{
    /// <summary>The value whose word this is; null when it is none of them.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="of">What writes the words.</param>
    public static T? Find<T>(string word, Func<T, string> of)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (of(value) == word)
                return value;
        }

        return null;
    }

    /// <summary>The value whose word was kept.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="of">What writes the words.</param>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static T Read<T>(string word, Func<T, string> of)
        where T : struct, Enum =>
        Find(word, of) ?? throw new InvalidDataException($"\"{word}\" is no {typeof(T).Name}.");
}
