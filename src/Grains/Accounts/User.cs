using System.Collections.Immutable;

namespace Platform.Accounts;

/// <summary>A person as it is stored. Bounded: at most <see cref="SessionsMax"/> sessions; the oldest gives
/// way.</summary>
/// <param name="Ended">The sessions that ended last, the newest at the end, at most <see cref="EndedMax"/>: a sign-in
/// that is delivered once more must not start them again. Null in what was stored before they were kept.</param>
internal sealed record User(
    Guid Id,
    string Email,
    string Name,
    string PasswordHash,
    bool IsPlatformAdmin,
    Guid? VendorId,
    ImmutableArray<Session> Sessions,
    DateTimeOffset CreatedAt,
    ImmutableArray<Guid>? Ended = null)
{
    public const int SessionsMax = 20;

    /// <summary>All that one change of the password ends, and as many that end while a message is late. Who is
    /// forgotten beyond that is refused by its time.</summary>
    public const int EndedMax = 2 * SessionsMax;

    /// <summary>The session with this id if it goes on, or null.</summary>
    public Session? Find(Guid sessionId, DateTimeOffset now) =>
        Sessions.FirstOrDefault(session => session.Id == sessionId && session.EndsAt > now);

    /// <summary>Whether this session was started once.</summary>
    public bool Knows(Guid sessionId) =>
        Sessions.Any(session => session.Id == sessionId) || (Ended ?? []).Contains(sessionId);

    /// <summary>The person without these sessions, which are remembered as ended.</summary>
    public User Without(IReadOnlyCollection<Session> ending) => this with
    {
        Sessions = Sessions.RemoveRange(ending),
        Ended = [.. (Ended ?? []).Concat(ending.Select(session => session.Id)).TakeLast(EndedMax)],
    };
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
