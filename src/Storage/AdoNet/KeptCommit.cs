using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Commits;

/// <summary>What stands in Orleans' row of a grain: its state after a commit, and what of that commit has to be brought
/// to the platform's tables.</summary>
/// <param name="CommitId">Recognises the commit in the platform's tables.</param>
/// <param name="Base">The version it was decided on; 0 for a new one.</param>
/// <param name="State">The state after it; nothing where it was taken back.</param>
/// <param name="Pending">What travels with it; nothing once it is known to have arrived, or was taken back.</param>
internal sealed record KeptCommit(Guid CommitId, long Base, JsonElement? State = null, KeptParts? Pending = null)
{
    /// <summary>The version that the state has.</summary>
    [JsonIgnore]
    public long Version => Base + 1;

    /// <summary>The database refused it: nothing of it counts.</summary>
    [JsonIgnore]
    public bool IsTakenBack => State is null;

    /// <summary>Whether it may have to be brought to the tables, where this version stands.</summary>
    public bool IsAheadOf(long version) => State is not null && Pending is not null && version == Base;

    /// <summary>What takes its place once the database has refused it.</summary>
    public KeptCommit TakenBack() => this with { State = null, Pending = null };
}

/// <summary>What travels with a commit.</summary>
internal sealed record KeptParts(
    Actor Actor, string? TraceId, IReadOnlyList<KeptEvent> Events, IReadOnlyList<KeptValues> Rows,
    IReadOnlyList<Receipt> Receipts);

/// <summary>An event, see <see cref="PendingEvent"/>.</summary>
internal sealed record KeptEvent(
    string Kind, string Subject, string Body, IReadOnlyList<string> Topics, Actor? Actor, string? TraceId);

/// <summary>A child row: its table, and the values of its columns in their order.</summary>
internal sealed record KeptValues(string Table, IReadOnlyList<JsonElement?> Values);

/// <summary>Its JSON, and that of all types that columns have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptCommit))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(short))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateTime))]
[JsonSerializable(typeof(DateOnly))]
internal sealed partial class KeptJson : JsonSerializerContext;
