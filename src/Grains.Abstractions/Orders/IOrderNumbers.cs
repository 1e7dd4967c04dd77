namespace Platform.Orders;

/// <summary>Gives numbers to orders, from blocks that this process has leased: unique on the platform, gaps
/// allowed.</summary>
public interface IOrderNumbers
{
    /// <summary>The next number of a year, for example 42 of <c>ORD-2026-000042</c>.</summary>
    /// <exception cref="Commits.StorageUnavailableException">A new block could not be leased.</exception>
    ValueTask<long> NextAsync(int year, CancellationToken cancellationToken);
}

/// <summary>How a number is written and read.</summary>
public static class OrderNumber
{
    private const string Prefix = "ORD-";
    private const int YearLength = 4;
    private const int SequenceLengthMin = 6;
    private const int SequenceLengthMax = 12;

    /// <summary><c>ORD-2026-000042</c>; longer once a year has more than a million.</summary>
    public static string Of(int year, long sequence) => $"{Prefix}{year:D4}-{sequence:D6}";

    /// <summary>The canonical form of what looks like a number, in any case; null for anything else.</summary>
    public static string? TryRead(string text)
    {
        var trimmed = text.Trim();
        var dash = Prefix.Length + YearLength;
        return trimmed.Length >= dash + 1 + SequenceLengthMin
            && trimmed.Length <= dash + 1 + SequenceLengthMax
            && trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && trimmed[dash] == '-'
            && IsDigits(trimmed.AsSpan(Prefix.Length, YearLength))
            && IsDigits(trimmed.AsSpan(dash + 1))
            ? trimmed.ToUpperInvariant()
            : null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
