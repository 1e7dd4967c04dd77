namespace Platform.Orders;

/// <summary>Says that money was received for an order, or given back.</summary>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Method">How it went.</param>
/// <param name="Reference">What finds it again: the number of a receipt, the text of a transfer.</param>
public sealed record PaymentRequest(decimal Amount, PaymentMeans Method, string? Reference = null);

/// <summary>What was received for an order and given back, the first one first.</summary>
public sealed record PaymentsAnswer(IReadOnlyList<PaymentAnswer> Items);

/// <summary>A payment.</summary>
/// <param name="Position">Its place in the order's history.</param>
public sealed record PaymentAnswer(
    int Position, PaymentKind Kind, decimal Amount, long AmountMinor, PaymentMeans Method, string? Reference,
    DateTimeOffset At, string Actor);
