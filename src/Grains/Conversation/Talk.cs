using System.Text.Json;

namespace Platform.Conversation;

/// <summary>Keeps the last words of both sides for an agent that needs them, within the size of a state.</summary>
internal static class Talk
{
    private const int LinesMax = 12;
    private const int LineLengthMax = 240;
    private const int LastSaidMax = 600;

    /// <summary>What an agent last said, as long as a state keeps it.</summary>
    public static string Cut(string said) => said.Length > LastSaidMax ? said[..LastSaidMax] : said;

    /// <summary>The lines so far, the agent's last one cut to what was heard of it.</summary>
    public static IReadOnlyList<Said> Of(ConversationState state, Heard heard)
    {
        var lines = state.History.IsDefaultOrEmpty ? [] : state.History;
        var last = lines.Length - 1;
        return heard.HeardUntil is { } until && last >= 0 && !lines[last].IsCaller
            ? lines.SetItem(last, lines[last] with { Text = Line(until) })
            : lines;
    }

    /// <summary>The state with two more lines; the oldest go when it becomes too large, then the end of the last
    /// words.</summary>
    public static ConversationState Add(ConversationState state, Heard heard, string said)
    {
        var lines = Of(state, heard)
            .Append(new Said(IsCaller: true, Line(heard.Text)))
            .Append(new Said(IsCaller: false, Line(said)))
            .Where(line => line.Text.Length > 0)
            .TakeLast(LinesMax)
            .ToList();
        while (true)
        {
            var next = state with { History = [.. lines] };
            if (Bytes(next) <= ConversationState.BytesMax)
                return next;
            if (lines.Count > 0)
                lines.RemoveAt(0);
            else
                state = state with { LastSaid = state.LastSaid[..(state.LastSaid.Length / 2)] };
        }
    }

    private static int Bytes(ConversationState state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, ConversationJson.Default.ConversationState).Length;

    private static string Line(string text) => text.Length > LineLengthMax ? text[..LineLengthMax] : text;
}
