namespace Platform.Orders;

/// <summary>The limits of an order. The table has the same ones as constraints.</summary>
public static class OrderLimits
{
    public const int LinesMax = 100;
    public const int QuantityMax = 100_000;
    public const int NameLengthMax = 200;
    public const int EmailLengthMax = 254;
    public const int PhoneRawLengthMax = 50;
    public const int AddressPartLengthMax = 300;
    public const int DescriptionLengthMax = 4_000;
    public const int NoteLengthMax = 4_000;
    public const int LabelLengthMax = 100;
    public const int ReasonLengthMax = 500;
    public const int TrackingLengthMax = 100;
    public const int SelectedVendorsMax = 50;
    public const int FieldTurnsMax = 40;
    public const int HistoryMax = 1_000;
    public const int PaymentMethodLengthMax = 50;
    public const int PaymentReferenceLengthMax = 100;
    public const int ImageUrlLengthMax = 500;
    public const int ConversationIdLengthMax = 100;
    public const int TriggersMax = 50;
    public const int MessagesMax = 500;

    /// <summary>UTF-8 bytes of the JSON object.</summary>
    public const int MetadataBytesMax = 16 * 1024;

    /// <summary>Largest amount in minor units: 99,999,999,999.99 in a currency with cents.</summary>
    public const long AmountMinorMax = 9_999_999_999_999;

    /// <summary>How long a completed or cancelled order can be opened again.</summary>
    public static readonly TimeSpan ReopenWindow = TimeSpan.FromDays(14);

    /// <summary>How long a draft waits to be placed before it expires.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromHours(24);

    /// <summary>How long the wanted time may have been over when it is typed.</summary>
    public static readonly TimeSpan WantedAgoMax = TimeSpan.FromHours(1);

    /// <summary>How far ahead the wanted time may be when it is typed: ten years.</summary>
    public static readonly TimeSpan WantedAheadMax = TimeSpan.FromDays(3653);

    /// <summary>How long the stock may take to answer before the order asks again.</summary>
    public static readonly TimeSpan ReservationPatience = TimeSpan.FromSeconds(30);
}
