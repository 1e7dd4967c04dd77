using System.Text;
using System.Text.Json;

namespace Platform.Http;

/// <summary>What the deserialiser takes and nothing behind it can: null in a list, a null character and half a
/// character in a text.</summary>
internal static class JsonDoubts
{
    private const int DepthMax = 64;

    /// <summary>Whether a body may hold such a thing; it is looked at closely only then. What is not JSON is left to
    /// who reads it.</summary>
    public static bool In(ReadOnlySpan<byte> body) =>
        body.IndexOf("\\u0000"u8) >= 0 || body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0
        || (body.IndexOf("null"u8) >= 0 && HasNullInList(body));

    /// <summary>What is wrong with the texts and names in a value, or null.</summary>
    public static string? WrongText(JsonElement element)
    {
        var raw = element.GetRawText();
        if (!raw.Contains("\\u", StringComparison.Ordinal))
            return null;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(raw));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && reader.ValueIsEscaped && WrongText(ref reader) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? WrongText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal)
                ? "must not hold a null character"
                : null;
        }
        catch (InvalidOperationException)
        {
            return "must hold whole characters only";
        }
    }

    private static bool HasNullInList(ReadOnlySpan<byte> body)
    {
        // Bit n says whether what is open at depth n is a list.
        var lists = 0UL;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (reader.Read())
            {
                var depth = reader.CurrentDepth;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray:
                        lists |= 1UL << depth;
                        break;
                    case JsonTokenType.StartObject:
                        lists &= ~(1UL << depth);
                        break;
                    case JsonTokenType.Null when depth > 0 && (lists & (1UL << (depth - 1))) != 0:
                        return true;
                    default:
                        break;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
