namespace Platform.Live;

/// <summary>What was read, and the log position it is true at: the live stream goes on from there without a
/// gap.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Snapshot`1")]
public sealed record Snapshot<T>([property: Id(0)] T Value, [property: Id(1)] long Position);
