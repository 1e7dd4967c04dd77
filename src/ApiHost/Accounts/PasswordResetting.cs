using Platform.Http;

namespace Platform.Accounts;

/// <summary>Makes links for people who forgot their password, and sets another one with them. Nothing here tells
/// whether a link ever was one: whatever is wrong with it, it is dead.</summary>
internal sealed partial class PasswordResetting(
    IGrainFactory grains, IPasswordResets resets, Passwords passwords, SignIns signIns, Identities identities,
    TimeProvider clock, ILogger<PasswordResetting> logger)
{
    /// <summary>A new link; the person's earlier ones are dead.</summary>
    /// <param name="forAccount">The account whose owner makes it; null for a platform admin.</param>
    public async Task<PasswordResetAnswer> MakeAsync(
        UserView person, Caller by, Guid? forAccount, CancellationToken cancellationToken)
    {
        var (reset, token) = ResetLink.New(
            person.UserId, person.PasswordHash, by.Actor.ToString(), forAccount, clock.GetUtcNow());
        await resets.KeepAsync(reset, cancellationToken);
        LogMade(person.UserId, reset.MadeBy, reset.ResetId);
        return new(reset.ResetId, person.UserId, person.Email, reset.EndsAt, token);
    }

    /// <summary>Sets another password and ends all of the person's sessions. False when the link is dead.</summary>
    public async Task<bool> SetAsync(
        string token, string password, string address, CancellationToken cancellationToken)
    {
        if (await resets.FindAsync(ResetLink.Hash(token), clock.GetUtcNow(), cancellationToken) is not { } reset)
            return false;
        var grain = grains.GetGrain<IUserGrain>(SignIns.Key(reset.UserId));
        if (await grain.View() is not { } person
            || ResetLink.Mark(person.PasswordHash) != reset.PasswordMark
            // What the person has joined since is not that owner's to open.
            || (reset.ForAccount is { } account && !await IsOfAloneAsync(person, account, cancellationToken)))
        {
            return false;
        }

        var next = await passwords.HashAsync(password, cancellationToken);
        var outcome = await GrainRetry.Once(() => grain.ChangePassword(
            SignIns.By(person.UserId, "users.reset_password"),
            new PasswordChange(person.PasswordHash, next, KeepSession: null)));
        // A first try whose answer was lost has set it.
        if (outcome.Refusal is not null && (await grain.View())?.PasswordHash != next)
            return false;
        await resets.UsedAsync(reset.ResetId, clock.GetUtcNow(), cancellationToken);
        foreach (var session in person.Sessions)
            identities.Revoke(session.SessionId);
        await signIns.ForgiveAsync(person.Email, address, cancellationToken);
        LogUsed(person.UserId, reset.ResetId);
        return true;
    }

    /// <summary>Whether a person's sign-in opens nothing but one account: its owner may then set it anew. A vendor's
    /// and a platform admin's opens more.</summary>
    public async Task<bool> IsOfAloneAsync(UserView person, Guid accountId, CancellationToken cancellationToken) =>
        person is { IsPlatformAdmin: false, VendorId: null }
        && await resets.AccountsOfAsync(person.UserId, cancellationToken) is [var only]
        && only == accountId;

    [LoggerMessage(1105, LogLevel.Information, "{MadeBy} made link {ResetId} for the password of {UserId}")]
    private partial void LogMade(Guid userId, string madeBy, Guid resetId);

    [LoggerMessage(1106, LogLevel.Information, "The password of {UserId} was set with link {ResetId}")]
    private partial void LogUsed(Guid userId, Guid resetId);
}
