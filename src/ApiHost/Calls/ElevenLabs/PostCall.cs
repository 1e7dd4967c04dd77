using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Calls.ElevenLabs;

/// <summary>What a hosted agent sends after a call. Pure; new fields are ignored, missing ones are null.</summary>
/// <param name="Type"><c>post_call_transcription</c>, <c>post_call_audio</c>, <c>call_initiation_failure</c>, or
/// newer.</param>
/// <param name="ConversationId">The provider's id of the conversation.</param>
/// <param name="CallSid">The telephony provider's id of the call, where it went through one.</param>
/// <param name="CallId">Our id, where the conversation was started with it.</param>
/// <param name="OurNumber">The number of ours on which it was held, or null.</param>
/// <param name="TheirNumber">The other number, or null.</param>
/// <param name="Direction">Who called whom, or null.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DurationMs">How long it took, or null.</param>
/// <param name="TerminationReason">In the provider's words, or null.</param>
/// <param name="End">How it ended.</param>
/// <param name="HasFailed">The provider says that it failed.</param>
/// <param name="Turns">What was said.</param>
/// <param name="Recording">The SHA-256 of the recording that came with it, see <see cref="WithRecording"/>; or
/// null.</param>
internal sealed partial record PostCall(
    string Type,
    string ConversationId,
    string? CallSid,
    Guid? CallId,
    string? OurNumber,
    string? TheirNumber,
    CallDirection? Direction,
    DateTimeOffset StartedAt,
    long? DurationMs,
    string? TerminationReason,
    CallStatus End,
    bool HasFailed,
    ImmutableArray<CallTurn> Turns,
    string? Recording)
{
    public const string Transcription = "post_call_transcription";
    public const string Audio = "post_call_audio";
    public const string InitiationFailure = "call_initiation_failure";

    // No base64, so that no sender can say it.
    private const string RecordingMark = "sha256:";

    private const string AudioName = "full_audio";
    private const int TurnsMax = 2_000;
    private const int IdLengthMax = 100;
    private const long SecondsMax = 253_402_300_799;

    /// <summary>Reads the message without its audio; null when it is none.</summary>
    /// <param name="json">What was sent.</param>
    /// <param name="receivedAt">Stands for the time that a message does not name.</param>
    public static PostCall? Read(ReadOnlyMemory<byte> json, DateTimeOffset receivedAt)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, receivedAt)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The message of a recording with the name of the file in the place of its bytes.</summary>
    public static string WithRecording(string message, string sha256) =>
        EmptyAudio.Replace(message, $"$1{RecordingMark}{sha256}$2");

    private static PostCall? Read(JsonElement root, DateTimeOffset receivedAt)
    {
        var data = Part(root, "data");
        if (Text(root, "type") is not { } type || Text(data, "conversation_id") is not { } conversation
            || !IsId(conversation))
        {
            return null;
        }

        var metadata = Part(data, "metadata");
        var phone = Part(metadata, "phone_call");
        var sentAt = At(Number(root, "event_timestamp")) ?? receivedAt;
        var startedAt = At(Number(metadata, "start_time_unix_secs")) ?? sentAt;
        var direction = Text(phone, "direction") switch
        {
            "inbound" => CallDirection.Inbound,
            "outbound" => CallDirection.Outbound,
            _ => (CallDirection?)null,
        };
        var variables = Part(Part(data, "conversation_initiation_client_data"), "dynamic_variables");
        return new PostCall(
            type,
            conversation,
            Text(phone, "call_sid") ?? Text(Part(metadata, "body"), "CallSid"),
            Guid.TryParse(Text(variables, "call_id"), out var callId) ? callId : null,
            Text(phone, "agent_number"),
            Text(phone, "external_number"),
            direction,
            startedAt,
            Number(metadata, "call_duration_secs") is >= 0 and < 1_000_000 and var seconds ? seconds * 1000 : null,
            Text(metadata, "termination_reason"),
            EndOf(type, Text(data, "failure_reason")),
            type == InitiationFailure || Text(data, "status") == "failed",
            [.. TurnsOf(data, startedAt)],
            Text(data, AudioName) is { } audio && audio.StartsWith(RecordingMark, StringComparison.Ordinal)
                ? audio[RecordingMark.Length..]
                : null);
    }

    private static CallStatus EndOf(string type, string? reason) => type != InitiationFailure
        ? CallStatus.Completed
        : reason switch
        {
            "busy" => CallStatus.Busy,
            "no-answer" => CallStatus.NoAnswer,
            _ => CallStatus.Failed,
        };

    private static IEnumerable<CallTurn> TurnsOf(JsonElement data, DateTimeOffset startedAt)
    {
        if (!data.TryGetProperty("transcript", out var transcript) || transcript.ValueKind != JsonValueKind.Array)
            yield break;

        var number = 0;
        foreach (var turn in transcript.EnumerateArray().Take(TurnsMax))
        {
            // Turns that only call tools say nothing.
            if (turn.ValueKind != JsonValueKind.Object || Text(turn, "message") is not { Length: > 0 } message)
                continue;

            var isInterrupted = turn.TryGetProperty("interrupted", out var cut) && cut.ValueKind == JsonValueKind.True;
            var said = Text(turn, "original_message") ?? message;
            yield return new CallTurn(
                ++number,
                Text(turn, "role") == "agent" ? Speaker.Agent : Speaker.Caller,
                Cut(said),
                startedAt.AddSeconds(Number(turn, "time_in_call_secs") is >= 0 and < 1_000_000 and var at ? at : 0),
                isInterrupted,
                isInterrupted ? Cut(message) : null);
        }
    }

    // As the audio's cutter leaves it. In a text of its own the quotes would be escaped.
    [GeneratedRegex(@"(""full_audio""\s*:\s*"")("")")]
    private static partial Regex EmptyAudio { get; }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= IdLengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string Cut(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= CallTurn.TextLengthMax ? clean : clean[..CallTurn.TextLengthMax];
    }

    private static JsonElement Part(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part)
        && part.ValueKind == JsonValueKind.Object
            ? part
            : default;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? Number(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
        && Math.Abs(number) < SecondsMax
            ? (long)number
            : null;

    private static DateTimeOffset? At(long? seconds) =>
        seconds is > 0 and var known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;
}
