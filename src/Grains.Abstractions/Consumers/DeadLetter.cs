using Platform.Commits;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>An event that a consumer could not apply in 5 tries. Later events of its subject wait behind it.</summary>
/// <param name="Consumer">Who could not apply it.</param>
/// <param name="Lane">The lane it belongs to.</param>
/// <param name="Entry">The event.</param>
/// <param name="Attempts">Tries before it was given up.</param>
/// <param name="Error">How the last try failed.</param>
/// <param name="DiedAt">When it was given up, UTC.</param>
/// <param name="Waiting">How many later events of the same subject wait behind it.</param>
[GenerateSerializer, Immutable, Alias("Platform.DeadLetter")]
public sealed record DeadLetter(
    [property: Id(0)] string Consumer,
    [property: Id(1)] int Lane,
    [property: Id(2)] LogEntry Entry,
    [property: Id(3)] int Attempts,
    [property: Id(4)] string Error,
    [property: Id(5)] DateTimeOffset DiedAt,
    [property: Id(6)] long Waiting);

/// <summary>What an admin may decide about a dead letter.</summary>
public enum DeadLetterAction
{
    Replay = 1,
    Discard = 2,
}

/// <summary>A decision about a dead letter, kept for the audit.</summary>
[GenerateSerializer, Immutable, Alias("Platform.DeadLetterVerdict")]
public sealed record DeadLetterVerdict(
    [property: Id(0)] long Position,
    [property: Id(1)] DeadLetterAction Action,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset At);

/// <summary>Lists dead letters for platform admins.</summary>
public interface IDeadLetterReader
{
    /// <summary>Dead letters, newest position first, after the one that a page ended with.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(
        string? consumer, DeadLetterCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>One dead letter, or null.</summary>
    Task<DeadLetter?> FindAsync(string consumer, long position, CancellationToken cancellationToken);

    /// <summary>What was decided about letters, the latest decision first.</summary>
    /// <param name="before">Only decisions older than this one; null begins with the latest.</param>
    Task<IReadOnlyList<DecidedLetter>> DecidedAsync(long? before, int limit, CancellationToken cancellationToken);

    /// <summary>Where each lane of each consumer stands, to see what lags.</summary>
    Task<IReadOnlyList<LaneStatus>> LanesAsync(CancellationToken cancellationToken);
}

/// <summary>A decision about a dead letter, as it is kept for good.</summary>
/// <param name="Id">Its number, higher for later ones.</param>
/// <param name="Decision"><c>replay</c> or <c>discard</c>.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record DecidedLetter(
    long Id, string Consumer, long Position, Guid? AccountId, string Kind, string Subject, string Decision, string By,
    string Reason, DateTimeOffset At);

/// <summary>The last dead letter of a page.</summary>
public sealed record DeadLetterCursor(long Position, string Consumer);

/// <summary>How far a lane is, what waits in it and what is dead.</summary>
public sealed record LaneStatus(string Consumer, int Lane, long Position, long Head, long Parked, long Dead);
