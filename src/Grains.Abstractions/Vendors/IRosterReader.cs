using Platform.Live;

namespace Platform.Vendors;

/// <summary>Lists an account's roster.</summary>
public interface IRosterReader
{
    /// <summary>A page of the roster by name, then id.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Snapshot<IReadOnlyList<RosterRow>>> ListAsync(
        Guid accountId, RosterCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>The vendors of the roster behind names, each the account's own name of one or its id; a name that
    /// nobody has is left out.</summary>
    Task<IReadOnlyDictionary<string, Guid>> FindAsync(
        Guid accountId, IReadOnlyCollection<string> names, CancellationToken cancellationToken);

    /// <summary>Whether the person accepted an invitation of this account as a vendor, on the roster or not.</summary>
    Task<bool> HasAcceptedAsync(Guid accountId, Guid vendorId, CancellationToken cancellationToken);
}

/// <summary>An entry with what its vendor said last about being there; null when it never did.</summary>
public sealed record RosterRow(VersionedEntry Found, VendorPresence? Presence);

/// <summary>Where a page of the roster ended.</summary>
public sealed record RosterCursor(string Name, Guid VendorId);
