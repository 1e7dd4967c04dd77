using Platform.Ids;

namespace Platform.Calls;

/// <summary>Ids that follow from what they name, so that every node and every repeat reaches the same grain.</summary>
public static class CallId
{
    /// <summary>Our id of a provider's call.</summary>
    public static Guid Of(string provider, string providerCallId) => NameBasedId.Of(provider, providerCallId);

    /// <summary>A hosted agent's conversation, of whatever call.</summary>
    public static Guid ConversationOf(string provider, string conversationId) =>
        NameBasedId.Of("conversation", provider, conversationId);

    /// <summary>The order that a call places.</summary>
    public static Guid OrderOf(Guid callId) => NameBasedId.Of("call-order", callId.ToString("N"));

    /// <summary>The call-back that a call asks for; one a call.</summary>
    public static Guid TaskOf(Guid callId) => NameBasedId.Of("call-back", callId.ToString("N"));

    /// <summary>A received webhook: the same for each of its repeats.</summary>
    public static Guid WebhookOf(string provider, string dedupeKey) => NameBasedId.Of("webhook", provider, dedupeKey);
}
