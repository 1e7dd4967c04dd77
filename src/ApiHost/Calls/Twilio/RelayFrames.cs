using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Calls.Twilio;

/// <summary>What we say over the conversation's WebSocket. Only members that every description of the protocol agrees
/// on.</summary>
internal static class RelayFrames
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A piece of speech; the last one closes the agent's turn.</summary>
    public static byte[] Text(string token, bool isLast) => Write(json =>
    {
        json.WriteString("type", "text");
        json.WriteString("token", token);
        json.WriteBoolean("last", isLast);
    });

    /// <summary>Ends the conversation; the data comes back with the action request.</summary>
    public static byte[] End(string? handoffData) => Write(json =>
    {
        json.WriteString("type", "end");
        if (handoffData is not null)
            json.WriteString("handoffData", handoffData);
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
