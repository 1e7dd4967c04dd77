using System.Collections.Immutable;
using Platform.Stock;
using Platform.Storage;

namespace Platform.Simulation;

/// <summary>Reservations in the simulated database.</summary>
internal sealed class SimulatedStock(SimulatedDatabase database, StoreLine line) : IStockRows
{
    public Task<ImmutableArray<StockReservation>> ActiveAsync(
        Guid accountId, Guid itemId, CancellationToken cancellationToken) =>
        Read("store finds what is promised", () => Rows(itemId)
            .Where(one => one.Status == ReservationStatus.Active).OrderBy(one => one.OwnerId).ToImmutableArray());

    public Task<StockReservation?> FindAsync(
        Guid accountId, Guid itemId, Guid ownerId, CancellationToken cancellationToken) =>
        Read("store finds a promise", () => Rows(itemId).FirstOrDefault(one => one.OwnerId == ownerId));

    private IEnumerable<StockReservation> Rows(Guid itemId) => database.Rows<StockReservationRow>()
        .Where(row => row.ItemId == itemId).Select(row => row.Reservation);

    private Task<T> Read<T>(string what, Func<T> work) => Failures.TranslateAsync(() => line.Read(what, work));
}
