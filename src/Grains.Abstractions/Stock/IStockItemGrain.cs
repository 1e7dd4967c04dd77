using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Stock;

/// <summary>One item of a shop: the only place where its pieces are decided and written. Key: <c>{account}/{item}</c>.
/// Commands interleave: those that come while a commit is under way are decided together, in their order, and travel
/// as one commit; each has its own answer.</summary>
[Alias("Platform.IStockItemGrain")]
public interface IStockItemGrain : IGrainWithStringKey
{
    /// <summary>The item as last committed; null when there is none.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<StockItem?> Find();

    /// <summary>Makes the item, with what is there of it; the same command again answers the same item.</summary>
    [AlwaysInterleave, Alias("Create")]
    Task<StockOutcome> Create(ItemDetails details, long onHand, Command command);

    /// <summary>Changes what the owner says about it; all of it, as it shall be. It stays in its shop.</summary>
    [AlwaysInterleave, Alias("Change")]
    Task<StockOutcome> Change(ItemDetails details, long? version, Command command);

    /// <summary>Pieces came, went or were counted.</summary>
    [AlwaysInterleave, Alias("Adjust")]
    Task<StockOutcome> Adjust(AdjustStock adjust, Command command);

    /// <summary>Promises pieces to an owner. The same owner again answers like the first time.</summary>
    [AlwaysInterleave, Alias("Reserve")]
    Task<StockOutcome> Reserve(ReserveStock reserve, Command command);

    /// <summary>Gives back what is promised to an owner; what he already took comes back as a return. After this
    /// nothing is promised to him any more, also when nothing ever was: what he asked for may be on its way
    /// still.</summary>
    [AlwaysInterleave, Alias("Release")]
    Task<StockOutcome> Release(Guid ownerId, Command command);

    /// <summary>What is promised to an owner leaves the shop. Once; again answers like the first time.</summary>
    [AlwaysInterleave, Alias("Commit")]
    Task<StockOutcome> Commit(Guid ownerId, Command command);
}

/// <summary>Pieces that came, went or were counted.</summary>
/// <param name="Kind"><see cref="MovementKind.Received"/>, <see cref="MovementKind.Returned"/>: so many more;
/// <see cref="MovementKind.Adjusted"/>: more or, below zero, fewer; <see cref="MovementKind.Counted"/>: so many there
/// are.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Reason">Why, in somebody's words.</param>
/// <param name="ExpectedVersion">The version it was decided on, or null for any.</param>
[GenerateSerializer, Immutable, Alias("Platform.AdjustStock")]
public sealed record AdjustStock(
    [property: Id(0)] MovementKind Kind,
    [property: Id(1)] long Quantity,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] long? ExpectedVersion = null);

/// <summary>Asks for pieces.</summary>
/// <param name="OwnerId">The order, or who holds them.</param>
/// <param name="Quantity">Pieces, more than zero.</param>
/// <param name="ExpiresAt">Until when; null until they are given back or taken.</param>
/// <param name="Reference">What they are held for, in somebody's words.</param>
[GenerateSerializer, Immutable, Alias("Platform.ReserveStock")]
public sealed record ReserveStock(
    [property: Id(0)] Guid OwnerId,
    [property: Id(1)] long Quantity,
    [property: Id(2)] DateTimeOffset? ExpiresAt = null,
    [property: Id(3)] string? Reference = null);

/// <summary>Why a command about an item was refused.</summary>
public enum StockRefusal
{
    /// <summary>There is no such item.</summary>
    Absent = 1,

    VersionMismatch = 2,

    /// <summary>The key was used for another request.</summary>
    KeyReused = 3,

    /// <summary>Not so many are available.</summary>
    OutOfStock = 4,

    /// <summary>So few would be left that promises could not be kept.</summary>
    BelowReserved = 5,

    /// <summary>This owner's reservation has ended, or was for another quantity.</summary>
    ReservationEnded = 6,

    /// <summary>Nothing was ever promised to this owner.</summary>
    NoReservation = 7,

    /// <summary>Another item of the shop has this number.</summary>
    SkuTaken = 8,

    /// <summary>More than <see cref="StockLimits.PiecesMax"/>.</summary>
    TooMany = 9,
}

/// <summary>The answer to a command: the item as it then stood, or why not.</summary>
[GenerateSerializer, Immutable, Alias("Platform.StockOutcome")]
public sealed record StockOutcome
{
    /// <summary>The item as the command left it; where it was refused, as it stands, if there is one.</summary>
    [Id(0)] public StockItem? Item { get; init; }

    /// <summary>Null when the command was executed or repeated.</summary>
    [Id(1)] public StockRefusal? Refusal { get; init; }

    /// <summary>The command had been executed before; nothing happened now.</summary>
    [Id(2)] public bool IsReplayed { get; init; }

    /// <summary>What was reserved, as it stands now.</summary>
    [Id(3)] public StockReservation? Reservation { get; init; }

    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Item))]
    public bool IsRefused => Refusal is not null;
}
