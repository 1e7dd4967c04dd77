using Platform.Commits;

namespace Platform.Accounts;

/// <summary>A row of <c>memberships</c>.</summary>
internal sealed record MembershipRow(
    Guid AccountId, Guid UserId, string Role, Guid? ShopId, long Version,
    DateTimeOffset Since, DateTimeOffset? RemovedAt)
    : IRow
{
    public static MembershipRow Of(Guid accountId, Member member, DateTimeOffset? removedAt) => new(
        accountId, member.UserId, RoleWords.Of(member.Role), member.ShopId, member.Version, member.Since, removedAt);
}

/// <summary>A row of <c>invitations</c>.</summary>
internal sealed record InvitationRow(
    Guid AccountId,
    Guid InvitationId,
    string Email,
    string Role,
    Guid? ShopId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    Guid? AcceptedBy,
    DateTimeOffset? EndedAt)
    : IRow
{
    public static InvitationRow Of(
        Guid accountId, Invitation invitation, Guid? acceptedBy, DateTimeOffset? endedAt) => new(
        accountId, invitation.InvitationId, invitation.Email, RoleWords.Of(invitation.Role), invitation.ShopId,
        invitation.CreatedAt, invitation.ExpiresAt, acceptedBy, endedAt);
}

/// <summary>A row of <c>sessions</c>.</summary>
internal sealed record SessionRow(
    Guid SessionId,
    Guid UserId,
    DateTimeOffset CreatedAt,
    DateTimeOffset RefreshedAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? RevokedAt)
    : IRow
{
    public static SessionRow Of(Guid userId, Session session, DateTimeOffset? revokedAt) => new(
        session.Id, userId, session.CreatedAt, session.RefreshedAt, session.EndsAt, revokedAt);
}

/// <summary>A row of <c>revocations</c>; the database adds the time.</summary>
internal sealed record RevocationRow(Guid RevocationId, Guid Subject) : IRow
{
    public static RevocationRow Of(Guid subject) => new(Guid.CreateVersion7(), subject);
}

/// <summary>Roles as the database writes them.</summary>
internal static class RoleWords
{
    public static string Of(Role role) => role switch
    {
        Role.PlatformAdmin => "platform_admin",
        Role.Owner => "owner",
        Role.Manager => "manager",
        Role.Staff => "staff",
        Role.Vendor => "vendor",
        Role.ApiKey => "api_key",
    };
}
