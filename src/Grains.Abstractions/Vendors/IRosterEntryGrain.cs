using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Vendors;

/// <summary>A vendor on one account's roster. Key: <c>{account}/{vendor}</c>.</summary>
[Alias("Platform.IRosterEntryGrain")]
public interface IRosterEntryGrain : IGrainWithStringKey
{
    /// <summary>The entry as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<VersionedEntry?>> Find();

    /// <summary>The entry once everything up to a position of the log is in it. Waits for a change that is on its
    /// way.</summary>
    [Alias("FindAt")]
    Task<Snapshot<VersionedEntry?>> FindAt(long position);

    /// <summary>Puts the vendor on the roster; the same command again answers the same entry.</summary>
    [Alias("Add")]
    Task<RosterOutcome> Add(RosterCard card, Command command);

    /// <summary>Changes what the account knows and decides.</summary>
    /// <param name="card">All of it, as it shall be.</param>
    /// <param name="version">The version the change was decided on.</param>
    /// <param name="command">Who asks.</param>
    [Alias("Change")]
    Task<RosterOutcome> Change(RosterCard card, long version, Command command);

    /// <summary>The vendor has accepted an invitation of this account. Twice is fine; who is not on the roster is not
    /// found.</summary>
    [Alias("Accept")]
    Task<RosterOutcome> Accept(Command command);
}

/// <summary>One vendor of the platform. Key: <c>{vendor:N}</c>.</summary>
[Alias("Platform.IVendorGrain")]
public interface IVendorGrain : IGrainWithStringKey
{
    /// <summary>Whether the vendor is there, or null when it never was.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<VendorPresence?> Find();

    /// <summary>The vendor says whether it is there, and perhaps where. Both or none of the coordinates; without them
    /// the last known place stays.</summary>
    [Alias("Show")]
    Task<VendorPresence> Show(bool online, double? latitude, double? longitude, Command command);
}

/// <summary>An entry and its version.</summary>
[GenerateSerializer, Immutable, Alias("Platform.VersionedEntry")]
public sealed record VersionedEntry([property: Id(0)] RosterEntry Entry, [property: Id(1)] long Version);

/// <summary>Why a command about the roster was refused.</summary>
public enum RosterRefusal
{
    NotFound = 1,
    VersionDiffers = 2,
    KeyReused = 3,
    OnRosterAlready = 4,
    ExternalIdTaken = 5,
}

/// <summary>The answer to a command: the entry as it now stands, or why not. Never both.</summary>
[GenerateSerializer, Immutable, Alias("Platform.RosterOutcome")]
public sealed record RosterOutcome(
    [property: Id(0)] VersionedEntry? Entry,
    [property: Id(1)] long Position,
    [property: Id(2)] RosterRefusal? Refusal,
    [property: Id(3)] bool IsReplayed = false)
{
    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Entry))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator RosterOutcome(RosterRefusal refusal) => new(null, 0, refusal);
}
