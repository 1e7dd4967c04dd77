using System.Text.Json.Serialization;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Backups;

/// <summary>The drills of one snapshot that somebody asks for. Key: <c>{account}/{snapshot}</c>. That it was taken, and
/// its first drill, are its job's.</summary>
[Alias("Platform.ISnapshotGrain")]
public interface ISnapshotGrain : IGrainWithStringKey
{
    /// <summary>The drill that is to be done or being done; null when there is none.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<SnapshotCheckView?> Find();

    /// <summary>Has the snapshot drilled as soon as it can. While one is to be done there is no second one. A repeated
    /// command is answered from its receipt.</summary>
    [Alias("Verify")]
    Task<SnapshotCheckOutcome> Verify(Command command);
}

/// <summary>A drill that was asked for and has not ended.</summary>
/// <param name="AskedBy">Who did.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="Progress">How much of the file was restored, from 0 to 1; null before it begins.</param>
[GenerateSerializer, Immutable, Alias("Platform.SnapshotCheckView")]
public sealed record SnapshotCheckView(
    [property: Id(0)] Actor AskedBy, [property: Id(1)] DateTimeOffset AskedAt, [property: Id(2)] double? Progress);

/// <summary>Why a drill was refused.</summary>
public enum SnapshotRefusal
{
    /// <summary>There is no such snapshot.</summary>
    NotFound = 1,

    /// <summary>Its file was let go.</summary>
    Deleted = 2,

    /// <summary>The key was used for another request.</summary>
    KeyReused = 3,
}

/// <summary>The answer to a command: why it was refused, or null.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SnapshotCheckOutcome")]
public sealed record SnapshotCheckOutcome(
    [property: Id(0)] SnapshotRefusal? Refusal, [property: Id(1)] bool IsReplayed = false)
{
    public static implicit operator SnapshotCheckOutcome(SnapshotRefusal refusal) => new(refusal);
}

/// <summary>How it is kept: what was asked for last.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SnapshotCheck")]
public sealed record SnapshotCheck
{
    [Id(0)] public required Guid SnapshotId { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }
    [Id(2)] public required Actor AskedBy { get; init; }
    [Id(3)] public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is to be done; null when it was.</summary>
    [Id(4)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Drills so far.</summary>
    [Id(5)] public int Drills { get; init; }
}

/// <summary>Body of <c>snapshot.drilled</c>.</summary>
/// <param name="Fault">In which way it failed; null when it can be restored.</param>
public sealed record SnapshotDrilled(Guid SnapshotId, string? Fault, long Version);

/// <summary>How drills are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SnapshotCheck))]
[JsonSerializable(typeof(SnapshotDrilled))]
public sealed partial class SnapshotCheckJson : JsonSerializerContext;
