using System.Buffers;
using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Finds orders by words in their number, name, telephone, label or business.</summary>
internal static class OrderSearch
{
    /// <summary>With more matches than this a list walks through the orders in its own order: a page fills
    /// soon.</summary>
    public const int FoundMax = 1_000;

    private const int WordsMax = 8;
    private const int WordLengthMax = 60;
    private const int PhoneDigitsMin = 4;

    // Trigrams know words of three letters and more.
    private const int IndexedLengthMin = 3;

    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789+-()./ ");

    private const string Sql = "select * from order_search($1, $2, $3)";

    /// <summary>The patterns that all have to match, the longest first.</summary>
    public static IReadOnlyList<string> Patterns(string text) =>
    [
        .. Words(text)
            .Take(WordsMax)
            .Select(word => word.Length > WordLengthMax ? word[..WordLengthMax] : word)
            .OrderByDescending(word => word.Length)
            .Select(word => $"%{Escape(word)}%"),
    ];

    /// <summary>The orders that match, or null when they are too many or the words too short to look up.</summary>
    public static async Task<IReadOnlyList<Guid>?> FindAsync(
        PlatformDatabase database, Guid accountId, string text, CancellationToken cancellationToken)
    {
        var patterns = Patterns(text);
        if (patterns.Count == 0 || patterns[0].Length < IndexedLengthMin + 2)
            return null;

        NpgsqlParameter[] parameters =
        [
            new NpgsqlParameter<string> { TypedValue = patterns[0] },
            new NpgsqlParameter<string[]> { TypedValue = [.. patterns.Skip(1)] },
            new NpgsqlParameter<int> { TypedValue = FoundMax + 1 },
        ];
        var found = await database.ReadAsync(
            accountId, Sql, parameters, reader => reader.GetGuid(0), cancellationToken);
        return found.Value.Count > FoundMax ? null : found.Value;
    }

    // A telephone number is one word, however it is written: only its digits are stored.
    private static string[] Words(string text)
    {
        var lower = text.ToLowerInvariant();
        var isPhone = !lower.AsSpan().ContainsAnyExcept(PhoneCharacters)
            && lower.Count(char.IsAsciiDigit) >= PhoneDigitsMin;
        return isPhone
            ? [string.Concat(lower.Where(char.IsAsciiDigit))]
            : lower.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Escape(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
