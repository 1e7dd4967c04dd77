using Platform.Commits;
using Platform.Orders;

namespace Platform.Dispatch;

/// <summary>Finds a vendor for one order: ranks who can do it, has the order offered in waves, waits, and calls a
/// person when nobody is left. Key: <c>{account}/{order}</c>.</summary>
[Alias("Platform.IDispatchGrain")]
public interface IDispatchGrain : IGrainWithStringKey
{
    /// <summary>Starts, or starts anew, because somebody asks for it. Answers the order as it then stands.</summary>
    [Alias("Start")]
    Task<OrderOutcome> Start(StartDispatch start, Command command);

    /// <summary>Takes the order from its vendor and starts anew without him.</summary>
    [Alias("Reassign")]
    Task<OrderOutcome> Reassign(StartDispatch start, Command command);

    /// <summary>The order became open at this position of the log. Starts unless it was heard before, or the account
    /// does not dispatch.</summary>
    /// <param name="position">The event's.</param>
    /// <param name="at">When it was committed: what is long past is not offered out of the blue.</param>
    [Alias("Opened")]
    Task Opened(long position, DateTimeOffset at);

    /// <summary>An offer was closed: perhaps the wave is over.</summary>
    [Alias("Answered")]
    Task Answered();
}

/// <summary>Somebody asks for dispatch.</summary>
/// <param name="VendorId">Ask this vendor first, whatever his score; null for the best.</param>
/// <param name="ExpectedVersion">The order's version that it was decided on, or null for any.</param>
/// <param name="Reason">Why, kept in the order's history; null for nothing to say.</param>
[GenerateSerializer, Immutable, Alias("Platform.StartDispatch")]
public sealed record StartDispatch(
    [property: Id(0)] Guid? VendorId,
    [property: Id(1)] long? ExpectedVersion,
    [property: Id(2)] string? Reason);
