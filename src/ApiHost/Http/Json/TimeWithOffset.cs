using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Http;

/// <summary>A time says its offset. Without one the framework takes the server's own zone, so that the same request
/// would mean another hour on another machine.</summary>
internal sealed class TimeWithOffset : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            && SaysOffset(reader.GetString()!))
        {
            return time;
        }

        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static bool SaysOffset(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var at
        && (text.EndsWith('Z') || text.AsSpan(at).IndexOfAny('+', '-') > 0);
}
