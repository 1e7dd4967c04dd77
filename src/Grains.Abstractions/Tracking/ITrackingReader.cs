using Platform.Orders;

namespace Platform.Tracking;

/// <summary>Looks orders up by their number for people who are not signed in.</summary>
public interface ITrackingReader
{
    /// <summary>How far the order is, without anything about anybody; null when there is none.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<OrderStub?> FindAsync(string orderNumber, CancellationToken cancellationToken);

    /// <summary>What a proof is compared with; null when there is no such order. Costs the same either way.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<ProofFacts?> FindForProofAsync(string orderNumber, CancellationToken cancellationToken);
}

/// <summary>How far an order is. Times are UTC; null for what was not reached.</summary>
/// <param name="Eta">When it was asked for, as far as that is known.</param>
public sealed record OrderStub(
    OrderKind Kind, OrderStatus Status, DateTimeOffset? AcceptedAt, DateTimeOffset? OnWayAt,
    DateTimeOffset? ProcessingAt, DateTimeOffset? Eta);

/// <summary>Whose order it is, and what its customer can prove to know. Personal data: compared, never
/// answered.</summary>
public sealed record ProofFacts(Guid AccountId, Guid OrderId, string? Phone, string? Email);
