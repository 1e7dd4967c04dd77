using System.Collections.Immutable;

namespace Platform.Commits;

/// <summary>What a grain hands to its storage: the state as it shall be, and what travels with it.
/// The platform's storage takes <see cref="Pending"/> out and writes it in the same transaction; another provider
/// keeps it in the state until it has been drained.</summary>
public sealed class Stored<T>
    where T : class
{
    /// <summary>The state; null while nothing was ever written.</summary>
    public T? Value { get; set; }

    /// <summary>What has to reach the database together with <see cref="Value"/>.</summary>
    public PendingCommit? Pending { get; set; }

    /// <summary>Position in the log of the last event of this state's last commit; set by the storage.</summary>
    public long Position { get; set; }
}

/// <summary>Everything that a commit carries beside the state. All of it is written, or nothing.</summary>
public sealed record PendingCommit(
    Actor Actor,
    string? TraceId,
    ImmutableArray<PendingEvent> Events,
    ImmutableArray<IRow> Rows,
    ImmutableArray<Receipt> Receipts);

/// <summary>An event to append to the log. No personal data: ids, statuses and amounts only.</summary>
/// <param name="Kind">Noun and past participle: <c>order.placed</c>.</param>
/// <param name="Subject">What it happened to: <c>orders/{id}</c>. Also a live topic.</param>
/// <param name="Body">JSON object in snake_case.</param>
/// <param name="Topics">Further live topics that hear it, for example <c>vendors/{id}</c>.</param>
/// <param name="Actor">Who asked for it, where the commit is of several commands; null: who asked for the
/// commit.</param>
/// <param name="TraceId">The trace of that command.</param>
public sealed record PendingEvent(
    string Kind, string Subject, string Body, ImmutableArray<string> Topics = default, Actor? Actor = null,
    string? TraceId = null)
{
    /// <summary>Who asked for it.</summary>
    public Actor ActorIn(PendingCommit commit) => Actor ?? commit.Actor;

    /// <summary>The trace in which it happened.</summary>
    public string? TraceIn(PendingCommit commit) => Actor is null ? commit.TraceId : TraceId;
}

/// <summary>A child row that one grain alone owns (an order's line, a call's turn). Implementations are sealed records
/// described by a <see cref="RowTable{TRow}"/>.</summary>
public interface IRow;

/// <summary>What a command answered, kept for 48 hours so that a repeated command gets the same answer.</summary>
/// <param name="AccountId">First part of the key.</param>
/// <param name="Principal">Second part of the key: who asked.</param>
/// <param name="Operation">Third part of the key.</param>
/// <param name="Key">Fourth part: the caller's id of the command.</param>
/// <param name="RequestHash">The same key with another hash is refused.</param>
/// <param name="Status">The HTTP status that was answered.</param>
/// <param name="SubjectId">The object that was created or changed.</param>
/// <param name="Version">Its version after the command.</param>
[GenerateSerializer, Immutable, Alias("Platform.Receipt")]
public sealed record Receipt(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] string Principal,
    [property: Id(2)] string Operation,
    [property: Id(3)] string Key,
    [property: Id(4)] string RequestHash,
    [property: Id(5)] int Status,
    [property: Id(6)] Guid SubjectId,
    [property: Id(7)] long Version);
