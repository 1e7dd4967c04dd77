using System.Collections.Immutable;

namespace Platform.Accounts;

/// <summary>An account as it is stored. Bounded: at most <see cref="MembersMax"/> members and
/// <see cref="InvitationsMax"/> open invitations.</summary>
internal sealed record Account(
    Guid Id,
    string Name,
    ImmutableArray<Member> Members,
    ImmutableArray<Invitation> Invitations,
    DateTimeOffset CreatedAt)
{
    public const int MembersMax = 100;
    public const int InvitationsMax = 25;

    /// <summary>The member with this id, or null.</summary>
    public Member? Find(Guid userId) => Members.FirstOrDefault(member => member.UserId == userId);
}
