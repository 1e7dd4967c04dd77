using Platform.Accounts;
using Platform.Backups;
using Platform.Commits;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Simulation;

/// <summary>One of two people who run both businesses and do not agree: each invites, raises, lowers and removes the
/// other, signs in and out, asks for snapshots and has them tried.</summary>
internal sealed class Owner(World world, int no) : Client(world, $"owner {no}")
{
    private const int Deeds = 4;

    private static readonly Role[] Roles = [Role.Owner, Role.Owner, Role.Manager, Role.Staff];

    public async Task Run()
    {
        for (var i = 0; i < Deeds; i++)
        {
            var account = Cast.Accounts[Dice.Next(Cast.Accounts.Length)];
            var other = Cast.Owners[Dice.Next(Cast.Owners.Length)];
            switch (Dice.Next(6))
            {
                case 0:
                    await Invite(account, other, $"{i}");
                    break;
                case 1:
                    await Change(account, other, $"{i}");
                    break;
                case 2:
                    await Remove(account, other, $"{i}");
                    break;
                case 3:
                    await SignIn($"{i}");
                    break;
                default:
                    await Secure(account, $"{i}");
                    break;
            }

            await World.PauseUpTo(4);
            if (Dice.Next(5) == 0)
                Weather.DaysPass(World);
        }
    }

    private async Task Invite(Guid account, Guid person, string key)
    {
        var id = NameBasedId.Of("simulated", Name, key);
        var invitation = new NewInvitation(
            id, Role.Owner, $"{person:N}@platform.test", Roles[Dice.Next(Roles.Length)]);
        var invited = await Ask("invites", grains => Account(grains, account).Invite(
            Of(account, "members.invite", key), invitation));
        World.Facts.Answered(
            account, invited, "an invitation", one => one.Invitations.Any(open => open.InvitationId == id));
        if (invited.Refusal is not null)
            return;
        var accepted = await Ask("accepts", grains => Account(grains, account).Accept(
            Of(account, "members.accept", key), id, person));
        World.Facts.Answered(account, accepted, "accepting", one => one.Find(person) is not null);
    }

    private async Task Change(Guid account, Guid person, string key)
    {
        var role = Roles[Dice.Next(Roles.Length)];
        var change = new MemberChange(person, Role.Owner, role, ShopId: null, ExpectedVersion: null);
        var outcome = await Ask($"makes {role}", grains => Account(grains, account).ChangeMember(
            Of(account, "members.change", key), change));
        World.Facts.Answered(account, outcome, "another role", one => one.Find(person)?.Role == role);
    }

    private async Task Remove(Guid account, Guid person, string key)
    {
        var outcome = await Ask("removes", grains => Account(grains, account).RemoveMember(
            Of(account, "members.remove", key), Role.Owner, person));
        World.Facts.Answered(account, outcome, "a removal", one => one.Find(person) is null);
    }

    private async Task SignIn(string key)
    {
        var id = NameBasedId.Of("simulated-session", Name, key);
        var started = new NewSession(id, $"{key}-0", "a telephone", AskedAt: World.Now);
        await Ask("signs in", grains => User(grains).StartSession(
            Of(Cast.Accounts[0], "sessions.start", key), started));
        await Ask("stays", grains => User(grains).Refresh(
            Of(Cast.Accounts[0], "sessions.refresh", key), new SessionRefresh(id, $"{key}-0", $"{key}-1")));
        if (Dice.Next(2) == 0)
        {
            Facts.CameAgain(await Ask("comes with an old token", grains => User(grains).Refresh(
                Of(Cast.Accounts[0], "sessions.refresh", $"{key}-again"),
                new SessionRefresh(id, $"{key}-0", $"{key}-2"))));
        }

        await Ask("signs out", grains => User(grains).EndSession(Of(Cast.Accounts[0], "sessions.end", key), id));
    }

    private async Task Secure(Guid account, string key)
    {
        var taken = World.Database.Rows<SnapshotRow>().Select(row => row.Snapshot)
            .Where(one => one.AccountId == account).ToList();
        if (taken.Count == 0 || Dice.Next(2) == 0)
        {
            var job = JobNames.IdOf(account, JobNames.NightlySnapshot, shopId: null);
            await Ask("asks for a snapshot", grains => grains
                .GetGrain<IScheduledJobGrain>(GrainKey.Of(account, job)).RunNow(Of(account, "jobs.run", key)));
            return;
        }

        var snapshot = taken[Dice.Next(taken.Count)].Id;
        World.Facts.Verified(snapshot, await Ask("has a snapshot tried", grains => grains
            .GetGrain<ISnapshotGrain>(GrainKey.Of(account, snapshot)).Verify(
                Of(account, "snapshots.verify", key))));
    }

    private static IAccountGrain Account(IGrainFactory grains, Guid id) =>
        grains.GetGrain<IAccountGrain>(id.ToString("N"));

    private IUserGrain User(IGrainFactory grains) => grains.GetGrain<IUserGrain>(Cast.Owners[no].ToString("N"));

    private Command Of(Guid account, string operation, string key) =>
        By(account, Cast.Owner(Cast.Owners[no]), operation, key);
}
