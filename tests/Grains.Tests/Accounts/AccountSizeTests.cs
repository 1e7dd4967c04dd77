using System.Text.Json;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Accounts;

/// <summary>An account that is as large as it may be is still a state that can be kept.</summary>
public sealed class AccountSizeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 12, 345, 678, TimeSpan.Zero);
    private static readonly Actor Owner = new(ActorKind.Member, $"{Guid.NewGuid()}");

    [Fact]
    public void As_many_people_as_are_promised_with_the_longest_addresses_can_be_kept()
    {
        var account = Full("x");

        Assert.Equal((100, 25), (account.Members.Length, account.Invitations.Length));
        Assert.InRange(Bytes(account), 1, StateTable.StateBytesMax);
        Assert.Equal(AccountRefusal.Full, AccountRules.Invite(account, Invited(99, "x"), Owner, Now).Refusal);
    }

    [Fact]
    public void Whose_addresses_take_more_room_than_there_is_invites_fewer_and_is_told_so()
    {
        var account = Full("é");

        Assert.InRange(Bytes(account), 1, StateTable.StateBytesMax);
        Assert.InRange(account.Invitations.Length, 1, 24);
        Assert.Equal(AccountRefusal.Full, AccountRules.Invite(account, Invited(99, "é"), Owner, Now).Refusal);
        // Whoever accepts takes less room than the invitation did.
        var accepted = AccountRules.Accept(account, account.Invitations[0].InvitationId, Guid.NewGuid(), Now).Next!;
        Assert.InRange(Bytes(accepted), 1, Bytes(account) - 1);
    }

    [Fact]
    public void What_is_kept_is_read_again_as_it_was()
    {
        var account = Full("x");
        account = account with
        {
            Members = [.. account.Members, new(Guid.NewGuid(), Role.Owner, ShopId: null, Now, 1)],
            Invitations =
            [
                .. account.Invitations,
                new(Guid.NewGuid(), "v@x", Role.Vendor, null, Guid.NewGuid(), Now, Now.AddDays(7), "system:system"),
                new(Guid.NewGuid(), "w@x", Role.Staff, null, null, Now, Now.AddDays(7), InvitedBy: null),
            ],
        };

        var read = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(account, AccountJson.Default.Account), AccountJson.Default.Account)!;

        Assert.Equal(account.Members.AsEnumerable(), read.Members);
        Assert.Equal(account.Invitations.AsEnumerable(), read.Invitations);
    }

    [Fact]
    public void What_was_kept_as_objects_is_read()
    {
        const string stored =
            """
            {"id":"0190a001-0000-7000-8000-000000000001","name":"A","created_at":"2026-01-02T03:04:05+00:00",
             "members":[{"user_id":"0190a002-0000-7000-8000-000000000002","role":"owner","shop_id":null,
                         "since":"2026-01-02T03:04:05.1234567+00:00","version":3}],
             "invitations":[{"invitation_id":"0190a003-0000-7000-8000-000000000003","email":"v@x","role":"vendor",
                             "shop_id":null,"vendor_id":"0190a004-0000-7000-8000-000000000004",
                             "created_at":"2026-01-02T03:04:05+00:00","expires_at":"2026-01-09T03:04:05+00:00"}]}
            """;

        var read = JsonSerializer.Deserialize(stored, AccountJson.Default.Account)!;

        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.Equal(
            new Member(Id(2), Role.Owner, null, at.AddTicks(1_234_567), 3), Assert.Single(read.Members));
        Assert.Equal(
            new Invitation(Id(3), "v@x", Role.Vendor, null, Id(4), at, at.AddDays(7)), Assert.Single(read.Invitations));
    }

    private static Guid Id(int n) => Guid.Parse($"0190a00{n}-0000-7000-8000-00000000000{n}");

    private static int Bytes(Account account) =>
        JsonSerializer.SerializeToUtf8Bytes(account, AccountJson.Default.Account).Length;

    // Through the rules, until they say that it is enough.
    private static Account Full(string letter)
    {
        var account = new Account(
            Guid.NewGuid(), new string('n', 120),
            [
                .. Enumerable.Range(0, AccountView.MembersMax).Select(_ => new Member(
                    Guid.NewGuid(), Role.Manager, Guid.NewGuid(), Now, 999)),
            ],
            [], Now);
        for (var n = 0; AccountRules.Invite(account, Invited(n, letter), Owner, Now).Next is { } next; n++)
            account = next;
        return account;
    }

    // A vendor's is the longest, and no member's place is needed for it.
    private static NewInvitation Invited(int n, string letter)
    {
        var email = string.Concat(Enumerable.Repeat(letter, 250)) + $"{n:D2}@x";
        return new(
            Guid.NewGuid(), Role.Owner, email, Role.Vendor, Guid.NewGuid(), NameBasedId.Of("user", email));
    }
}
