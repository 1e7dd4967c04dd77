using System.Collections.Immutable;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>One person of the platform: password, sessions, and what the person is beside the accounts. Key
/// <c>{user:N}</c>.</summary>
[Alias("Platform.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>The person, or null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("View")]
    Task<UserView?> View();

    /// <summary>Makes the person. The same again answers the person; with another e-mail it is refused.</summary>
    [Alias("Create")]
    Task<UserOutcome> Create(Command command, NewUser user);

    /// <summary>Starts a session after the password was found right; refused where another one was set since. One that
    /// was started and has ended since does not start again, however late this is delivered once more.</summary>
    [Alias("StartSession")]
    Task<UserOutcome> StartSession(Command command, NewSession session);

    /// <summary>Exchanges a session's refresh token. One that was exchanged before ends the session.</summary>
    [Alias("Refresh")]
    Task<UserOutcome> Refresh(Command command, SessionRefresh refresh);

    /// <summary>Ends a session. Ending it twice is fine.</summary>
    [Alias("EndSession")]
    Task<UserOutcome> EndSession(Command command, Guid sessionId);

    /// <summary>Sets another password and ends every session but one.</summary>
    [Alias("ChangePassword")]
    Task<UserOutcome> ChangePassword(Command command, PasswordChange change);

    /// <summary>Makes the person a vendor. A person is one vendor at most.</summary>
    [Alias("BecomeVendor")]
    Task<UserOutcome> BecomeVendor(Command command, Guid vendorId);
}

/// <summary>What is asked to make a person.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="PasswordHash">As the password hasher made it; never the password.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewUser")]
public sealed record NewUser(
    [property: Id(0)] string Email,
    [property: Id(1)] string Name,
    [property: Id(2)] string PasswordHash,
    [property: Id(3)] bool IsPlatformAdmin = false,
    [property: Id(4)] Guid? VendorId = null);

/// <summary>A session that starts.</summary>
/// <param name="RefreshHash">Hash of its first refresh token.</param>
/// <param name="Device">What the browser says it is, cut short; or null.</param>
/// <param name="PasswordHash">The password hashed anew, when the stored hash is of an older kind; else null.</param>
/// <param name="AskedAt">When its first token was made; null from who does not say.</param>
/// <param name="CheckedHash">The stored hash that the password was found right against; null from who does not
/// say.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewSession")]
public sealed record NewSession(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string RefreshHash,
    [property: Id(2)] string? Device,
    [property: Id(3)] string? PasswordHash = null,
    [property: Id(4)] DateTimeOffset? AskedAt = null,
    [property: Id(5)] string? CheckedHash = null);

/// <summary>A refresh token is exchanged for the next one. Both by their hashes.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SessionRefresh")]
public sealed record SessionRefresh(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string PresentedHash,
    [property: Id(2)] string NextHash);

/// <summary>Another password.</summary>
/// <param name="ExpectedHash">The stored hash that the current password was found right against.</param>
/// <param name="KeepSession">The session that changes it goes on.</param>
[GenerateSerializer, Immutable, Alias("Platform.PasswordChange")]
public sealed record PasswordChange(
    [property: Id(0)] string ExpectedHash,
    [property: Id(1)] string NextHash,
    [property: Id(2)] Guid? KeepSession);

/// <summary>A person as the API sees it.</summary>
[GenerateSerializer, Immutable, Alias("Platform.UserView")]
public sealed record UserView(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] string PasswordHash,
    [property: Id(4)] bool IsPlatformAdmin,
    [property: Id(5)] Guid? VendorId,
    [property: Id(6)] ImmutableArray<SessionView> Sessions,
    [property: Id(7)] long Version);

/// <summary>A session that goes on.</summary>
[GenerateSerializer, Immutable, Alias("Platform.SessionView")]
public sealed record SessionView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] DateTimeOffset RefreshedAt,
    [property: Id(3)] DateTimeOffset EndsAt,
    [property: Id(4)] string? Device);

/// <summary>Why a person's command was refused. The numbers travel: never reuse one.</summary>
public enum UserRefusal
{
    Unknown = 1,         // There is no such person.
    Exists = 2,          // The person was made with other data.
    SessionDead = 3,     // The session is unknown, has ended or was revoked.
    RefreshReused = 4,   // The refresh token was exchanged before; the session has ended now.
    PasswordChanged = 5, // Another password was set meanwhile.
    OtherVendor = 6,     // The person is another vendor already.
}

/// <summary>The answer to a command: the person as it now stands, or why it was refused. Never both.</summary>
[GenerateSerializer, Immutable, Alias("Platform.UserOutcome")]
public sealed record UserOutcome([property: Id(0)] UserView? User, [property: Id(1)] UserRefusal? Refusal)
{
    public static implicit operator UserOutcome(UserRefusal refusal) => new(null, refusal);
}
