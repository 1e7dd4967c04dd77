using Microsoft.AspNetCore.Identity;
using Platform.Commits;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>What became of a sign-in: tokens, or why not.</summary>
/// <param name="Wait">Set when there were too many tries.</param>
internal sealed record SignInOutcome(TokensAnswer? Tokens, TimeSpan? Wait);

/// <summary>Signs people in and keeps them signed in.</summary>
internal sealed class SignIns(
    IGrainFactory grains, IIdentityReader reader, ISignInFailures failures, Passwords passwords, Tokens tokens,
    Identities identities, TimeProvider clock)
{
    private const int TriesOfOneEmailMax = 50;
    private const int TriesOfEmailAndAddressMax = 10;

    // The hash that a password was checked against may be another one a moment later: the person set another password,
    // or a sign-in beside this one kept a newer kind of hash. Then it is checked again.
    private const int ChecksMax = 3;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Checks a password and starts a session. Whether the person exists shows neither in the answer nor in
    /// its time.</summary>
    public async Task<SignInOutcome> SignInAsync(
        string typedEmail, string password, string address, string? device, CancellationToken cancellationToken)
    {
        var email = AccountLimits.Email(typedEmail);
        var limits = LimitsOf(email, address);
        if (await failures.TryAsync(limits, cancellationToken) is { } wait)
            return new(null, wait);

        for (var check = 0; check < ChecksMax; check++)
        {
            var login = await reader.FindLoginAsync(email, cancellationToken);
            var result = await passwords.CheckAsync(login?.PasswordHash, password, cancellationToken);
            if (login is null || result == PasswordVerificationResult.Failed)
                return new(null, null);

            var rehashed = result == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(password, cancellationToken)
                : null;
            if (await StartAsync(login, device, rehashed) is { } started)
            {
                await failures.ForgetAsync(limits, cancellationToken);
                return new(started, null);
            }
        }

        return new(null, null);
    }

    /// <summary>Lets a person try again at once, whose new password they have just proved to know.</summary>
    public Task ForgiveAsync(string email, string address, CancellationToken cancellationToken) =>
        failures.ForgetAsync(LimitsOf(email, address), cancellationToken);

    /// <summary>Starts a session for a person who has proved to be it.</summary>
    /// <param name="login">With the hash that the password was found right against.</param>
    /// <param name="device">As the browser calls itself, or null.</param>
    /// <param name="rehashed">The password hashed anew, or null to keep the hash.</param>
    /// <returns>Null when that hash is not the person's any more.</returns>
    public async Task<TokensAnswer?> StartAsync(UserLogin login, string? device, string? rehashed = null)
    {
        var now = clock.GetUtcNow();
        var (answer, sessionId, refreshHash) = Issue(login.UserId, Guid.CreateVersion7(now));
        var outcome = await GrainRetry.Once(() => grains.GetGrain<IUserGrain>(Key(login.UserId)).StartSession(
            By(login.UserId, "sessions.start"),
            new NewSession(sessionId, refreshHash, device, rehashed, now, login.PasswordHash)));
        return outcome.Refusal switch
        {
            null => answer,
            // Dead already: the first try started it, its answer was lost, and it was ended before the second. These
            // tokens are what that answer would have been, and nobody takes them.
            UserRefusal.SessionDead => answer,
            UserRefusal.PasswordChanged => null,
            var refusal => throw new InvalidOperationException($"A new session was refused: {refusal}."),
        };
    }

    /// <summary>Exchanges a refresh token, or null when it is dead. One that was exchanged before ends its
    /// session.</summary>
    public async Task<TokensAnswer?> RefreshAsync(string refreshToken)
    {
        if (tokens.ReadRefresh(refreshToken) is not { } content)
            return null;
        var (answer, sessionId, nextHash) = Issue(content.UserId, content.SessionId);
        var outcome = await GrainRetry.Once(() => grains.GetGrain<IUserGrain>(Key(content.UserId)).Refresh(
            By(content.UserId, "sessions.refresh"),
            new SessionRefresh(sessionId, Tokens.Hash(refreshToken), nextHash)));
        if (outcome.Refusal == UserRefusal.RefreshReused)
            identities.Revoke(sessionId);
        return outcome.Refusal is null ? answer : null;
    }

    /// <summary>Ends a session, here at once and everywhere within a second.</summary>
    public async Task EndAsync(Guid userId, Guid sessionId)
    {
        await GrainRetry.Once(
            () => grains.GetGrain<IUserGrain>(Key(userId)).EndSession(By(userId, "sessions.end"), sessionId));
        identities.Revoke(sessionId);
    }

    /// <summary>The key of a person's grain.</summary>
    public static string Key(Guid userId) => userId.ToString("N");

    /// <summary>A person's own command, which belongs to no account.</summary>
    public static Command By(Guid userId, string operation) =>
        new(Guid.Empty, new Actor(ActorKind.Member, userId.ToString()), operation);

    private static SignInLimit[] LimitsOf(string email, string address) =>
    [
        new(Tokens.Hash($"email {email}"), TriesOfOneEmailMax, Window),
        new(Tokens.Hash($"email {email} from {address}"), TriesOfEmailAndAddressMax, Window),
    ];

    private (TokensAnswer Answer, Guid SessionId, string RefreshHash) Issue(Guid userId, Guid sessionId)
    {
        var now = clock.GetUtcNow();
        var refresh = tokens.Refresh(new(userId, sessionId, now));
        var access = tokens.Access(new(userId, sessionId, now + Tokens.AccessLife));
        return (
            new TokensAnswer(access, refresh, (int)Tokens.AccessLife.TotalSeconds, "Bearer"), sessionId,
            Tokens.Hash(refresh));
    }
}
