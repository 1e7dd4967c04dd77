using Microsoft.AspNetCore.Identity;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Vendors;

namespace Platform.Accounts;

/// <summary>Makes the people of accounts: by invitation, and on the first start.</summary>
internal sealed class People(IGrainFactory grains, IIdentityReader reader, Passwords passwords)
{
    /// <summary>The id of the person with an e-mail who is not there yet. It follows from the e-mail, so that two who
    /// make the same person at once make one.</summary>
    public static Guid IdOf(string email) => NameBasedId.Of("user", email);

    /// <summary>The person with this e-mail, made if there is none. A person who exists has to give the right password:
    /// an invitation alone does not make anybody that person.</summary>
    /// <returns>The person, or null when the password is wrong.</returns>
    public async Task<UserLogin?> FindOrCreateAsync(
        string email, string name, string password, CancellationToken cancellationToken)
    {
        if (await reader.FindLoginAsync(email, cancellationToken) is { } login)
        {
            var result = await passwords.CheckAsync(login.PasswordHash, password, cancellationToken);
            return result == PasswordVerificationResult.Failed ? null : login;
        }

        var id = IdOf(email);
        var hash = await passwords.HashAsync(password, cancellationToken);
        var outcome = await GrainRetry.Once(() => grains.GetGrain<IUserGrain>(SignIns.Key(id)).Create(
            new Command(Guid.Empty, Actor.System, "users.create"), new NewUser(email, name, hash)));
        // Somebody else made the person a moment ago, with another password perhaps: then only that one counts.
        return outcome.User?.PasswordHash == hash ? new(id, hash) : null;
    }

    /// <summary>Accepts an invitation for a person.</summary>
    public async Task<AccountOutcome> JoinAsync(Guid accountId, Invitation invitation, Guid userId)
    {
        var command = new Command(
            accountId, new Actor(ActorKind.Member, userId.ToString()), "invitations.accept",
            invitation.InvitationId.ToString());
        if (invitation.VendorId is { } vendorId)
        {
            await GrainRetry.Once(
                () => grains.GetGrain<IUserGrain>(SignIns.Key(userId)).BecomeVendor(command, vendorId));
        }

        var joined = await GrainRetry.Once(() => grains.GetGrain<IAccountGrain>(accountId.ToString("N"))
            .Accept(command, invitation.InvitationId, userId));
        if (joined.Refusal is null && invitation.VendorId is { } hired)
        {
            // So that he is served at once. What stops before this is made good from the log.
            await GrainRetry.Once(() => grains.GetGrain<IRosterEntryGrain>(GrainKey.Of(accountId, hired))
                .Accept(command with { Operation = "vendors.accept" }));
        }

        return joined;
    }
}
