namespace Platform.Commits;

/// <summary>A moment as it is stored.</summary>
public static class StoredTime
{
    /// <summary>Cut to the microsecond, as the database keeps it: who is answered at once is told the time that is
    /// read later.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
