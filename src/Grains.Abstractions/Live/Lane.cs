namespace Platform.Live;

/// <summary>Consumers share the log by lanes: all events of an account are in one lane, so their order is
/// kept.</summary>
public static class Lane
{
    /// <summary>How many there are. Never changes: positions are kept per lane.</summary>
    public const int Count = 16;

    /// <summary>The lane of an account's events, 0 for the platform's own. <c>platform_lane</c> in SQL is the
    /// same.</summary>
    public static short Of(Guid? accountId)
    {
        if (accountId is not { } id)
            return 0;

        // Bytes 7 and 15 of a version 7 id are random; byte 0 makes it hold for other ids, too.
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (short)((bytes[0] ^ bytes[7] ^ bytes[15]) & (Count - 1));
    }
}
