using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>What a command leads to: the next state with its events and rows, a refusal, or nothing to do.</summary>
internal sealed record AccountDecision(
    Account? Next, AccountRefusal? Refusal, ImmutableArray<PendingEvent> Events, ImmutableArray<IRow> Rows)
{
    /// <summary>It is so already.</summary>
    public static AccountDecision Nothing { get; } = new(null, null, [], []);

    public static implicit operator AccountDecision(AccountRefusal refusal) => new(null, refusal, [], []);
}

/// <summary>Every decision about an account. Pure: no clock, no storage, no other grain. The order of the checks is
/// part of the contract: what is there, then who may, then what it would break.</summary>
internal static class AccountRules
{
    public static AccountDecision Create(Guid id, NewAccount asked, DateTimeOffset now)
    {
        ImmutableArray<Member> members = asked.OwnerId is { } owner ? [new(owner, Role.Owner, null, now, 1)] : [];
        return new(
            new Account(id, asked.Name, members, [], now),
            null,
            [AccountEvents.Created(id), .. members.Select(member => AccountEvents.Joined(id, member))],
            [.. members.SelectMany(member => Rows(id, member, removedAt: null))]);
    }

    public static AccountDecision Invite(Account account, NewInvitation asked, Actor by, DateTimeOffset now)
    {
        if (asked.Role is not (Role.Owner or Role.Manager or Role.Staff or Role.Vendor)
            || (asked.Role == Role.Owner && asked.ShopId is not null))
        {
            return AccountRefusal.RoleNotHere;
        }

        if (!MayMake(asked.ByRole, asked.Role))
            return AccountRefusal.RoleTooHigh;
        if (asked.Role != Role.Vendor && asked.UserId is { } userId && account.Find(userId) is not null)
            return AccountRefusal.AlreadyMember;
        if (!AccountView.HasRoom(account.Members, account.Invitations, asked.Email, asked.Role, now))
            return AccountRefusal.Full;
        var open = account.Invitations.RemoveAll(old => !old.IsOpenAt(now) || old.IsOf(asked.Email, asked.Role));

        var invitation = new Invitation(
            asked.InvitationId, asked.Email, asked.Role, asked.ShopId, asked.VendorId, now, now + Invitation.Life,
            by.ToString());
        var replaced = account.Invitations.Except(open).Select(old => InvitationRow.Of(account.Id, old, null, now));
        var next = account with { Invitations = open.Add(invitation) };
        if (!next.CanBeKept())
            return AccountRefusal.Full;
        return new(
            next,
            null,
            [AccountEvents.Invited(account.Id, invitation)],
            [.. replaced, InvitationRow.Of(account.Id, invitation, acceptedBy: null, endedAt: null)]);
    }

    public static AccountDecision Revoke(Account account, Role byRole, Guid invitationId, DateTimeOffset now)
    {
        if (account.Invitations.FirstOrDefault(open => open.InvitationId == invitationId) is not { } invitation)
            return AccountDecision.Nothing;
        if (!MayMake(byRole, invitation.Role))
            return AccountRefusal.RoleTooHigh;

        return new(
            account with { Invitations = account.Invitations.Remove(invitation) },
            null,
            [AccountEvents.Revoked(account.Id, invitation)],
            [InvitationRow.Of(account.Id, invitation, acceptedBy: null, endedAt: now)]);
    }

    public static AccountDecision Accept(Account account, Guid invitationId, Guid userId, DateTimeOffset now)
    {
        var invitation = account.Invitations.FirstOrDefault(open => open.InvitationId == invitationId);
        if (invitation is null || !invitation.IsOpenAt(now))
            return AccountRefusal.UnknownInvitation;
        if (invitation.Role != Role.Vendor && account.Find(userId) is not null)
            return AccountRefusal.AlreadyMember;

        var next = account with { Invitations = account.Invitations.Remove(invitation) };
        var ended = InvitationRow.Of(account.Id, invitation, userId, now);
        if (invitation.Role == Role.Vendor)
        {
            return new(
                next, null,
                invitation.VendorId is { } vendor
                    ? [AccountEvents.VendorAccepted(account.Id, invitation, userId, vendor)]
                    : [],
                [ended]);
        }

        if (account.Members.Length >= AccountView.MembersMax)
            return AccountRefusal.Full;

        var member = new Member(userId, invitation.Role, invitation.ShopId, now, 1);
        return new(
            next with { Members = next.Members.Add(member) },
            null,
            [AccountEvents.Joined(account.Id, member)],
            // It takes nothing from anybody, so nobody's sessions end.
            [ended, MembershipRow.Of(account.Id, member, removedAt: null)]);
    }

    public static AccountDecision ChangeMember(Account account, MemberChange change)
    {
        if (account.Find(change.UserId) is not { } member)
            return AccountRefusal.UnknownMember;
        if (change.ExpectedVersion is { } expected && expected != member.Version)
            return AccountRefusal.VersionDiffers;
        if (change.Role is not (Role.Owner or Role.Manager or Role.Staff)
            || (change.Role == Role.Owner && change.ShopId is not null))
        {
            return AccountRefusal.RoleNotHere;
        }

        if (!MayMake(change.ByRole, member.Role) || !MayMake(change.ByRole, change.Role))
            return AccountRefusal.RoleTooHigh;
        if (change.Role == member.Role && change.ShopId == member.ShopId)
            return AccountDecision.Nothing;
        if (change.Role != Role.Owner && IsLastOwner(account, member))
            return AccountRefusal.LastOwner;

        var changed = member with { Role = change.Role, ShopId = change.ShopId, Version = member.Version + 1 };
        var next = account with { Members = account.Members.Replace(member, changed) };
        if (!next.CanBeKept())
            return AccountRefusal.Full;
        return new(
            next,
            null,
            [AccountEvents.Changed(account.Id, changed)],
            Rows(account.Id, changed, removedAt: null));
    }

    public static AccountDecision RemoveMember(Account account, Role byRole, Guid userId, DateTimeOffset now)
    {
        if (account.Find(userId) is not { } member)
            return AccountDecision.Nothing;
        if (!MayMake(byRole, member.Role))
            return AccountRefusal.RoleTooHigh;
        if (IsLastOwner(account, member))
            return AccountRefusal.LastOwner;

        return new(
            account with { Members = account.Members.Remove(member) },
            null,
            [AccountEvents.Removed(account.Id, member)],
            Rows(account.Id, member with { Version = member.Version + 1 }, removedAt: now));
    }

    public static AccountDecision ChangeSettings(
        Account account, AccountSettings asked, long? expectedVersion, long version)
    {
        if (expectedVersion is { } expected && expected != version)
            return AccountRefusal.VersionDiffers;
        if (asked.TranscriptDays is < AccountSettings.TranscriptDaysMin or > AccountSettings.TranscriptDaysMax)
            return AccountRefusal.SettingOutOfRange;
        return asked == account.Settings
            ? AccountDecision.Nothing
            : new(
                account with { TranscriptDays = asked.TranscriptDays }, null,
                [AccountEvents.SettingsChanged(account.Id, asked)], []);
    }

    // Managers run the staff; only owners and platform admins make owners and managers, or unmake them.
    private static bool MayMake(Role by, Role made) =>
        by is Role.PlatformAdmin or Role.Owner || (by == Role.Manager && made is (Role.Staff or Role.Vendor));

    private static bool IsLastOwner(Account account, Member member) =>
        member.Role == Role.Owner && account.Members.Count(other => other.Role == Role.Owner) == 1;

    // What a person may do has changed, so no node may go on from memory.
    private static ImmutableArray<IRow> Rows(Guid accountId, Member member, DateTimeOffset? removedAt) =>
        [MembershipRow.Of(accountId, member, removedAt), RevocationRow.Of(member.UserId)];
}
