using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Platform.Live;

/// <summary>What an API node hears from a feed: events in order, and where they join what it has.</summary>
/// <param name="Feed">The key of the feed.</param>
/// <param name="Previous">Nothing of this feed lies between this position and the first entry. A node that is not
/// there yet has missed something and reads the log.</param>
/// <param name="Through">Nothing of this feed up to here is missing after the last entry.</param>
/// <param name="Entries">What happened, in order.</param>
[GenerateSerializer, Immutable, Alias("Platform.LiveBatch")]
public sealed record LiveBatch(
    [property: Id(0)] string Feed,
    [property: Id(1)] long Previous,
    [property: Id(2)] long Through,
    [property: Id(3)] ImmutableArray<LogEntry> Entries);

/// <summary>What has no position and is not kept: tokens being spoken, presence, a vendor's position.</summary>
/// <param name="Kind">For example <c>call.speaking</c>.</param>
/// <param name="Subject">For example <c>calls/{id}</c>; also says who hears it.</param>
/// <param name="Body">JSON object in snake_case.</param>
[GenerateSerializer, Immutable, Alias("Platform.LiveNow")]
public sealed record LiveNow(
    [property: Id(0)] string Kind, [property: Id(1)] string Subject, [property: Id(2)] string Body);

/// <summary>The live feed of an account, a vendor or the platform (<see cref="FeedKey"/>): keeps the recent entries,
/// knows up to where it is complete, and tells the API nodes that listen. Whatever it is not told it reads from the
/// log.</summary>
[Alias("Platform.ILiveFeedGrain")]
public interface ILiveFeedGrain : IGrainWithStringKey
{
    /// <summary>What a flush wrote for this feed.</summary>
    [OneWay, Alias("Flushed")]
    Task Flushed(LiveBatch batch);

    /// <summary>Passes something on that has no position to whoever listens now.</summary>
    [OneWay, AlwaysInterleave, Alias("Now")]
    Task Now(LiveNow now);

    /// <summary>Listens, or goes on listening; to be repeated well within <see
    /// cref="LiveTimes.ObserverExpiry"/>.</summary>
    /// <returns>Everything after this position is told. Who was told less has missed something and reads the log up to
    /// here.</returns>
    [Alias("Subscribe")]
    Task<long> Subscribe(ILiveObserver observer);

    /// <summary>What the feed still has in memory after a position, or null when that does not reach back so far:
    /// read the log then.</summary>
    [Alias("Recent")]
    Task<LiveBatch?> Recent(long after);

    /// <summary>Listens no more.</summary>
    [Alias("Unsubscribe")]
    Task Unsubscribe(ILiveObserver observer);
}

/// <summary>An API node that listens. Delivery is at most once: a gap shows in <see
/// cref="LiveBatch.Previous"/>.</summary>
[Alias("Platform.ILiveObserver")]
public interface ILiveObserver : IGrainObserver
{
    /// <summary>Something happened.</summary>
    [OneWay, Alias("Happened")]
    Task Happened(LiveBatch batch);

    /// <summary>Something without a position.</summary>
    [OneWay, Alias("Now")]
    Task Now(string feed, LiveNow now);
}

/// <summary>Times that both ends of a subscription must agree on.</summary>
public static class LiveTimes
{
    /// <summary>A listener that is silent for so long is dropped.</summary>
    public static readonly TimeSpan ObserverExpiry = TimeSpan.FromSeconds(15);

    /// <summary>How often a listener says that it is still there, and learns what it may have missed.</summary>
    public static readonly TimeSpan ObserverRenewal = ObserverExpiry / 3;
}
