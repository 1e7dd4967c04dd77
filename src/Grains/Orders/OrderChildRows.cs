using Platform.Commits;

namespace Platform.Orders;

/// <summary>The person and the words of an order; replaced when the person is erased.</summary>
internal sealed record OrderDetailsRow(Guid AccountId, Guid OrderId, OrderDetails Details, string Search) : IRow;

/// <summary>A line of an order; never changed. An edited draft gets lines of the next revision.</summary>
internal sealed record OrderLineRow(Guid AccountId, Guid OrderId, int Revision, OrderLine Line) : IRow;

/// <summary>One thing that happened; never changed, and without personal data.</summary>
internal sealed record OrderHistoryRow(
    Guid AccountId, Guid OrderId, int Entry, DateTimeOffset At, string Kind, OrderStatus? From, OrderStatus? To,
    string Actor, Guid? TraceId) : IRow;

/// <summary>What somebody wrote about an entry of the history; replaced when the person is erased.</summary>
internal sealed record OrderNoteRow(Guid AccountId, Guid OrderId, int Entry, string Text, bool Public) : IRow;

/// <summary>Money that came or went; never changed. What was written with it is its entry's note.</summary>
internal sealed record OrderPaymentRow(
    Guid AccountId, Guid OrderId, int Entry, RecordPayment Payment, DateTimeOffset At, string Actor) : IRow;

/// <summary>An offer as it now stands.</summary>
internal sealed record OrderOfferRow(Guid AccountId, Guid OrderId, OrderOffer Offer) : IRow;
