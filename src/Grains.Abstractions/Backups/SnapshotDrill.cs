using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Platform.Backups;

/// <summary>In which way a snapshot failed its drill. The words are kept.</summary>
public enum DrillFault
{
    /// <summary>The file or its manifest is not there.</summary>
    Missing = 1,

    /// <summary>The file is shorter or longer than it was.</summary>
    SizeDiffers = 2,

    /// <summary>Its bytes are not those that were written.</summary>
    ChecksumDiffers = 3,

    /// <summary>A newer program wrote it.</summary>
    FormatNewer = 4,

    /// <summary>The database's tables are not those that it was taken of.</summary>
    SchemaDiffers = 5,

    /// <summary>A table is not in it.</summary>
    TableMissing = 6,

    /// <summary>A table has other rows than the manifest says.</summary>
    CountDiffers = 7,

    /// <summary>It cannot be read, or the tables refused what is in it.</summary>
    Damaged = 8,

    /// <summary>It was restored, and what it says does not agree with itself.</summary>
    Disagrees = 9,
}

/// <summary>A drill: the file was restored into a scratch schema, from itself alone, and looked at.</summary>
/// <param name="Id">Its own.</param>
/// <param name="SnapshotId">Of which snapshot.</param>
/// <param name="Actor">Who asked for it; the platform itself after it was taken.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC.</param>
/// <param name="Rows">Rows that were restored.</param>
/// <param name="Fault">Null when all was well.</param>
/// <param name="Reason">What was found, in words.</param>
public sealed record SnapshotDrill(
    Guid Id,
    Guid SnapshotId,
    string Actor,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    long Rows,
    DrillFault? Fault,
    string? Reason);

/// <summary>A snapshot with what its last drill found; null before the first.</summary>
public sealed record KnownSnapshot(AccountSnapshot Snapshot, SnapshotDrill? LastDrill);

/// <summary>The words of snapshots as they are kept.</summary>
public static class SnapshotWords
{
    public static string Of(SnapshotCause cause) => cause switch
    {
        SnapshotCause.Nightly => "nightly",
        SnapshotCause.Asked => "asked",
    };

    public static string Of(DrillFault fault) => fault switch
    {
        DrillFault.Missing => "missing",
        DrillFault.SizeDiffers => "size-differs",
        DrillFault.ChecksumDiffers => "checksum-differs",
        DrillFault.FormatNewer => "format-newer",
        DrillFault.SchemaDiffers => "schema-differs",
        DrillFault.TableMissing => "table-missing",
        DrillFault.CountDiffers => "count-differs",
        DrillFault.Damaged => "damaged",
        DrillFault.Disagrees => "disagrees",
    };

    /// <summary>Reads the word exactly.</summary>
    public static DrillFault Fault(string word) => Enum.GetValues<DrillFault>().First(fault => Of(fault) == word);

    /// <summary>Reads the word exactly.</summary>
    public static SnapshotCause Cause(string word) =>
        Enum.GetValues<SnapshotCause>().First(cause => Of(cause) == word);
}

/// <summary>How the counts of a snapshot stand in the database's JSON: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableArray<TableCount>))]
public sealed partial class SnapshotCounts : JsonSerializerContext;
