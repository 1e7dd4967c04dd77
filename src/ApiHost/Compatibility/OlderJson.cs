using System.Text.Json.Serialization;
using Platform.Backups;
using Platform.Schedules;
using Platform.Stock;

namespace Platform.Compatibility;

/// <summary>What earlier clients send and receive.</summary>
[JsonSerializable(typeof(OlderOrderRequest))]
[JsonSerializable(typeof(SelectionRequest))]
[JsonSerializable(typeof(OlderStatusRequest))]
[JsonSerializable(typeof(OlderPage))]
[JsonSerializable(typeof(SingleOrder))]
[JsonSerializable(typeof(OlderAnswer<ListedOrder>))]
[JsonSerializable(typeof(OlderStats))]
[JsonSerializable(typeof(OlderHistoryAnswer))]
[JsonSerializable(typeof(ShopSetupRequest))]
[JsonSerializable(typeof(ShopSetupAnswer))]
[JsonSerializable(typeof(OlderShopsAnswer))]
[JsonSerializable(typeof(ShopConfigAnswer))]
[JsonSerializable(typeof(AnalyticsRequest))]
[JsonSerializable(typeof(AnalyticsAnswer))]
[JsonSerializable(typeof(AdminOperation))]
[JsonSerializable(typeof(AdminOperationAnswer))]
[JsonSerializable(typeof(PlatformStats))]
[JsonSerializable(typeof(PlatformDayAnswer))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(StockOperation))]
[JsonSerializable(typeof(StockOperationAnswer))]
[JsonSerializable(typeof(ProcessedOrder))]
[JsonSerializable(typeof(ItemAnswer))]
[JsonSerializable(typeof(ItemAnswer[]))]
[JsonSerializable(typeof(IReadOnlyList<ItemAnswer>))]
internal sealed partial class OlderJson : JsonSerializerContext;
