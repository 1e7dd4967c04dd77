using Platform.Http;

namespace Platform.Accounts;

/// <summary>What sign-in, accounts and permissions may answer.</summary>
internal static class AccountProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("account-needed", 400, "Say for which account",
            "You are a member of several accounts, or of none.", "Send X-Account with the account's id."),
        new("not-signed-in", 401, "Not signed in",
            "There is no token, or it is unknown, expired or revoked.",
            "Sign in, refresh the access token, or use another API key."),
        new("wrong-credentials", 401, "E-mail or password is wrong",
            "No such person, or another password.", "Check both."),
        new("refresh-token-dead", 401, "The refresh token is dead",
            "It was used before, has expired, or its session was revoked. Using one twice ends the session.",
            "Sign in again."),
        new("forbidden", 403, "Not allowed",
            "Your role, or the scopes of the API key, do not include this.", "Ask an owner of the account."),
        new("account-not-found", 404, "No such account",
            "X-Account names no account, or one that you are not a member of.", "See GET /api/v1/me."),
        new("invitation-dead", 404, "The invitation is not valid",
            "It is unknown, was used, was withdrawn or has expired.", "Ask for a new one."),
        new("already-a-member", 409, "Already a member",
            "The person is a member of this account.", "Change the role instead."),
        new("last-owner", 409, "The last owner stays",
            "An account always has an owner.", "Make somebody else owner first."),
        new("reset-link-dead", 404, "The link is not valid",
            "It is unknown, was used, has expired, a newer one was made, or the password was changed since.",
            "Ask for a new one."),
        new("belongs-elsewhere", 409, "Not your account's alone",
            "The person's sign-in opens other accounts, a vendor's work or the platform itself, so that no account's "
            + "owner may set its password.",
            "Ask whoever runs the platform for the link."),
        new("too-many-members", 409, "The account is full",
            "An account has at most 100 members and 25 open invitations, fewer where addresses are very long.",
            "Remove some first."),
        new("key-revoked", 409, "The API key is revoked", "A revoked key cannot be changed.", "Create a new one."),
        new("key-rerolled", 409, "The API key was rerolled", "Another reroll was a moment earlier.", "Read it again."),
        new("too-many-attempts", 429, "Too many attempts",
            "Too many sign-ins with this e-mail or from this address.", "Wait as long as Retry-After says."),
    ];
}
