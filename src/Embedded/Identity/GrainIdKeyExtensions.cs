using System.Globalization;

namespace Orleans.Runtime;

/// <summary>How numbers and GUIDs are written in a key: upper-case hexadecimal, and 32 digits without dashes.</summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        (var text, keyExt) = Split(grainId);
        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        (var text, keyExt) = Split(grainId);
        return Guid.TryParseExact(text, "N", out key);
    }

    private static (string Text, string? Extension) Split(GrainId grainId)
    {
        var text = grainId.Key.ToString();
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
    }
}
