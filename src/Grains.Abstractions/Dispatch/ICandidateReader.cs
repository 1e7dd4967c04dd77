using System.Collections.Immutable;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>Finds vendors and their work for dispatch. Reads what is committed.</summary>
public interface ICandidateReader
{
    /// <summary>Approved vendors who have accepted the account's invitation, are there, go there, can do it and have no
    /// job at that time; the nearest first.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<ImmutableArray<Candidate>> FindAsync(CandidateQuery query, CancellationToken cancellationToken);

    /// <summary>Whether the account has an approved vendor at all: one without does not dispatch.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<bool> HasVendorsAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>The account's orders that a vendor is offered or works on.</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<ImmutableArray<Guid>> WorkOfAsync(Guid accountId, Guid vendorId, CancellationToken cancellationToken);
}

/// <summary>Whom to look for.</summary>
/// <param name="Skills">At least one of these.</param>
/// <param name="PostalCode">Goes to this postal code, or</param>
/// <param name="Place">to this place.</param>
/// <param name="SeenAfter">Was there after this time.</param>
/// <param name="Except">Not these.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="WantedAt">When it shall be done.</param>
/// <param name="Now">When it is asked: jobs that are being done, and those without a time, are now.</param>
/// <param name="JobTime">Who has a job less than this before or after has no time.</param>
public sealed record CandidateQuery(
    Guid AccountId,
    ImmutableArray<string> Skills,
    string? PostalCode,
    (double Latitude, double Longitude)? Place,
    DateTimeOffset SeenAfter,
    ImmutableArray<Guid> Except,
    int Limit,
    DateTimeOffset WantedAt,
    DateTimeOffset Now,
    TimeSpan JobTime);

/// <summary>Somebody who may be offered an order.</summary>
/// <param name="Presence">Null when he never said that he is there.</param>
/// <param name="IsAtWork">He has a job at that time, in whichever account.</param>
/// <param name="LastJobAt">When the last order that he took was made; null when he took none here.</param>
public sealed record Candidate(RosterEntry Entry, VendorPresence? Presence, bool IsAtWork, DateTimeOffset? LastJobAt);
