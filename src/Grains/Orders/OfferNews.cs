using System.Collections.Immutable;

namespace Platform.Orders;

/// <summary>What an event says about offers beside the order itself.</summary>
/// <param name="Vendors">Who hears of it, beside the vendor whose order it is.</param>
internal sealed record OfferNews(ImmutableArray<Guid> Vendors)
{
    public int? Wave { get; init; }

    /// <summary>How many.</summary>
    public int? Offers { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many vendors somebody chose when the order was made.</summary>
    public int? Selected { get; init; }

    /// <summary>Why a person is needed, or why the offer is gone.</summary>
    public string? Reason { get; init; }
}
