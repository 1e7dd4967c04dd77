using System.Globalization;
using System.Text;

namespace Platform.Orders;

/// <summary>The rules of a vendor selection that comes with an order.</summary>
public static class SelectionCheck
{
    /// <summary>Tells <paramref name="wrong"/> each part that breaks a rule, and why.</summary>
    public static void Run(AskedSelection? selection, Action<string, string> wrong)
    {
        if (selection is null)
            return;
        if (selection.Triggers.Length > OrderLimits.TriggersMax)
            wrong("/triggers", $"must have at most {OrderLimits.TriggersMax} items");
        foreach (var (index, trigger) in selection.Triggers.Index().Take(OrderLimits.TriggersMax))
            Text($"/triggers/{Text(index)}", trigger, OrderLimits.LabelLengthMax, wrong);
        if (selection.Conversation is { } conversation)
            Conversation(conversation, wrong);
    }

    private static void Conversation(AskedConversation conversation, Action<string, string> wrong)
    {
        if (conversation.Messages.Length > OrderLimits.MessagesMax)
            wrong("/conversation/messages", $"must have at most {OrderLimits.MessagesMax} items");
        foreach (var (index, message) in conversation.Messages.Index().Take(OrderLimits.MessagesMax))
        {
            var at = $"/conversation/messages/{Text(index)}";
            Text($"{at}/speaker", message.Speaker, OrderLimits.LabelLengthMax, wrong);
            Text($"{at}/text", message.Text, OrderLimits.NoteLengthMax, wrong);
        }

        if (conversation.AnalysisJson is { } analysis
            && Encoding.UTF8.GetByteCount(analysis) > OrderLimits.MetadataBytesMax)
        {
            wrong("/conversation/analysis", $"must be at most {OrderLimits.MetadataBytesMax} bytes");
        }

        if (conversation.ProcessingMs < 0)
            wrong("/conversation/processing_ms", "must not be negative");
    }

    private static void Text(string pointer, string value, int lengthMax, Action<string, string> wrong)
    {
        if (value.Length > lengthMax)
            wrong(pointer, $"must be at most {lengthMax} characters");
        else if (value.Contains('\0', StringComparison.Ordinal))
            wrong(pointer, "must not hold a null character");
    }

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
