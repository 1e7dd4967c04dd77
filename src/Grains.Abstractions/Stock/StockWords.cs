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
}
