using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Calls;

/// <summary>Something a person has to do: call somebody back. Personal data.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CallTask")]
public sealed record CallTask
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }
    [Id(2)] public required Guid ShopId { get; init; }
    [Id(3)] public required Guid CallId { get; init; }

    /// <summary>Whom to call: E.164 or what the provider said; null when the number was withheld.</summary>
    [Id(4)] public string? Phone { get; init; }

    [Id(5)] public required TaskReason Reason { get; init; }
    [Id(6)] public required TaskState Status { get; init; }
    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }
    [Id(8)] public required DateTimeOffset DueAt { get; init; }
    [Id(9)] public DateTimeOffset? DoneAt { get; init; }
}

/// <summary>Why a person has to call back.</summary>
public enum TaskReason
{
    Asked = 1,
    NotUnderstood = 2,
    Question = 3,
    OrderTrouble = 4,

    /// <summary>The caller hung up in the middle of an order.</summary>
    Abandoned = 5,

    /// <summary>The call came while the platform could not take it.</summary>
    TurnedAway = 6,
}

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    Open = 1,
    Done = 2,
    Dismissed = 3,
}

/// <summary>One task. Key: <c>{account}/{task}</c>.</summary>
[Alias("Platform.ICallTaskGrain")]
public interface ICallTaskGrain : IGrainWithStringKey
{
    /// <summary>The task as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<VersionedTask?>> Find();

    /// <summary>Makes the task; again changes nothing.</summary>
    [Alias("Open")]
    Task Open(CallTask task, Command command);

    /// <summary>Moves it; the state it already has answers the task.</summary>
    [Alias("Move")]
    Task<TaskOutcome> Move(TaskState status, long? version, Command command);

    /// <summary>Forgets whom to call; one that is open is dismissed. Without a task, or again, nothing.</summary>
    [Alias("Erase")]
    Task Erase(Command command);
}

/// <summary>A task and its version.</summary>
[GenerateSerializer, Immutable, Alias("Platform.VersionedTask")]
public sealed record VersionedTask([property: Id(0)] CallTask Task, [property: Id(1)] long Version);

/// <summary>Why a task stays as it is.</summary>
public enum TaskRefusal
{
    NotFound = 1,
    VersionDiffers = 2,
}

/// <summary>The answer to a command: the task as it now stands, or why not.</summary>
[GenerateSerializer, Immutable, Alias("Platform.TaskOutcome")]
public sealed record TaskOutcome(
    [property: Id(0)] VersionedTask? Task, [property: Id(1)] long Position, [property: Id(2)] TaskRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Task))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator TaskOutcome(TaskRefusal refusal) => new(null, 0, refusal);
}
