using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Dispatch;

/// <summary>What a dispatch is doing.</summary>
internal enum DispatchPhase
{
    Idle = 1,     // The order is not open, or nobody asked for it.
    Looking = 2,  // A wave is out, or the next is due.
    Resting = 3,  // Nobody is left; looked again when due.
}

/// <summary>The state of a dispatch. Who was asked and what they said is the order's to know.</summary>
internal sealed record DispatchState
{
    public required Guid OrderId { get; init; }
    public required Guid AccountId { get; init; }
    public DispatchPhase Phase { get; init; } = DispatchPhase.Idle;

    /// <summary>Waves up to this one belong to earlier rounds: who did not answer then may be asked again.</summary>
    public int WavesBefore { get; init; }

    /// <summary>When this round began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whom somebody chose for the next wave.</summary>
    public Guid? Chosen { get; init; }

    /// <summary>The last event of the log that started a round: what is not newer was heard.</summary>
    public long Position { get; init; }

    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>How dispatches are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DispatchState))]
internal sealed partial class DispatchJson : JsonSerializerContext;

/// <summary>Where dispatches are kept: see <c>sql/0008_dispatch.sql</c>.</summary>
internal static class DispatchTables
{
    public static StateTable<DispatchState> Dispatches { get; } = new(
        "dispatches", "dispatches", DispatchJson.Default.DispatchState,
        new Column<DispatchState, Guid>("order_id", ColumnType.Uuid, state => state.OrderId),
        new Column<DispatchState, DateTimeOffset?>("due_at", ColumnType.Timestamptz, state => state.DueAt))
    {
        GrainType = DispatchGrain.Type,
    };
}
