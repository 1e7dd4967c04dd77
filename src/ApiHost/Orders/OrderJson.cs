using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Orders;

/// <summary>What orders send and receive, generated: no reflection on the way of an order.</summary>
[JsonSerializable(typeof(CreateOrderRequest))]
[JsonSerializable(typeof(ChangeStatusRequest))]
[JsonSerializable(typeof(OrderPatch))]
[JsonSerializable(typeof(SelectionAnswer))]
[JsonSerializable(typeof(ReopenRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(ErasePersonRequest))]
[JsonSerializable(typeof(PaymentRequest))]
[JsonSerializable(typeof(PaymentsAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(Page<OrderRowAnswer>))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(StatsAnswer))]
internal sealed partial class OrderJson : JsonSerializerContext;
