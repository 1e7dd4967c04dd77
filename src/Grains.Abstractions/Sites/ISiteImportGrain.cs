using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Sites;

/// <summary>One reading of a shop's web site. Key: <c>{account}/{import}</c>.</summary>
[Alias("Platform.ISiteImportGrain")]
public interface ISiteImportGrain : IGrainWithStringKey
{
    /// <summary>The import as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<VersionedSiteImport?>> Find();

    /// <summary>Has a site read as soon as it can; the same command again answers the same import. Refused while
    /// another import of the shop is under way.</summary>
    [Alias("Start")]
    Task<SiteImportOutcome> Start(Guid shopId, string address, Command command);

    /// <summary>Puts what a person chose into the shop. The same choice again answers the same.</summary>
    /// <param name="candidates">Ids of its candidates.</param>
    /// <param name="version">The import's version that the choice was made on, or null for any.</param>
    /// <param name="shopVersion">The shop's, or null for any.</param>
    /// <param name="command">Who chose.</param>
    [Alias("Accept")]
    Task<SiteImportOutcome> Accept(
        ImmutableArray<string> candidates, long? version, long? shopVersion, Command command);

    /// <summary>Puts it aside; a reading that is under way ends.</summary>
    [Alias("Dismiss")]
    Task<SiteImportOutcome> Dismiss(long? version, Command command);
}

/// <summary>Why a command about an import was refused.</summary>
public enum SiteImportRefusal
{
    NotFound = 1,
    KeyReused = 2,
    AlreadyRunning = 3,
    WrongStatus = 4,
    VersionDiffers = 5,
    ShopVersionDiffers = 6,

    /// <summary>Some of the chosen candidates cannot be taken: see <see cref="SiteImportOutcome.Wrong"/>.</summary>
    WrongCandidates = 7,
}

/// <summary>A chosen candidate that cannot be taken.</summary>
/// <param name="Index">Its place among the chosen.</param>
/// <param name="Reason">For who chose it.</param>
[GenerateSerializer, Immutable, Alias("Platform.WrongCandidate")]
public sealed record WrongCandidate([property: Id(0)] int Index, [property: Id(1)] string Reason);

/// <summary>The answer to a command: the import as it now stands, or why not. Never both.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SiteImportOutcome")]
public sealed record SiteImportOutcome(
    [property: Id(0)] VersionedSiteImport? Import,
    [property: Id(1)] long Position,
    [property: Id(2)] SiteImportRefusal? Refusal,
    [property: Id(3)] bool IsReplayed = false)
{
    /// <summary>With <see cref="SiteImportRefusal.WrongCandidates"/>.</summary>
    [Id(4)]
    public ImmutableArray<WrongCandidate> Wrong { get => field.IsDefault ? [] : field; init; } = [];

    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Import))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator SiteImportOutcome(SiteImportRefusal refusal) => new(null, 0, refusal);
}
