using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>Where a lane of a consumer stands in the database.</summary>
/// <param name="Consumer">The consumer's name.</param>
/// <param name="Lane">0 to 15.</param>
/// <param name="Position">Everything up to here was applied, or is parked, or is a dead letter.</param>
/// <param name="Version">Counts the commits of this lane; a commit decided on an older version is refused.</param>
public sealed record LanePlace(string Consumer, int Lane, long Position, long Version);

/// <summary>An event that left the lane's line and waits: behind another of its subject, for its next try, or (outside
/// effects) for its delivery.</summary>
/// <param name="Entry">The event itself; it may outlive its month of the log.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="DueAt">Not before this. Only the first waiting event of a subject is ever tried.</param>
/// <param name="Error">How the last try failed: the exception's type and message.</param>
public sealed record ParkedEvent(LogEntry Entry, int Attempts, DateTimeOffset DueAt, string? Error);

/// <summary>One commit of a lane: all of it in one transaction, or nothing.</summary>
/// <param name="Place">What the step was decided on: the fence.</param>
/// <param name="Position">The new position; never lower.</param>
/// <param name="Apply">Events whose table effect happens in the same transaction; empty for the other kinds.</param>
/// <param name="Park">Events to park, or parked ones to change.</param>
/// <param name="Done">Positions of parked events that are finished.</param>
/// <param name="Dead">Events that are given up until an admin decides; their parked rows go.</param>
/// <param name="Verdict">An admin's decision about a dead letter, kept as an audit entry.</param>
public sealed record LaneStep(
    LanePlace Place,
    long Position,
    ImmutableArray<LogEntry> Apply,
    ImmutableArray<ParkedEvent> Park,
    ImmutableArray<long> Done,
    ImmutableArray<ParkedEvent> Dead,
    DeadLetterVerdict? Verdict = null)
{
    /// <summary>A step that changes nothing yet.</summary>
    public static LaneStep From(LanePlace place) => new(place, place.Position, [], [], [], []);
}

/// <summary>What a lane needs from the database.</summary>
public interface ILaneStore
{
    /// <summary>Where the lane stands; a lane that never ran begins at 0.</summary>
    Task<LanePlace> LoadAsync(string consumer, int lane, CancellationToken cancellationToken);

    /// <summary>The lane's events after a position and up to another, in order.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAsync(
        int lane, long after, long through, int limit, CancellationToken cancellationToken);

    /// <summary>Subjects that have a parked event or a dead letter: their later events must wait.</summary>
    Task<IReadOnlyList<string>> WaitingAsync(string consumer, int lane, CancellationToken cancellationToken);

    /// <summary>The first parked event of each subject without a dead letter, as far as it is due.</summary>
    Task<IReadOnlyList<ParkedEvent>> DueAsync(
        string consumer, int lane, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>One dead letter of the lane, or null.</summary>
    Task<DeadLetter?> FindDeadAsync(string consumer, int lane, long position, CancellationToken cancellationToken);

    /// <summary>Writes a step and answers the lane's new place.</summary>
    /// <exception cref="LaneFencedException">Another activation of this lane wrote since; load again.</exception>
    /// <exception cref="EffectFailedException">The table effect threw or was refused; nothing was written.</exception>
    /// <exception cref="Commits.StorageUnavailableException">The database is away; nothing is wrong with the events.
    /// </exception>
    Task<LanePlace> CommitAsync(LaneStep step, CancellationToken cancellationToken);
}

/// <summary>Another activation of the same lane has written since this one read: this one must load again.</summary>
[GenerateSerializer, Alias("Platform.LaneFencedException")]
public sealed class LaneFencedException(string consumer, int lane)
    : OrleansException($"Lane {lane} of {consumer} was moved by somebody else.");

/// <summary>An effect failed because of the events it was given, not because the database was away.</summary>
[GenerateSerializer, Alias("Platform.EffectFailedException")]
public sealed class EffectFailedException(string message, Exception? innerException)
    : OrleansException(message, innerException!);
