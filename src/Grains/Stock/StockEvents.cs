using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Stock;

/// <summary>What items tell the log.</summary>
internal static class StockEvents
{
    public const string Created = "stock.item_created";
    public const string Changed = "stock.item_changed";
    public const string Moved = "stock.moved";
    public const string Low = "stock.low";

    /// <summary>One event for the item's own change or for each line of its ledger, and one when it has sunk to its
    /// threshold: that is told once, until it has risen again.</summary>
    public static ImmutableArray<PendingEvent> Of(StockHead? before, StockDecision decision, long version)
    {
        var after = decision.Next!.Head!;
        var events = ImmutableArray.CreateBuilder<PendingEvent>(decision.Changes.Length + 1);
        if (before is null)
            events.Add(Event(Created, after, Body(after, version)));
        else if (decision.Changes.IsEmpty && decision.Reservations.IsEmpty)
            events.Add(Event(Changed, after, Body(after, version)));
        foreach (var change in decision.Changes)
        {
            events.Add(Event(Moved, after, Body(after, version) with
            {
                Kind = StockWords.Of(change.Kind),
                Entry = change.Entry,
                OnHandChange = change.OnHandChange,
                ReservedChange = change.ReservedChange,
                OnHand = change.OnHand,
                Reserved = change.Reserved,
                Available = StockLimits.Available(change.OnHand, change.Reserved, after.Details.SafetyStock),
                OwnerId = change.OwnerId,
            }));
        }

        if (before is { IsLow: false } && after.IsLow)
            events.Add(Event(Low, after, Body(after, version) with { Entry = after.Entries }));
        return events.ToImmutable();
    }

    private static PendingEvent Event(string kind, StockHead head, StockBody body) =>
        new(kind, $"stock/{head.Id:D}", JsonSerializer.Serialize(body, StockEventJson.Default.StockBody));

    private static StockBody Body(StockHead head, long version) => new()
    {
        ItemId = head.Id,
        ShopId = head.Details.ShopId,
        OnHand = head.OnHand,
        Reserved = head.Reserved,
        Available = head.Available,
        IsLow = head.IsLow,
        Version = version,
    };
}

/// <summary>The body of an item's events.</summary>
internal sealed record StockBody
{
    public required Guid ItemId { get; init; }
    public required Guid ShopId { get; init; }
    public string? Kind { get; init; }
    public long? Entry { get; init; }
    public long? OnHandChange { get; init; }
    public long? ReservedChange { get; init; }
    public required long OnHand { get; init; }
    public required long Reserved { get; init; }
    public required long Available { get; init; }
    public required bool IsLow { get; init; }
    public Guid? OwnerId { get; init; }
    public required long Version { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StockBody))]
internal sealed partial class StockEventJson : JsonSerializerContext;
