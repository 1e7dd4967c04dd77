using System.Text.Json.Serialization;

namespace Platform.Erasures;

/// <summary>How far the erasure of a person has come. The numbers travel: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErasureState>))]
public enum ErasureState
{
    /// <summary>Gone from the object itself; what hangs on it follows by itself, also after a crash.</summary>
    [JsonStringEnumMemberName("running")] Running = 1,

    /// <summary>Gone everywhere.</summary>
    [JsonStringEnumMemberName("done")] Done = 2,
}

/// <summary>That a person was erased from an order or a call.</summary>
/// <param name="At">When it was asked for, UTC.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Reason">Why, without saying who.</param>
[GenerateSerializer, Immutable, Alias("Platform.Erasure")]
public sealed record Erasure(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] ErasureState State, [property: Id(2)] string Reason);
