using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>What the rules decided: the next head and what is told about it, a refusal, or that there is nothing to
/// do.</summary>
internal sealed record OrderDecision
{
    /// <summary>The order stands as it was asked to: answer it, write nothing.</summary>
    public static OrderDecision Repeat { get; } = new();

    /// <summary>The head as it shall be; null when nothing is written.</summary>
    public OrderHead? Next { get; init; }

    /// <summary>The kind of the event, for example <c>order.placed</c>.</summary>
    public string Event { get; private init; } = "";

    /// <summary>Written with the event; personal data, for all we know.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the customer may see the note.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Replaces the stored details.</summary>
    public OrderDetails? Details { get; init; }

    /// <summary>Lines of an order that is made or edited now; null where they stay.</summary>
    public ImmutableArray<OrderLine>? Lines { get; init; }

    /// <summary>How the vendors of an order that is made now were chosen.</summary>
    public AskedSelection? Selection { get; init; }

    /// <summary>Entries of the history whose notes are made empty.</summary>
    public ImmutableArray<int> Erased { get; init; } = [];

    /// <summary>Offers that are made or closed.</summary>
    public ImmutableArray<OrderOffer> Offers { get; init; } = [];

    /// <summary>What the event says about them.</summary>
    public OfferNews? News { get; init; }

    /// <summary>Money that came or went.</summary>
    public RecordPayment? Payment { get; init; }

    public OrderRefusal? Refusal { get; private init; }

    public ImmutableArray<FieldProblem> Problems { get; private init; } = [];

    public static OrderDecision To(OrderHead next, string happened) => new() { Next = next, Event = happened };

    public static OrderDecision No(OrderRefusal refusal) => new() { Refusal = refusal };

    public static OrderDecision No(OrderRefusal refusal, ImmutableArray<FieldProblem> problems) =>
        new() { Refusal = refusal, Problems = problems };

    public static OrderDecision Invalid(string pointer, string reason) =>
        No(OrderRefusal.Invalid, [new(pointer, reason)]);
}
