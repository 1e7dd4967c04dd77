using Microsoft.Extensions.Logging;
using Platform.Orders;

namespace Platform.Calls;

internal sealed partial class CallSessionGrain
{
    [LoggerMessage(3001, LogLevel.Warning, "Call {CallId}: {Work} postponed after {Failure}")]
    private partial void LogWorkPostponed(Guid callId, CallWork? work, string failure);

    [LoggerMessage(3002, LogLevel.Warning, "Call {CallId}: its order was refused, {Refusal}")]
    private partial void LogOrderRefused(Guid callId, OrderRefusal refusal);

    [LoggerMessage(3003, LogLevel.Error, "Call {CallId}: its order broke {Constraint}")]
    private partial void LogOrderNotStored(Guid callId, string? constraint);
}
