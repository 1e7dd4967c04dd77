using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Conversation;

/// <summary>A question to an OpenAI-compatible server.</summary>
internal sealed record ChatRequest(
    string Model, IReadOnlyList<ChatMessage> Messages, JsonElement Tools, int MaxTokens, double Temperature,
    bool Stream);

/// <summary>A message of the conversation: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
internal sealed record ChatMessage(
    string Role, string? Content, IReadOnlyList<ChatToolCall>? ToolCalls = null, string? ToolCallId = null);

/// <summary>A tool that the model wants to use; while it streams, a part of one.</summary>
internal sealed record ChatToolCall(string? Id, ChatFunction? Function, int? Index = null, string? Type = "function");

/// <summary>Which tool, with its arguments as JSON text.</summary>
internal sealed record ChatFunction(string? Name, string? Arguments);

/// <summary>A piece of a streamed answer.</summary>
internal sealed record ChatChunk(IReadOnlyList<ChatChoice>? Choices, JsonElement? Error = null);

internal sealed record ChatChoice(ChatDelta? Delta, string? FinishReason);

internal sealed record ChatDelta(string? Content, IReadOnlyList<ChatToolCall>? ToolCalls);

/// <summary>The arguments of the tool that notes fields, as a model sends them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NoteArguments(
    string? Service = null, string? Name = null, string? Phone = null, string? Address = null, string? Email = null,
    string? Time = null, DraftPriority? Priority = null, IReadOnlyList<string>? Items = null);

/// <summary>The arguments of the tool that asks for a call-back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CallBackArguments(string? Reason = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatChunk))]
[JsonSerializable(typeof(NoteArguments))]
[JsonSerializable(typeof(CallBackArguments))]
internal sealed partial class ChatJson : JsonSerializerContext;
