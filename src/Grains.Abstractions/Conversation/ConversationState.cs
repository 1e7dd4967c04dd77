using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Conversation;

/// <summary>Everything an agent knows about a call. Texts inside are cut to limits, so that its JSON stays under
/// <see cref="BytesMax"/> however long the call takes.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ConversationState")]
public sealed record ConversationState
{
    /// <summary>Largest size of the state's JSON in UTF-8.</summary>
    public const int BytesMax = 4096;

    /// <summary>What the caller has ordered so far.</summary>
    [Id(0)]
    public Draft Draft { get; init; } = Draft.Empty;

    /// <summary>What the agent last said, cut to what the caller heard of it.</summary>
    [Id(1)]
    public string LastSaid { get; init; } = "";

    /// <summary>The field of <see cref="DraftFields"/> that the last question was about, or another topic of the
    /// agent's own; null when nothing was asked.</summary>
    [Id(2)]
    public string? Awaiting { get; init; }

    /// <summary>Turns in a row that were not understood.</summary>
    [Id(3)]
    public int Failures { get; init; }

    /// <summary>Fields that the caller would not give; not asked again.</summary>
    [Id(4)]
    public ImmutableArray<string> Declined { get; init; } = [];

    /// <summary>An answer that has to be confirmed or completed before it counts, for example half a phone
    /// number.</summary>
    [Id(5)]
    public string? Pending { get; init; }

    /// <summary>The last words of both sides, kept for an agent that has no other memory; <c>Rules</c> keeps
    /// none.</summary>
    [Id(6)]
    public ImmutableArray<Said> History { get; init; } = [];
}

/// <summary>A line of a conversation. Personal data.</summary>
/// <param name="IsCaller">Who said it.</param>
/// <param name="Text">What was said; the agent's words as far as they were heard.</param>
[GenerateSerializer, Immutable, Alias("Platform.Said")]
public sealed record Said([property: Id(0)] bool IsCaller, [property: Id(1)] string Text);

/// <summary>How a state is kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(Draft))]
public sealed partial class ConversationJson : JsonSerializerContext;
