using System.Collections.Immutable;

namespace Platform.Stock;

/// <summary>What the rules decided: the book as it shall be with the lines that lead there, a refusal, or that there is
/// nothing to do.</summary>
internal sealed record StockDecision
{
    /// <summary>It stands as it was asked to.</summary>
    public static StockDecision Repeat { get; } = new();

    public StockBook? Next { get; init; }
    public ImmutableArray<StockChange> Changes { get; init; } = [];

    /// <summary>Reservations as they stand now.</summary>
    public ImmutableArray<StockReservation> Reservations { get; init; } = [];

    public StockRefusal? Refusal { get; private init; }

    public static StockDecision No(StockRefusal refusal) => new() { Refusal = refusal };
}

/// <summary>A line of the ledger, before it has its place.</summary>
internal sealed record StockChange(
    long Entry, MovementKind Kind, long OnHandChange, long ReservedChange, long OnHand, long Reserved,
    Guid? OwnerId = null, string? Reason = null);

/// <summary>Every decision about an item. Pure: no clock, no storage, no other grain.</summary>
internal static class StockRules
{
    public static StockDecision Create(
        Guid accountId, Guid id, ItemDetails details, long onHand, string requestHash, DateTimeOffset now)
    {
        var book = StockBook.Of(
            new StockHead
            {
                Id = id,
                AccountId = accountId,
                Details = details,
                CreatedAt = now,
                UpdatedAt = now,
                RequestHash = requestHash,
            },
            []);
        return onHand == 0
            ? new() { Next = book with { Head = Watched(book.Head!) } }
            : Move(book, MovementKind.Received, onHand, 0, now);
    }

    public static StockDecision Change(
        StockBook book, long version, ItemDetails details, long? expectedVersion, DateTimeOffset now)
    {
        if (book.Head is not { } head)
            return StockDecision.No(StockRefusal.Absent);
        if (expectedVersion is { } expected && expected != version)
            return StockDecision.No(StockRefusal.VersionMismatch);
        var next = details with { ShopId = head.Details.ShopId };
        return next == head.Details
            ? StockDecision.Repeat
            : new() { Next = book with { Head = Watched(head with { Details = next, UpdatedAt = now }) } };
    }

    public static StockDecision Adjust(StockBook book, long version, AdjustStock adjust, DateTimeOffset now)
    {
        if (book.Head is not { } head)
            return StockDecision.No(StockRefusal.Absent);
        if (adjust.ExpectedVersion is { } expected && expected != version)
            return StockDecision.No(StockRefusal.VersionMismatch);
        var change = adjust.Kind == MovementKind.Counted ? adjust.Quantity - head.OnHand : adjust.Quantity;
        if (head.OnHand + change < head.Reserved)
            return StockDecision.No(StockRefusal.BelowReserved);
        return head.OnHand + change > StockLimits.PiecesMax
            ? StockDecision.No(StockRefusal.TooMany)
            : Move(book, adjust.Kind, change, 0, now, reason: adjust.Reason);
    }

    public static StockDecision Reserve(StockBook book, ReserveStock reserve, DateTimeOffset now)
    {
        if (book.Head is not { } head)
            return StockDecision.No(StockRefusal.Absent);
        if (book.Active.TryGetValue(reserve.OwnerId, out var active))
        {
            return active.Quantity == reserve.Quantity
                ? StockDecision.Repeat
                : StockDecision.No(StockRefusal.ReservationEnded);
        }

        if (reserve.Quantity > head.Available)
            return StockDecision.No(StockRefusal.OutOfStock);

        var made = new StockReservation(
            reserve.OwnerId, reserve.Quantity, ReservationStatus.Active, now, reserve.ExpiresAt, reserve.Reference);
        return Move(
            book.With(made), MovementKind.Reserved, 0, made.Quantity, now, made.OwnerId, made.Reference) with
        {
            Reservations = [made],
        };
    }

    /// <summary>Gives back an active reservation; <see cref="StockDecision.Repeat"/> when there is none.</summary>
    public static StockDecision Release(StockBook book, Guid ownerId, DateTimeOffset now) =>
        End(book, ownerId, ReservationStatus.Released, MovementKind.Released, now);

    /// <summary>Nothing was promised to an owner whose order has ended, and nothing shall be: what he asked for before
    /// that may still be on its way.</summary>
    public static StockDecision Bar(StockBook book, Guid ownerId, DateTimeOffset now) =>
        book.Active.ContainsKey(ownerId)
            ? Release(book, ownerId, now)
            : new()
            {
                Next = book,
                Reservations = [new(ownerId, Quantity: 0, ReservationStatus.Released, now, ExpiresAt: null)],
            };

    /// <summary>What is promised leaves the shop; <see cref="StockDecision.Repeat"/> when nothing is.</summary>
    public static StockDecision Commit(StockBook book, Guid ownerId, DateTimeOffset now) =>
        End(book, ownerId, ReservationStatus.Committed, MovementKind.Sold, now);

    /// <summary>What an owner took comes back.</summary>
    /// <param name="book">What stands.</param>
    /// <param name="taken">His reservation, which was committed.</param>
    /// <param name="now">When.</param>
    public static StockDecision Return(StockBook book, StockReservation taken, DateTimeOffset now) =>
        Move(book, MovementKind.Returned, taken.Quantity, 0, now, taken.OwnerId) with
        {
            Reservations = [taken with { Status = ReservationStatus.Returned }],
        };

    /// <summary>Ends the holds that have run out.</summary>
    public static StockDecision Expire(StockBook book, DateTimeOffset now)
    {
        var changes = ImmutableArray.CreateBuilder<StockChange>();
        var ended = ImmutableArray.CreateBuilder<StockReservation>();
        var standing = book;
        while (standing is { Head: not null, Expiring: [var (at, ownerId), ..] } && at <= now)
        {
            var one = End(standing, ownerId, ReservationStatus.Expired, MovementKind.Expired, now);
            changes.AddRange(one.Changes);
            ended.AddRange(one.Reservations);
            standing = one.Next!;
        }

        return ended.Count == 0
            ? StockDecision.Repeat
            : new() { Next = standing, Changes = changes.ToImmutable(), Reservations = ended.ToImmutable() };
    }

    private static StockDecision End(
        StockBook book, Guid ownerId, ReservationStatus status, MovementKind kind, DateTimeOffset now)
    {
        if (!book.Active.TryGetValue(ownerId, out var active))
            return StockDecision.Repeat;
        var gone = kind == MovementKind.Sold ? -active.Quantity : 0;
        return Move(book.Without(active), kind, gone, -active.Quantity, now, ownerId) with
        {
            Reservations = [active with { Status = status }],
        };
    }

    private static StockDecision Move(
        StockBook book, MovementKind kind, long onHand, long reserved, DateTimeOffset now, Guid? ownerId = null,
        string? reason = null)
    {
        var head = book.Head!;
        var next = Watched(head with
        {
            OnHand = head.OnHand + onHand,
            Reserved = head.Reserved + reserved,
            Entries = head.Entries + 1,
            DueAt = book.Expiring.IsEmpty ? null : book.Expiring.Min.At,
            UpdatedAt = now,
        });
        return new()
        {
            Next = book with { Head = next },
            Changes = [new(next.Entries, kind, onHand, reserved, next.OnHand, next.Reserved, ownerId, reason)],
        };
    }

    private static StockHead Watched(StockHead head) =>
        head with { IsLow = head.Details.LowStockThreshold is { } threshold && head.Available <= threshold };
}
