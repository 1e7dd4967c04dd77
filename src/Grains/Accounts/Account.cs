using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>An account as it is stored. Bounded: at most <see cref="AccountView.MembersMax"/> members and
/// <see cref="AccountView.InvitationsMax"/> open invitations, and never more than a state may hold.</summary>
/// <param name="TranscriptDays">How long words of calls are kept; null where nobody has decided yet.</param>
internal sealed record Account(
    Guid Id,
    string Name,
    ImmutableArray<Member> Members,
    ImmutableArray<Invitation> Invitations,
    DateTimeOffset CreatedAt,
    int? TranscriptDays = null)
{
    /// <summary>Whether it can be kept: addresses in other scripts take more room than their letters.</summary>
    public bool CanBeKept() => JsonSerializer.SerializeToUtf8Bytes(
        this, AccountJson.Default.Account).Length <= StateTable.StateBytesMax;

    [JsonIgnore]
    public AccountSettings Settings => new(TranscriptDays ?? AccountSettings.TranscriptDaysDefault);

    /// <summary>The member with this id, or null.</summary>
    public Member? Find(Guid userId) => Members.FirstOrDefault(member => member.UserId == userId);
}
