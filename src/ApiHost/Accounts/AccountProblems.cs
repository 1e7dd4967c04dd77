using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>How HTTP says what accounts and keys refuse. No discard arm: a new refusal has to choose.</summary>
internal static class AccountProblems
{
    public static ProblemHttpResult From(AccountRefusal refusal) => refusal switch
    {
        AccountRefusal.Unknown => Problems.NotFound("account"),
        AccountRefusal.UnknownMember => Problems.NotFound("member"),
        AccountRefusal.UnknownInvitation => Problems.Of(404, "invitation-dead", "Ask for a new invitation."),
        AccountRefusal.AlreadyMember => Problems.Of(409, "already-a-member", "The person is a member already."),
        AccountRefusal.LastOwner => Problems.Of(409, "last-owner", "Make somebody else owner first."),
        AccountRefusal.Full => Problems.Of(409, "too-many-members", "Remove members or open invitations first."),
        AccountRefusal.RoleTooHigh => Problems.Of(403, "forbidden", "Only owners make or change owners and managers."),
        AccountRefusal.RoleNotHere => Problems.Invalid("/role", "is not a role that this member can have"),
        AccountRefusal.VersionDiffers => Problems.Of(
            412, "version-differs", "It has changed; read it again."),
        AccountRefusal.SettingOutOfRange => Problems.Invalid(
            "/transcript_days", AccountSettingsRequest.TranscriptDaysRule),
        AccountRefusal.KeyReused => Problems.KeyReused(),
    };

    /// <summary>An invitation of a person who can sign in already, with another password than theirs.</summary>
    public static ProblemHttpResult OtherPassword() =>
        Problems.Of(401, "wrong-credentials", "You have a sign-in already: accept with its password.");

    public static ProblemHttpResult From(ApiKeyRefusal refusal) => refusal switch
    {
        ApiKeyRefusal.Unknown => Problems.NotFound("API key"),
        ApiKeyRefusal.Revoked => Problems.Of(409, "key-revoked", "Create a new key."),
        ApiKeyRefusal.OtherGeneration => Problems.Of(
            409, "key-rerolled", "It was rerolled a moment ago; read it again."),
        ApiKeyRefusal.KeyReused => Problems.KeyReused(),
    };
}
