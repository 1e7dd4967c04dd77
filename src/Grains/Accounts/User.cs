using System.Collections.Immutable;

namespace Platform.Accounts;

/// <summary>A person as it is stored. Bounded: at most <see cref="SessionsMax"/> sessions; the oldest gives
/// way.</summary>
internal sealed record User(
    Guid Id,
    string Email,
    string Name,
    string PasswordHash,
    bool IsPlatformAdmin,
    Guid? VendorId,
    ImmutableArray<Session> Sessions,
    DateTimeOffset CreatedAt)
{
    public const int SessionsMax = 20;

    /// <summary>The session with this id if it goes on, or null.</summary>
    public Session? Find(Guid sessionId, DateTimeOffset now) =>
        Sessions.FirstOrDefault(session => session.Id == sessionId && session.EndsAt > now);
}

/// <summary>A signed-in device.</summary>
/// <param name="RefreshHash">Hash of the one refresh token that is valid.</param>
/// <param name="EndsAt">Moves on with each refresh.</param>
internal sealed record Session(
    Guid Id,
    string RefreshHash,
    DateTimeOffset CreatedAt,
    DateTimeOffset RefreshedAt,
    DateTimeOffset EndsAt,
    string? Device);
