using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Stock;

/// <summary>The state of an item's grain: bounded, however much is promised. The promises are rows beside it.</summary>
internal sealed record StockHead
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required ItemDetails Details { get; init; }
    public long OnHand { get; init; }
    public long Reserved { get; init; }

    /// <summary>Whether it has sunk to its threshold; told once, forgotten when it has risen again.</summary>
    public bool IsLow { get; init; }

    /// <summary>Lines of the ledger so far.</summary>
    public long Entries { get; init; }

    /// <summary>When the next hold runs out.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Of the command that made it.</summary>
    public string? RequestHash { get; init; }

    [JsonIgnore]
    public long Available => StockLimits.Available(OnHand, Reserved, Details.SafetyStock);
}

/// <summary>Everything that an item decides on: its head and who has what.</summary>
/// <param name="Head">Null while there is no such item.</param>
/// <param name="Active">Active reservations by owner.</param>
/// <param name="Expiring">Those of them that run out, the next first.</param>
internal sealed record StockBook(
    StockHead? Head, ImmutableDictionary<Guid, StockReservation> Active,
    ImmutableSortedSet<(DateTimeOffset At, Guid OwnerId)> Expiring)
{
    public static StockBook Of(StockHead? head, IEnumerable<StockReservation> active)
    {
        var byOwner = active.ToImmutableDictionary(one => one.OwnerId);
        return new(
            head, byOwner,
            [
                .. byOwner.Values.Where(one => one.ExpiresAt is not null)
                    .Select(one => (one.ExpiresAt!.Value, one.OwnerId)),
            ]);
    }

    public StockBook With(StockReservation active) => this with
    {
        Active = Active.Add(active.OwnerId, active),
        Expiring = active.ExpiresAt is { } at ? Expiring.Add((at, active.OwnerId)) : Expiring,
    };

    public StockBook Without(StockReservation ended) => this with
    {
        Active = Active.Remove(ended.OwnerId),
        Expiring = ended.ExpiresAt is { } at ? Expiring.Remove((at, ended.OwnerId)) : Expiring,
    };
}

/// <summary>How heads are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StockHead))]
internal sealed partial class StockHeadJson : JsonSerializerContext;
