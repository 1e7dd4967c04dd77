namespace Platform.Stock;

/// <summary>The words that the database keeps and HTTP speaks.</summary>
public static class StockWords
{
    public static string Of(MovementKind kind) => kind switch
    {
        MovementKind.Received => "received",
        MovementKind.Adjusted => "adjusted",
        MovementKind.Counted => "counted",
        MovementKind.Reserved => "reserved",
        MovementKind.Released => "released",
        MovementKind.Expired => "expired",
        MovementKind.Sold => "sold",
        MovementKind.Returned => "returned",
    };

    public static string Of(ReservationStatus status) => status switch
    {
        ReservationStatus.Active => "active",
        ReservationStatus.Committed => "committed",
        ReservationStatus.Released => "released",
        ReservationStatus.Expired => "expired",
        ReservationStatus.Returned => "returned",
    };

    /// <summary>Reads a word that <c>Of</c> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none of them.</exception>
    public static T Read<T>(string word, Func<T, string> of)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (of(value) == word)
                return value;
        }

        throw new InvalidDataException($"\"{word}\" is no {typeof(T).Name}.");
    }
}
