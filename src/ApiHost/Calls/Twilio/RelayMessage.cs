using System.Globalization;
using System.Text.Json;

namespace Platform.Calls.Twilio;

/// <summary>What the provider says over the conversation's WebSocket. Pure; what is not known is <see
/// cref="RelayUnknown"/>.</summary>
internal abstract record RelayMessage
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Reads one text frame; null when it is no JSON object with a type, which only a broken peer
    /// sends.</summary>
    public static RelayMessage? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame, Options);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Text(root, "type") is { } type
                ? Read(type, root)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // Text that is no valid UTF-16, such as a lone surrogate.
        }
    }

    private static RelayMessage Read(string type, JsonElement root) => type switch
    {
        "setup" => new RelaySetup(
            Text(root, "sessionId") ?? "",
            Text(root, "accountSid") ?? "",
            Text(root, "callSid") ?? "",
            Text(root, "from"),
            Text(root, "to")),
        // Partial prompts are what may have been said; only the last is what was said. Absent means last.
        "prompt" => new RelayPrompt(Text(root, "voicePrompt") ?? "", Text(root, "lang"), !IsFalse(root, "last")),
        "dtmf" => new RelayDtmf(Text(root, "digit") ?? ""),
        "interrupt" => new RelayInterrupt(
            Text(root, "utteranceUntilInterrupt") ?? "", Milliseconds(root, "durationUntilInterruptMs")),
        "error" => new RelayError(Text(root, "description") ?? ""),
        _ => new RelayUnknown(type),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsFalse(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String
                && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase)));

    private static long? Milliseconds(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
            return null;

        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and < 86_400_000
            ? (long)number
            : null;
    }
}

/// <summary>The first message: which call this is.</summary>
internal sealed record RelaySetup(string SessionId, string AccountSid, string CallSid, string? From, string? To)
    : RelayMessage;

/// <summary>What the caller said. Not <see cref="IsLast"/>: a guess that will be replaced.</summary>
internal sealed record RelayPrompt(string Text, string? Language, bool IsLast) : RelayMessage;

/// <summary>A key that the caller pressed.</summary>
internal sealed record RelayDtmf(string Digit) : RelayMessage;

/// <summary>The caller spoke over us: what had been heard by then, and after how many milliseconds.</summary>
internal sealed record RelayInterrupt(string Heard, long? AfterMs) : RelayMessage;

/// <summary>The provider's complaint about something that we sent.</summary>
internal sealed record RelayError(string Description) : RelayMessage;

/// <summary>A type that this version does not know, or does not need.</summary>
internal sealed record RelayUnknown(string Type) : RelayMessage;
