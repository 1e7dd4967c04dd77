using System.Globalization;
using System.Text.Json;
using Platform.Calls;
using Platform.Commits;
using Platform.Consumers;
using Platform.Ids;
using Platform.Live;

namespace Platform.Stock;

/// <summary>Calls a person when an item has sunk to its threshold: one alert each time it does, however often the log
/// is read.</summary>
internal sealed class StockAlerts(IGrainFactory grains) : IGrainEffect
{
    private const string Low = "low-stock";

    public string Name => "stock-alerts";

    public bool Concerns(LogEntry entry) => entry.AccountId is not null && entry.Kind == StockEvents.Low;

    public async Task Apply(LogEntry entry, CancellationToken cancellationToken)
    {
        var accountId = entry.AccountId!.Value;
        var body = JsonSerializer.Deserialize(entry.Body, StockEventJson.Default.StockBody)!;
        var item = await grains.GetGrain<IStockItemGrain>(GrainKey.Of(accountId, body.ItemId)).Find()
            ?? throw new InvalidOperationException($"Item {body.ItemId} is low and not there.");

        // The event's place in the log is what makes it this crossing and no other.
        var crossing = entry.Position.ToString(CultureInfo.InvariantCulture);
        var text = new AlertText(
            Low, item.Details.Name, item.Id,
            string.Create(CultureInfo.InvariantCulture, $"{body.Available} left to sell"));
        await grains.GetGrain<IAlertGrain>(GrainKey.Of(accountId, NameBasedId.Of(Low, $"{item.Id:N}", crossing)))
            .RaiseOnce(text, new Command(accountId, Actor.System, "alerts.raise"));
    }
}
