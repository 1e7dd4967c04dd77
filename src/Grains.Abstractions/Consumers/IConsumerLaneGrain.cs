using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Consumers;

/// <summary>One lane of one consumer, the only one that moves its position. Key: <c>{consumer}/{lane}</c>.</summary>
[Alias("Platform.IConsumerLaneGrain")]
public interface IConsumerLaneGrain : IGrainWithStringKey
{
    /// <summary>There may be something to read up to this position. A hint: the lane also looks by itself.</summary>
    [OneWay, AlwaysInterleave, Alias("Wake")]
    Task Wake(long position);

    /// <summary>The position up to which everything was looked at. What is stored of it follows seldom while nothing
    /// concerns the consumer.</summary>
    [AlwaysInterleave, Alias("Scanned")]
    Task<long> Scanned();

    /// <summary>Tries a dead letter again, and what waits behind it after that.</summary>
    /// <returns>Whether there was such a dead letter.</returns>
    [Alias("Replay")]
    Task<bool> Replay(long position, Actor actor, string reason);

    /// <summary>Gives a dead letter up for good; what waits behind it goes on.</summary>
    /// <returns>Whether there was such a dead letter.</returns>
    [Alias("Discard")]
    Task<bool> Discard(long position, Actor actor, string reason);
}

/// <summary>Sees to it that each lane of each consumer runs, also after a silo has died. Key: <c>all</c>.</summary>
[Alias("Platform.IConsumersGrain")]
public interface IConsumersGrain : IGrainWithStringKey
{
    /// <summary>Registers the reminder that keeps the lanes awake, and wakes them.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Wakes the lanes: sooner than the reminder would where a silo has died with some.</summary>
    [OneWay, AlwaysInterleave, Alias("Wake")]
    Task Wake();
}

/// <summary>Keys of lanes.</summary>
public static class LaneKey
{
    /// <summary>The key of the grain that watches all lanes.</summary>
    public const string All = "all";

    /// <summary>The key of a lane's grain.</summary>
    public static string Of(string consumer, int lane) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{consumer}/{lane}");

    /// <summary>The parts of a lane's key.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static (string Consumer, int Lane) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0
            ? (key[..slash], int.Parse(key.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture))
            : throw new FormatException($"'{key}' is not the key of a lane.");
    }
}
