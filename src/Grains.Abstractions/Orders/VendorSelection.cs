using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Orders;

/// <summary>Why vendors were chosen for an order, and the conversation that it was decided from. Kept with the order in
/// one commit.</summary>
[GenerateSerializer, Immutable, Alias("Platform.AskedSelection")]
public sealed record AskedSelection
{
    /// <summary>What set the choice off, in the agent's own words: <c>service_request</c>.</summary>
    [Id(0)]
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>The conversation, or null when none was sent.</summary>
    [Id(1)]
    public AskedConversation? Conversation { get; init; }
}

/// <summary>A conversation as another system kept it. Personal data.</summary>
[GenerateSerializer, Immutable, Alias("Platform.AskedConversation")]
public sealed record AskedConversation
{
    /// <summary>Where it was held: <c>elevenlabs</c>, <c>twilio</c>, <c>other</c>.</summary>
    [Id(0)]
    public string Provider { get; init; } = "other";

    /// <summary>In the order they were said.</summary>
    [Id(1)]
    public ImmutableArray<ConversationMessage> Messages { get; init; } = [];

    /// <summary>What the other system read out of it, a JSON object as text.</summary>
    [Id(2)]
    public string? AnalysisJson { get; init; }

    /// <summary>How long that took, in milliseconds.</summary>
    [Id(3)]
    public int? ProcessingMs { get; init; }
}

/// <summary>One message. Personal data.</summary>
/// <param name="Speaker">As the other system names it: <c>user</c>, <c>agent</c>.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When, where it is known.</param>
[GenerateSerializer, Immutable, Alias("Platform.ConversationMessage")]
public sealed record ConversationMessage(
    [property: Id(0)] string Speaker,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset? At = null);

/// <summary>A vendor selection as it is read.</summary>
/// <param name="SelectionId">Its own id.</param>
/// <param name="OrderId">The order that was made from it.</param>
/// <param name="VendorIds">Who was chosen, best first.</param>
/// <param name="Triggers">What set it off.</param>
/// <param name="Conversation">What was said, or null.</param>
/// <param name="CreatedAt">When, UTC.</param>
public sealed record VendorSelection(
    Guid SelectionId, Guid OrderId, ImmutableArray<Guid> VendorIds, ImmutableArray<string> Triggers,
    AskedConversation? Conversation, DateTimeOffset CreatedAt);

/// <summary>How the lists of a selection are kept.</summary>
[JsonSerializable(typeof(Guid[]))]
[JsonSerializable(typeof(string[]))]
public sealed partial class SelectionJson : JsonSerializerContext;
