using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Conversation;
using Platform.Shops;

namespace Platform.Vendors;

/// <summary>What a vendor is to an account. The numbers travel: never reuse one.</summary>
public enum RosterStatus
{
    Invited = 1,
    Approved = 2, // Only these are offered the account's orders, once they have accepted its invitation.
    Blocked = 3,
}

/// <summary>Something a vendor does.</summary>
/// <param name="Category">Which of the six it counts as.</param>
/// <param name="Label">For example <c>AC Repair</c>; null for everything of the category.</param>
[GenerateSerializer, Immutable, Alias("Platform.VendorService")]
public sealed record VendorService([property: Id(0)] DraftCategory Category, [property: Id(1)] string? Label);

/// <summary>What an account knows of a vendor and decides about it; changed as a whole. Personal data.</summary>
[GenerateSerializer, Immutable, Alias("Platform.RosterCard")]
public sealed record RosterCard
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>In lower case, or null: who has none cannot sign in.</summary>
    [Id(1)] public string? Email { get; init; }

    /// <summary>E.164.</summary>
    [Id(2)] public string? Phone { get; init; }
    [Id(3)] public string? AvatarUrl { get; init; }

    /// <summary>The account's own name for the vendor, unique on its roster.</summary>
    [Id(4)] public string? ExternalId { get; init; }
    [Id(5)] public required RosterStatus Status { get; init; }
    [Id(6)] public ImmutableArray<VendorService> Services { get; init; } = [];

    /// <summary>Where the vendor goes. Without a centre and without postal codes nothing matches.</summary>
    [Id(7)] public ServiceArea Area { get; init; } = ServiceArea.Unknown;

    /// <summary>When the vendor works; empty for always.</summary>
    [Id(8)] public ImmutableArray<OpeningHours> Hours { get; init; } = [];
}

/// <summary>A vendor on an account's roster.</summary>
[GenerateSerializer, Immutable, Alias("Platform.RosterEntry")]
public sealed record RosterEntry
{
    [Id(0)] public required Guid VendorId { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }
    [Id(2)] public required RosterCard Card { get; init; }
    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }
    [Id(4)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Hash of the request that made the entry, so that its repetition is known.</summary>
    [Id(5)] public string RequestHash { get; init; } = "";

    /// <summary>When the person accepted an invitation of this very account; null until then. What an account decides
    /// alone opens nothing of it to anybody: an e-mail can be invited by whoever knows it.</summary>
    [Id(6)] public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Whether orders of the account are offered to the vendor, and his answers taken.</summary>
    [JsonIgnore]
    public bool TakesOrders => AcceptedAt is not null && Card.Status == RosterStatus.Approved;
}

/// <summary>Whether a vendor is there. Where it is, is kept and never told to the log.</summary>
/// <param name="Online">What the vendor said last.</param>
/// <param name="LastSeenAt">When, UTC.</param>
[GenerateSerializer, Immutable, Alias("Platform.VendorPresence")]
public sealed record VendorPresence(
    [property: Id(0)] Guid VendorId,
    [property: Id(1)] bool Online,
    [property: Id(2)] DateTimeOffset LastSeenAt,
    [property: Id(3)] double? Latitude,
    [property: Id(4)] double? Longitude)
{
    /// <summary>Silence for so long means gone, whatever was said last.</summary>
    public static readonly TimeSpan Decay = TimeSpan.FromMinutes(5);

    /// <summary>Whether the vendor is there at a time.</summary>
    public bool IsOnlineAt(DateTimeOffset now) => Online && now - LastSeenAt < Decay;
}

/// <summary>How vendors are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(VendorPresence))]
[JsonSerializable(typeof(VendorChanged))]
public sealed partial class VendorJson : JsonSerializerContext;

/// <summary>Body of <c>vendor.changed</c>.</summary>
public sealed record VendorChanged(Guid VendorId, string Status, long Version);
