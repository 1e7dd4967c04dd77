using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Platform.Http;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Reads conversations as calling systems write them.</summary>
internal static class OlderConversation
{
    private const string Pointer = "/conversation_details";

    private static readonly string[] SpeakerNames = ["role", "speaker", "source"];
    private static readonly string[] TextNames = ["message", "content", "text"];
    private static readonly string[] TimeNames = ["timestamp", "at", "created_at"];

    public static AskedConversation Read(ConversationDetails details, FieldErrors errors)
    {
        errors.Require(
            details.CallingSystem is null or "elevenlabs" or "twilio", $"{Pointer}/calling_system",
            "must be elevenlabs or twilio");
        errors.Require(
            details.AnalysisResult is not { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) },
            $"{Pointer}/analysis_result", "must be an object");
        return new()
        {
            Provider = details.CallingSystem ?? "other",
            Messages = Messages(details.Messages ?? [], errors),
            AnalysisJson = details.AnalysisResult is { ValueKind: JsonValueKind.Object } analysis
                ? analysis.GetRawText() : null,
            ProcessingMs = details.ProcessingTimeMs,
        };
    }

    private static ImmutableArray<ConversationMessage> Messages(
        IReadOnlyList<JsonElement> messages, FieldErrors errors)
    {
        var read = ImmutableArray.CreateBuilder<ConversationMessage>(messages.Count);
        foreach (var (index, message) in messages.Index())
        {
            var text = message.ValueKind == JsonValueKind.String ? message.GetString() : Word(message, TextNames);
            if (text is null)
            {
                var place = index.ToString(CultureInfo.InvariantCulture);
                errors.Add($"{Pointer}/messages/{place}", "must be text, or an object with message, content or text");
            }

            var at = DateTimeOffset.TryParse(
                Word(message, TimeNames), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime() : (DateTimeOffset?)null;
            read.Add(new(Word(message, SpeakerNames) ?? "", text ?? "", at));
        }

        return read.MoveToImmutable();
    }

    private static string? Word(JsonElement message, string[] names)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in names)
        {
            if (message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }
}
