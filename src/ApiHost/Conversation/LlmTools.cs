using System.Text.Json;

namespace Platform.Conversation;

/// <summary>The tools as a model is told of them, and its calls as the platform understands them.</summary>
internal static class LlmTools
{
    private const int ArgumentsLengthMax = 4000;

    /// <summary>What the model is told.</summary>
    public static JsonElement Schema { get; } = JsonDocument.Parse(
        """
        [
          {"type": "function", "function": {"name": "note", "description":
            "Note what the caller just said, in the caller's own words. Leave out what was not said.",
            "parameters": {"type": "object", "additionalProperties": false, "properties": {
              "service": {"type": "string", "description": "a service of the catalogue, or what is wrong"},
              "name": {"type": "string"},
              "phone": {"type": "string", "description": "digits, or 'caller' for the number they call from"},
              "address": {"type": "string", "description": "house number, street, unit, town, state, ZIP"},
              "email": {"type": "string"},
              "time": {"type": "string", "description": "the caller's words, e.g. 'tomorrow between two and four'"},
              "priority": {"type": "string", "enum": ["low", "medium", "high", "urgent"]},
              "items": {"type": "array", "items": {"type": "string"},
                "description": "goods with their number; 0 takes them out"}}}}},
          {"type": "function", "function": {"name": "read_back", "description":
            "Read the whole order back to the caller. Only when nothing is missing. The platform speaks the words.",
            "parameters": {"type": "object", "additionalProperties": false, "properties": {}}}},
          {"type": "function", "function": {"name": "confirm", "description":
            "Place the order. Only after the caller said yes to the read-back.",
            "parameters": {"type": "object", "additionalProperties": false, "properties": {}}}},
          {"type": "function", "function": {"name": "call_back", "description":
            "Have a person call back: asked for, or you cannot help.",
            "parameters": {"type": "object", "additionalProperties": false, "properties": {
              "reason": {"type": "string", "enum": ["asked", "not_understood", "question", "order_trouble"]}}}}},
          {"type": "function", "function": {"name": "end_call", "description":
            "Say goodbye and hang up, when everything is said.",
            "parameters": {"type": "object", "additionalProperties": false, "properties": {}}}}
        ]
        """).RootElement.Clone();

    /// <summary>The tool, or null with the reason for the model.</summary>
    public static ToolUse? Read(ChatFunction? function, out string refusal)
    {
        refusal = "";
        var text = function?.Arguments is { Length: > 0 } given ? given : "{}";
        if (text.Length > ArgumentsLengthMax)
        {
            refusal = "The arguments are too long.";
            return null;
        }

        try
        {
            switch (function?.Name)
            {
                case "note":
                    return Note(JsonSerializer.Deserialize(text, ChatJson.Default.NoteArguments));
                case "read_back":
                    return new ReadDraftBack();
                case "confirm":
                    return new ConfirmDraft();
                case "call_back":
                    return CallBack(JsonSerializer.Deserialize(text, ChatJson.Default.CallBackArguments));
                case "end_call":
                    return new EndTheCall();
                default:
                    refusal = "There is no such tool.";
                    return null;
            }
        }
        catch (JsonException)
        {
            refusal = "The arguments do not fit the tool's schema.";
            return null;
        }
    }

    private static NoteFields Note(NoteArguments? arguments) => arguments is null ? new NoteFields() : new NoteFields(
        arguments.Service, arguments.Name, arguments.Phone, arguments.Address, arguments.Email, arguments.Time,
        arguments.Priority, arguments.Items is { } items ? [.. items.OfType<string>()] : []);

    private static AskForCallBack CallBack(CallBackArguments? arguments) => new(arguments?.Reason switch
    {
        "not_understood" => CallBackReason.NotUnderstood,
        "question" => CallBackReason.Question,
        "order_trouble" => CallBackReason.OrderTrouble,
        _ => CallBackReason.Asked,
    });
}
