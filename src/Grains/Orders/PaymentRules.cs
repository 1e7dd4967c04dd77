using System.Globalization;
using Platform.Money;

namespace Platform.Orders;

/// <summary>Every decision about the money of an order. Pure. Nobody pays more than the order is worth, and nothing is
/// given back that is not there.</summary>
internal static class PaymentRules
{
    /// <summary>Where the money is: paid as soon as what was received, less what was given back, reaches the
    /// amount. What costs nothing is paid from its placing.</summary>
    public static PaymentStatus StatusOf(OrderHead head)
    {
        var (paid, refunded) = (head.PaidMinor, head.RefundedMinor);
        return paid == 0 ? CostsNothing(head) ? PaymentStatus.Paid : PaymentStatus.Unpaid
            : refunded == paid ? PaymentStatus.Refunded
            : paid - refunded >= head.Amount.Minor ? PaymentStatus.Paid
            : refunded > 0 ? PaymentStatus.PartiallyRefunded
            : PaymentStatus.Unpaid;
    }

    /// <summary>Takes down that money was received or given back.</summary>
    public static OrderDecision Record(OrderHead head, long version, RecordPayment payment, DateTimeOffset now)
    {
        if (payment.ExpectedVersion is { } expected && expected != version)
            return OrderDecision.No(OrderRefusal.VersionMismatch);
        if (payment.AmountMinor is < 1 or > OrderLimits.AmountMinorMax)
            return OrderDecision.Invalid("/amount", "must be more than 0 and at most the largest amount");
        if (payment.Reference is { } text
            && (text.Length > OrderLimits.PaymentReferenceLengthMax || text.Contains('\0', StringComparison.Ordinal)))
        {
            return OrderDecision.Invalid(
                "/reference", $"must be at most {OrderLimits.PaymentReferenceLengthMax} characters, none of them null");
        }

        var isIn = payment.Kind == PaymentKind.Received;
        if (head.Stage == OrderStage.Draft || head.Amount.Minor is null
            || (isIn && head.Stage == OrderStage.Cancelled))
        {
            return OrderDecision.No(OrderRefusal.NotPayable);
        }

        if (Excess(head, payment) is { } tooMuch)
            return tooMuch;
        if (head.Entries >= OrderLimits.HistoryMax)
            return OrderDecision.No(OrderRefusal.TooManyNotes);

        var next = head with
        {
            PaidMinor = head.PaidMinor + (isIn ? payment.AmountMinor : 0),
            RefundedMinor = head.RefundedMinor + (isIn ? 0 : payment.AmountMinor),
            UpdatedAt = now,
            Entries = head.Entries + 1,
        };
        return OrderDecision.To(next, isIn ? OrderEvents.PaymentReceived : OrderEvents.PaymentRefunded) with
        {
            Note = string.IsNullOrWhiteSpace(payment.Reference) ? null : payment.Reference,
            Payment = payment,
        };
    }

    // An estimate is no price yet, and nobody owes anything for an order that is none.
    private static bool CostsNothing(OrderHead head) =>
        head.Amount is (0, not AmountKind.Estimated) && head.Stage is not (OrderStage.Draft or OrderStage.Cancelled);

    private static OrderDecision? Excess(OrderHead head, RecordPayment payment)
    {
        var kept = head.PaidMinor - head.RefundedMinor;
        var (most, refusal) = payment.Kind switch
        {
            PaymentKind.Received => (Math.Max(0, head.Amount.Minor!.Value - kept), OrderRefusal.PaymentTooLarge),
            PaymentKind.Refunded => (kept, OrderRefusal.RefundTooLarge),
        };
        if (payment.AmountMinor <= most)
            return null;
        var amount = Currency.ToAmount(most, head.Currency).ToString(CultureInfo.InvariantCulture);
        return OrderDecision.No(refusal, [new("/amount", $"must be at most {amount} {head.Currency}")]);
    }
}
