using System.Collections.Immutable;

namespace Platform.Backups;

/// <summary>Why a snapshot was taken. The words are kept.</summary>
public enum SnapshotCause
{
    /// <summary>A night had come.</summary>
    Nightly = 1,

    /// <summary>Somebody asked.</summary>
    Asked = 2,
}

/// <summary>A logical copy of one account in one file, as it is recorded. Everything in it is of one moment.</summary>
/// <param name="FirstPeriod">The first night that it stands for; null when somebody asked for it. After an outage one
/// snapshot stands for every night that was missed.</param>
/// <param name="LastPeriod">The last one.</param>
/// <param name="TakenAt">The moment that it shows, UTC.</param>
/// <param name="Position">The position of the log that it includes.</param>
/// <param name="Format">The version of the file's format.</param>
/// <param name="Schema">The number of the last file of <c>sql/</c> that the database had.</param>
/// <param name="Rows">Rows of all tables.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Sha256">Of the file, 64 hexadecimal digits.</param>
/// <param name="File">Its name in the account's folder.</param>
/// <param name="Tables">Each table with its rows.</param>
/// <param name="DeletedAt">When the file was let go, UTC; the record stays.</param>
/// <param name="DeletedWhy">Why.</param>
public sealed record AccountSnapshot(
    Guid Id,
    Guid AccountId,
    SnapshotCause Cause,
    DateOnly? FirstPeriod,
    DateOnly? LastPeriod,
    DateTimeOffset TakenAt,
    long Position,
    int Format,
    int Schema,
    long Rows,
    long Bytes,
    string Sha256,
    string File,
    ImmutableArray<TableCount> Tables,
    DateTimeOffset? DeletedAt = null,
    string? DeletedWhy = null);

/// <summary>How many rows of a table are in a snapshot.</summary>
public sealed record TableCount(string Table, long Rows);

/// <summary>What a snapshot is to be taken of, and for which nights.</summary>
public sealed record SnapshotOrder(
    Guid AccountId, SnapshotCause Cause, DateOnly? FirstPeriod = null, DateOnly? LastPeriod = null);
