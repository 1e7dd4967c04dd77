namespace Platform.LoadTest.Callers;

/// <summary>What a caller is after.</summary>
internal enum Wish
{
    Order = 1,

    /// <summary>Asks something and leaves.</summary>
    Question = 2,

    /// <summary>Wants to talk to somebody.</summary>
    Person = 3,

    /// <summary>Begins to order, and hangs up in the middle.</summary>
    Leave = 4,
}
