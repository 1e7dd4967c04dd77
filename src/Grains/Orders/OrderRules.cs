using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Orders;

/// <summary>Every decision about an order that exists. Pure: no clock, no storage, no other grain. The order of the
/// checks is part of the contract: what is asked for, whether it stands so already, the version, the life cycle, who,
/// and then what the step needs.</summary>
internal static class OrderRules
{
    private const string NoCarrier = "none";

    /// <summary>The time of an order's next step. A clock that was set back does not take an order back: nothing
    /// happens to it before what happened last.</summary>
    public static DateTimeOffset NowOf(OrderHead? head, DateTimeOffset now) =>
        head?.UpdatedAt > now ? head.UpdatedAt : now;

    /// <summary>Moves the order.</summary>
    /// <param name="needsStock">Whether a draft has to be reserved when it is placed.</param>
    public static OrderDecision Move(
        OrderHead head, long version, ChangeOrderStatus change, Actor actor, bool needsStock, DateTimeOffset now)
    {
        if (change.VendorId is { } vendorId && vendorId != head.VendorId)
            return OrderDecision.No(OrderRefusal.Absent);
        if (OrderWords.TryReadStatus(change.Asked, head.Kind) is not { } to)
            return OrderDecision.Invalid("/status", $"must be a status of a {OrderWords.Of(head.Kind)} order");
        if (to == head.Status)
            return Amend(head, version, change, now);
        if (change.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);

        var movers = OrderLifecycle.Movers(head.Kind, head.Status, to);
        if (movers == Mover.None || (movers == Mover.Clock && actor.Kind != ActorKind.System))
            return OrderDecision.No(OrderRefusal.IllegalTransition);
        if ((movers & MoverOf(change, actor)) == 0)
            return OrderDecision.No(OrderRefusal.NotPermitted);
        if (Missing(head, to, change) is { } missing)
            return missing;

        if (head.Status == OrderStatus.Draft)
            return Confirm(head, needsStock, now);
        var next = Amended(head, change) with { Status = to, UpdatedAt = now, Entries = head.Entries + 1 };
        return OrderDecision.To(Stamped(head, next, change, now), OrderEvents.StatusChanged) with
        {
            Note = change.Note,
        };
    }

    /// <summary>Changes the contents of a draft, which have been checked to be whole.</summary>
    public static OrderDecision Edit(
        OrderHead head, long version, OrderDetails details, ImmutableArray<OrderLine> lines, EditDraft edit,
        DateTimeOffset now)
    {
        if (head.Status != OrderStatus.Draft || head.Reservation == ReservationState.Pending)
            return OrderDecision.No(OrderRefusal.NotADraft);
        if (edit.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);
        if (edit.Order.Kind != head.Kind)
            return OrderDecision.Invalid("/kind", $"must stay {OrderWords.Of(head.Kind)}");
        if (head.Entries >= OrderLimits.HistoryMax)
            return OrderDecision.No(OrderRefusal.TooManyNotes);
        return OrderPlacing.Edited(head, details, lines, edit.Order, now);
    }

    /// <summary>Opens a finished order again. One that gave its goods back to the stock stays finished: they may be
    /// another's by now.</summary>
    public static OrderDecision Reopen(OrderHead head, long version, ReopenOrder reopen, DateTimeOffset now)
    {
        if (OrderLifecycle.Reopened(head.Kind, head.Status) is not { } to)
            return OrderDecision.No(OrderRefusal.IllegalTransition);
        if (reopen.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);
        if ((head.CompletedAt ?? head.CancelledAt ?? head.UpdatedAt) + OrderLimits.ReopenWindow < now)
            return OrderDecision.No(OrderRefusal.ReopenWindowOver);
        if (head.Reservation == ReservationState.Released)
            return OrderDecision.No(OrderRefusal.IllegalTransition);
        if (TextProblem("/reason", reopen.Reason, OrderLimits.ReasonLengthMax, isRequired: true) is { } problem)
            return problem;

        var next = head with
        {
            Status = to,
            CompletedAt = null,
            CancelledAt = null,
            CancelReason = null,
            UpdatedAt = now,
            Entries = head.Entries + 1,
        };
        return OrderDecision.To(to == OrderStatus.New ? Unassigned(next) : next, OrderEvents.Reopened) with
        {
            Note = reopen.Reason,
        };
    }

    /// <summary>Adds a note to the history.</summary>
    public static OrderDecision AddNote(OrderHead head, long version, AddOrderNote note, DateTimeOffset now)
    {
        if (note.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);
        if (TextProblem("/text", note.Text, OrderLimits.NoteLengthMax, isRequired: true) is { } problem)
            return problem;
        if (head.Entries >= OrderLimits.HistoryMax)
            return OrderDecision.No(OrderRefusal.TooManyNotes);

        return OrderDecision.To(head with { UpdatedAt = now, Entries = head.Entries + 1 }, OrderEvents.Noted) with
        {
            Note = note.Text,
            IsPublic = note.Public,
        };
    }

    /// <summary>What is due by now, if anything: a draft or an unpaid order expires, what was kept in stock for a
    /// cancelled one is no longer waited for. A pending reservation is the grain's to ask for.</summary>
    public static OrderDecision Due(OrderHead head, DateTimeOffset now)
    {
        if (head.DueAt is not { } due || due > now)
            return OrderDecision.Repeat;

        // Somebody who paid a part is not to lose the order without a person looking at it.
        var isUnpaid = head.PaidMinor == head.RefundedMinor && head.PaymentStatus != PaymentStatus.Paid;
        var isLate = head.Status == OrderStatus.Draft
            || (head.Stage == OrderStage.Open && isUnpaid && head.PayBy <= now);
        if (!isLate)
            return OrderDecision.To(head with { DueAt = null }, happened: "");

        return OrderDecision.To(
            Ended(head, now) with
            {
                Status = OrderStatus.Expired,
                CancelReason = head.Status == OrderStatus.Draft ? "not_confirmed" : "not_paid",
                UpdatedAt = now,
                Entries = head.Entries + 1,
            },
            OrderEvents.Expired);
    }

    /// <summary>What has to become of what is kept in stock, as the order stands; null when nothing has to. Goods
    /// leave it when they are sent. New services keep nothing there; those that once did take it when the work is done:
    /// who is on the way may turn back.</summary>
    public static ReservationState? StockOwed(OrderHead head) =>
        head.Reservation != ReservationState.Reserved ? null : head.Stage switch
        {
            OrderStage.Cancelled => ReservationState.Released,
            OrderStage.InTransit when head.Kind == OrderKind.Service => null,
            OrderStage.InTransit or OrderStage.Done => ReservationState.Committed,
            OrderStage.Draft or OrderStage.Open or OrderStage.Committed or OrderStage.InProgress => null,
        };

    // The same status again changes no status. A price or a parcel that is new is still taken: the vendor's app sends
    // both in one.
    private static OrderDecision Amend(OrderHead head, long version, ChangeOrderStatus change, DateTimeOffset now)
    {
        // What was estimated and is said at the end is the same amount once more.
        if (head.Stage == OrderStage.Done && change.DealingPriceMinor == head.Amount.Minor)
            change = change with { DealingPriceMinor = null };
        var next = Amended(head, change);
        if (next == head)
            return OrderDecision.Repeat;
        if (change.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);
        if (next.DealingPriceMinor != head.DealingPriceMinor && IsPriceFixed(head))
            return OrderDecision.No(OrderRefusal.IllegalTransition);
        return Missing(head, head.Status, change) ?? OrderDecision.To(
            next with { UpdatedAt = now, Entries = head.Entries + 1 }, OrderEvents.Changed) with
        { Note = change.Note };
    }

    // What was invoiced and counted stays so; whoever wants another price opens the order again.
    private static bool IsPriceFixed(OrderHead head) => head.Kind == OrderKind.Service && head.Stage switch
    {
        OrderStage.Done => head.Amount.Minor is not null,
        OrderStage.Cancelled => true,
        OrderStage.Draft or OrderStage.Open or OrderStage.Committed or OrderStage.InProgress
            or OrderStage.InTransit => false,
    };

    private static OrderHead Amended(OrderHead head, ChangeOrderStatus change) =>
        head with
        {
            DealingPriceMinor = change.DealingPriceMinor ?? head.DealingPriceMinor,
            TrackingNumber = Clean(change.TrackingNumber) ?? head.TrackingNumber,
            Carrier = Clean(change.Carrier) ?? head.Carrier,
            EstimatedDelivery = change.EstimatedDelivery ?? head.EstimatedDelivery,
            BeforeImageUrl = Clean(change.BeforeImageUrl) ?? head.BeforeImageUrl,
            AfterImageUrl = Clean(change.AfterImageUrl) ?? head.AfterImageUrl,
        };

    private static OrderDecision Confirm(OrderHead draft, bool needsStock, DateTimeOffset now)
    {
        if (draft.Reservation == ReservationState.Pending)
            return OrderDecision.Repeat;
        var next = OrderPlacing.Confirm(draft, needsStock, now) with { UpdatedAt = now, Entries = draft.Entries + 1 };
        return OrderDecision.To(next, needsStock ? OrderEvents.Changed : OrderEvents.Placed);
    }

    private static OrderHead Stamped(
        OrderHead head, OrderHead next, ChangeOrderStatus change, DateTimeOffset now) => next.Status switch
        {
            OrderStatus.New => Unassigned(next),
            OrderStatus.Accepted when head.Status == OrderStatus.OnWay => next with { OnWayAt = null },
            OrderStatus.Accepted or OrderStatus.Confirmed => next with { AcceptedAt = now, DueAt = null },
            OrderStatus.OnWay => next with { OnWayAt = now },
            OrderStatus.Shipped => Settling(next with { OnWayAt = now }, now),
            OrderStatus.Processing => next with { ProcessingAt = now, DueAt = null },
            OrderStatus.Completed or OrderStatus.Delivered => Settling(next with { CompletedAt = now }, now),
            OrderStatus.Cancelled => Ended(next, now) with { CancelReason = Clean(change.Reason) },
            OrderStatus.Packaged => next,
            OrderStatus.Draft or OrderStatus.Pending or OrderStatus.Expired =>
                throw new InvalidOperationException($"Nobody moves an order to {next.Status}."),
        };

    /// <summary>Nobody has it any more.</summary>
    public static OrderHead Unassigned(OrderHead head) =>
        head with
        {
            VendorId = null,
            VendorName = null,
            DispatchStatus = DispatchStatus.None,
            AcceptedAt = null,
            OnWayAt = null,
            ProcessingAt = null,
        };

    // What was kept leaves the stock after this has been written; due work sees to it if the process stops.
    private static OrderHead Settling(OrderHead head, DateTimeOffset now) =>
        head.Reservation == ReservationState.Reserved ? head with { DueAt = now } : head;

    // The same for what is given back to the stock.
    private static OrderHead Ended(OrderHead head, DateTimeOffset now) =>
        head with
        {
            CancelledAt = now,
            DueAt = head.Reservation == ReservationState.Reserved ? now : null,
        };

    private static OrderDecision? Missing(OrderHead head, OrderStatus to, ChangeOrderStatus change)
    {
        var begun = head.Status is OrderStatus.Processing or OrderStatus.Packaged;
        return TextProblem("/reason", change.Reason, OrderLimits.ReasonLengthMax, to == OrderStatus.Cancelled && begun)
            ?? TextProblem("/note", change.Note, OrderLimits.NoteLengthMax, isRequired: false)
            ?? TextProblem("/carrier", change.Carrier, OrderLimits.TrackingLengthMax, isRequired: false)
            ?? TextProblem("/tracking_number", change.TrackingNumber, OrderLimits.TrackingLengthMax, isRequired: false)
            ?? ImageProblem("/before_image_url", change.BeforeImageUrl)
            ?? ImageProblem("/after_image_url", change.AfterImageUrl)
            ?? PriceProblem(head, change)
            ?? ParcelProblem(head, to, change);
    }

    private static OrderDecision? PriceProblem(OrderHead head, ChangeOrderStatus change) =>
        change.DealingPriceMinor switch
        {
            null => null,
            < 0 or > OrderLimits.AmountMinorMax =>
                OrderDecision.Invalid("/dealing_price", "must be from 0 to the largest amount"),
            _ when head.Kind == OrderKind.Product =>
                OrderDecision.Invalid("/dealing_price", "is only for services; goods have the prices of their lines"),
            _ => null,
        };

    private static OrderDecision? ParcelProblem(OrderHead head, OrderStatus to, ChangeOrderStatus change) =>
        to == OrderStatus.Shipped
            && Clean(change.TrackingNumber) is null && head.TrackingNumber is null
            && !string.Equals(Clean(change.Carrier) ?? head.Carrier, NoCarrier, StringComparison.OrdinalIgnoreCase)
            ? OrderDecision.Invalid("/tracking_number", "is required, unless carrier is \"none\"")
            : null;

    private static OrderDecision? ImageProblem(string pointer, string? url) =>
        Clean(url) is not { } text ? null
        : text.Length > OrderLimits.ImageUrlLengthMax
            || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? OrderDecision.Invalid(pointer, "must be an address, https://…")
            : null;

    private static OrderDecision? TextProblem(string pointer, string? text, int lengthMax, bool isRequired) =>
        isRequired && Clean(text) is null ? OrderDecision.Invalid(pointer, "is required")
        : text?.Length > lengthMax ? OrderDecision.Invalid(pointer, $"must be at most {lengthMax} characters")
        : text?.Contains('\0', StringComparison.Ordinal) == true
            ? OrderDecision.Invalid(pointer, "must not hold a null character")
            : null;

    private static Mover MoverOf(ChangeOrderStatus change, Actor actor) =>
        change.VendorId is not null ? Mover.Vendor : actor.Kind switch
        {
            ActorKind.System => Mover.Clock | Mover.Staff,
            ActorKind.PlatformAdmin or ActorKind.Member or ActorKind.ApiKey => Mover.Staff,
            ActorKind.Customer or ActorKind.Call => Mover.Customer,
            ActorKind.Vendor or ActorKind.Provider => Mover.None,
        };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
