using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>What a person's command leads to. A refusal may come with a next state: a reused refresh token is refused
/// and ends the session.</summary>
internal sealed record UserDecision(User? Next, UserRefusal? Refusal, ImmutableArray<IRow> Rows)
{
    /// <summary>It is so already.</summary>
    public static UserDecision Nothing { get; } = new(null, null, []);

    public static implicit operator UserDecision(UserRefusal refusal) => new(null, refusal, []);
}

/// <summary>Every decision about a person's sessions and password. Pure.</summary>
internal static class UserRules
{
    /// <summary>How long a session lasts without a refresh.</summary>
    public static TimeSpan SessionIdleLife { get; } = TimeSpan.FromDays(30);

    /// <summary>How long a session lasts at most.</summary>
    public static TimeSpan SessionLife { get; } = TimeSpan.FromDays(180);

    private const int DeviceLengthMax = 120;

    public static UserDecision Create(Guid id, NewUser asked, DateTimeOffset now) => new(
        new User(id, asked.Email, asked.Name, asked.PasswordHash, asked.IsPlatformAdmin,
            asked.VendorId, [], now), null, []);

    public static UserDecision StartSession(User user, NewSession asked, DateTimeOffset now)
    {
        // The same command again: the session is there.
        if (user.Find(asked.SessionId, now) is { } started)
            return started.RefreshHash == asked.RefreshHash ? UserDecision.Nothing : UserRefusal.SessionDead;
        // Delivered once more after it has ended, it would take its first token again. What has been forgotten since
        // is told by its time: that token would be dead by now.
        if (user.Knows(asked.SessionId) || asked.AskedAt + SessionIdleLife <= now)
            return UserRefusal.SessionDead;
        // Another password ended all sessions. This one, whose password was checked before that, is none the less one.
        if (asked.CheckedHash is { } was && was != user.PasswordHash)
            return UserRefusal.PasswordChanged;

        var device = asked.Device is { Length: > DeviceLengthMax } tooLong ? tooLong[..DeviceLengthMax] : asked.Device;
        var session = new Session(asked.SessionId, asked.RefreshHash, now, now, now + SessionIdleLife, device);
        var living = user.Without([.. user.Sessions.Where(old => old.EndsAt <= now)]);
        var leaving = living.Sessions[..Math.Max(0, living.Sessions.Length - User.SessionsMax + 1)];
        var next = living.Without(leaving);
        return new(
            next with
            {
                Sessions = next.Sessions.Add(session),
                PasswordHash = asked.PasswordHash ?? user.PasswordHash,
            },
            null,
            [SessionRow.Of(user.Id, session, null), .. leaving.SelectMany(old => Revoked(user, old, now))]);
    }

    public static UserDecision Refresh(User user, SessionRefresh asked, DateTimeOffset now)
    {
        if (user.Find(asked.SessionId, now) is not { } session)
            return UserRefusal.SessionDead;
        // The API hands on only tokens that the platform signed. One that is not the newest was exchanged before, so
        // two parties hold this session's tokens, and nobody can tell which one is the thief.
        if (session.RefreshHash != asked.PresentedHash)
            return End(user, session, now) with { Refusal = UserRefusal.RefreshReused };

        var last = session.CreatedAt + SessionLife;
        var ends = now + SessionIdleLife < last ? now + SessionIdleLife : last;
        var next = session with { RefreshHash = asked.NextHash, RefreshedAt = now, EndsAt = ends };
        return new(
            user with { Sessions = user.Sessions.Replace(session, next) }, null, [SessionRow.Of(user.Id, next, null)]);
    }

    public static UserDecision EndSession(User user, Guid sessionId, DateTimeOffset now) =>
        user.Find(sessionId, now) is { } session ? End(user, session, now) : UserDecision.Nothing;

    public static UserDecision ChangePassword(User user, PasswordChange change, DateTimeOffset now)
    {
        if (user.PasswordHash != change.ExpectedHash)
            return UserRefusal.PasswordChanged;
        var ending = user.Sessions.Where(session => session.Id != change.KeepSession || session.EndsAt <= now).ToList();
        return new(
            user.Without(ending) with { PasswordHash = change.NextHash },
            null,
            [.. ending.SelectMany(session => Revoked(user, session, now))]);
    }

    public static UserDecision BecomeVendor(User user, Guid vendorId)
    {
        if (user.VendorId == vendorId)
            return UserDecision.Nothing;
        if (user.VendorId is not null)
            return UserRefusal.OtherVendor;
        // Who may do more than before keeps what he has open: a revocation would cut the screen that he opens next.
        return new(user with { VendorId = vendorId }, null, []);
    }

    private static UserDecision End(User user, Session session, DateTimeOffset now) => new(
        user.Without([session]), null, [.. Revoked(user, session, now)]);

    private static IRow[] Revoked(User user, Session session, DateTimeOffset now) =>
        [SessionRow.Of(user.Id, session, now), RevocationRow.Of(session.Id)];
}
