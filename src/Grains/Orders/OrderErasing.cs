using System.Collections.Immutable;
using Platform.Customers;
using Platform.Erasures;

namespace Platform.Orders;

/// <summary>Decisions about erasing the person of an order. Pure.</summary>
internal static class OrderErasing
{
    /// <summary>Takes the person out and keeps the figures. Where nothing personal was written since the last time
    /// there is nothing to do.</summary>
    /// <param name="noted">The entries of the history that somebody wrote about.</param>
    /// <param name="hasPicturesAgain">Pictures came after an erasure.</param>
    public static OrderDecision Erase(
        OrderHead head, OrderDetails details, ImmutableArray<int> noted, bool hasPicturesAgain, string reason,
        DateTimeOffset now) =>
        head.Erasure is not null && IsBare(head, details) && !hasPicturesAgain
            && noted.All(entry => entry <= head.ErasedEntry)
            ? OrderDecision.Repeat
            : OrderDecision.To(
                head with
                {
                    CancelReason = null,
                    TrackingNumber = null,
                    BeforeImageUrl = null,
                    AfterImageUrl = null,
                    Erasure = new Erasure(now, ErasureState.Running, reason),
                    ErasedEntry = head.Entries + 1,
                    ErasingCustomerId = details.Customer.Phone is { } phone
                        ? Customer.IdOf(head.AccountId, phone)
                        : head.ErasingCustomerId,
                    UpdatedAt = now,
                    Entries = head.Entries + 1,
                },
                OrderEvents.PersonErased) with
            {
                Note = reason,
                Details = Bare(details),
                Erased = noted,
            };

    /// <summary>All that hangs on the order is erased, too. Nothing when another erasure began since.</summary>
    public static OrderDecision Finish(OrderHead head, int erasedEntry, DateTimeOffset now) =>
        head.Erasure is { State: ErasureState.Running } erasure && head.ErasedEntry == erasedEntry
            ? OrderDecision.To(
                head with
                {
                    Erasure = erasure with { State = ErasureState.Done },
                    ErasingCustomerId = null,
                    UpdatedAt = now,
                    Entries = head.Entries + 1,
                },
                OrderEvents.ErasureFinished)
            : OrderDecision.Repeat;

    /// <summary>What is still to be erased elsewhere, or null.</summary>
    public static OwedErasure? Owed(OrderHead head) =>
        head.Erasure is { State: ErasureState.Running } erasure
            ? new OwedErasure(head.CallId, head.ErasingCustomerId, head.ErasedEntry, erasure.Reason)
            : null;

    // What was ordered and for how much stays: figures, invoices and the stock are made of it.
    private static OrderDetails Bare(OrderDetails details) => new()
    {
        ServiceLabel = details.ServiceLabel,
        SelectedVendors = details.SelectedVendors,
        RequestHash = details.RequestHash,
        PaymentMethod = details.PaymentMethod,
        PricePackage = details.PricePackage,
        SelectionId = details.SelectionId,
    };

    private static bool IsBare(OrderHead head, OrderDetails details) =>
        head is { CancelReason: null, TrackingNumber: null, BeforeImageUrl: null, AfterImageUrl: null }
        && details is
        {
            Customer: { Name: null, Phone: null, PhoneRaw: null, Email: null },
            Address: null, Location: null, BusinessName: null, Description: null, RequestedTime: null,
            CustomerNotes: null, InternalNotes: null, MetadataJson: null, ConversationId: null, Messages: null,
            RatingComment: null,
        };
}
