using System.Collections.Immutable;
using Platform.Commits;

namespace Platform.Accounts;

public sealed class AccountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Owner = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly Actor ByOwner = new(ActorKind.Member, Owner.ToString());

    [Fact]
    public void Who_may_make_whom_is_this_table()
    {
        const string expected =
            """
            by             Owner       Manager     Staff       Vendor
            PlatformAdmin  yes         yes         yes         yes
            Owner          yes         yes         yes         yes
            Manager        -           -           yes         yes
            Staff          -           -           -           -
            Vendor         -           -           -           -
            ApiKey         -           -           -           -
            """;
        Role[] made = [Role.Owner, Role.Manager, Role.Staff, Role.Vendor];
        var drawn = Enum.GetValues<Role>().Select(by => by.ToString().PadRight(15) + string.Concat(
            made.Select(role => (Invite(by, role).Refusal is null ? "yes" : "-").PadRight(12))).TrimEnd());

        Assert.Equal(
            expected, "by".PadRight(15) + string.Concat(made.Select(role => role.ToString().PadRight(12))).TrimEnd()
                + "\n" + string.Join('\n', drawn));
    }

    [Fact]
    public void An_invitation_of_the_same_person_replaces_the_open_one()
    {
        var once = Invite(Role.Owner, Role.Staff).Next!;

        var twice = AccountRules.Invite(once, Invitation(Role.Owner, Role.Staff), ByOwner, Now).Next!;

        Assert.Single(twice.Invitations);
        Assert.NotEqual(once.Invitations[0].InvitationId, twice.Invitations[0].InvitationId);
    }

    [Fact]
    public void Who_may_make_somebody_may_take_the_invitation_back()
    {
        Role[] made = [Role.Owner, Role.Manager, Role.Staff, Role.Vendor];

        Assert.All(made.SelectMany(_ => Enum.GetValues<Role>(), (role, by) => (role, by)), pair =>
        {
            var invited = Invite(Role.Owner, pair.role).Next!;
            var revoked = AccountRules.Revoke(invited, pair.by, invited.Invitations[0].InvitationId, Now);
            Assert.Equal(Invite(pair.by, pair.role).Refusal, revoked.Refusal);
        });
    }

    [Fact]
    public void An_invitation_that_was_taken_back_is_ended_and_nobody_accepts_it()
    {
        var invited = Invite(Role.Owner, Role.Staff).Next!;
        var id = invited.Invitations[0].InvitationId;

        var revoked = AccountRules.Revoke(invited, Role.Owner, id, Now);

        Assert.Equal(AccountRefusal.UnknownInvitation, AccountRules.Accept(revoked.Next!, id, Other, Now).Refusal);
        var row = Assert.IsType<InvitationRow>(Assert.Single(revoked.Rows));
        Assert.Equal((id, Now, null), (row.InvitationId, row.EndedAt, row.AcceptedBy));
        Assert.Equal(["invitation.revoked"], revoked.Events.Select(happened => happened.Kind));
        Assert.Equal(AccountDecision.Nothing, AccountRules.Revoke(revoked.Next!, Role.Owner, id, Now));
    }

    [Fact]
    public void An_invitation_ends_after_a_week()
    {
        var invited = Invite(Role.Owner, Role.Staff).Next!;
        var id = invited.Invitations[0].InvitationId;

        Assert.Null(AccountRules.Accept(invited, id, Other, Now.AddDays(7).AddTicks(-1)).Refusal);
        Assert.Equal(
            AccountRefusal.UnknownInvitation, AccountRules.Accept(invited, id, Other, Now.AddDays(7)).Refusal);
    }

    [Fact]
    public void Joining_takes_nothing_from_anybody_so_no_session_ends()
    {
        var invited = Invite(Role.Owner, Role.Staff).Next!;

        var joined = AccountRules.Accept(invited, invited.Invitations[0].InvitationId, Other, Now);

        Assert.Contains(joined.Rows, row => row is MembershipRow);
        Assert.DoesNotContain(joined.Rows, row => row is RevocationRow);
    }

    [Fact]
    public void A_full_account_takes_nobody()
    {
        var full = Account() with
        {
            Members = [.. Enumerable.Range(0, AccountView.MembersMax)
                .Select(_ => new Member(Guid.CreateVersion7(), Role.Owner, null, Now, 1))],
        };

        Assert.Equal(
            AccountRefusal.Full, AccountRules.Invite(full, Invitation(Role.Owner, Role.Staff), ByOwner, Now).Refusal);
    }

    [Theory]
    [InlineData(Role.Staff)]
    [InlineData(Role.Manager)]
    public void The_last_owner_cannot_become_less(Role less)
    {
        var change = new MemberChange(Owner, Role.PlatformAdmin, less, null, ExpectedVersion: 1);

        Assert.Equal(AccountRefusal.LastOwner, AccountRules.ChangeMember(Account(), change).Refusal);
        Assert.Equal(
            AccountRefusal.LastOwner, AccountRules.RemoveMember(Account(), Role.PlatformAdmin, Owner, Now).Refusal);
    }

    [Fact]
    public void One_of_two_owners_may_go()
    {
        var two = Account() with
        {
            Members = [.. Account().Members, new Member(Other, Role.Owner, null, Now, 1)],
        };

        Assert.Equal([Other],
            AccountRules.RemoveMember(two, Role.Owner, Owner, Now).Next!.Members.Select(m => m.UserId));
    }

    [Fact]
    public void What_a_person_may_do_changes_with_a_revocation_in_the_same_commit()
    {
        var two = Account() with
        {
            Members = [.. Account().Members, new Member(Other, Role.Staff, null, Now, 1)],
        };
        var change = new MemberChange(Other, Role.Owner, Role.Manager, null, ExpectedVersion: 1);

        Assert.Contains(
            AccountRules.ChangeMember(two, change).Rows,
            row => row is RevocationRow { Subject: var s } && s == Other);
        Assert.Contains(
            AccountRules.RemoveMember(two, Role.Owner, Other, Now).Rows,
            row => row is RevocationRow { Subject: var s } && s == Other);
    }

    [Fact]
    public void Events_name_no_person()
    {
        var invited = Invite(Role.Owner, Role.Staff);

        Assert.All(invited.Events, happened => Assert.DoesNotContain("@", happened.Body, StringComparison.Ordinal));
    }

    private static AccountDecision Invite(Role by, Role role) =>
        AccountRules.Invite(Account(), Invitation(by, role), ByOwner, Now);

    private static NewInvitation Invitation(Role by, Role role) =>
        new(Guid.CreateVersion7(), by, "someone@example.com", role);

    private static Account Account() => new(
        Guid.CreateVersion7(), "One", [new Member(Owner, Role.Owner, null, Now, 1)],
        ImmutableArray<Invitation>.Empty, Now);
}
