using Platform.Api;
using Platform.Http;
using static Platform.Http.ForeignCases;

namespace Platform.Accounts;

internal static class AccountCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["POST /api/v1/auth/sign-out"] = Own("/api/v1/auth/sign-out"),
        ["GET /api/v1/me"] = Own("/api/v1/me"),
        ["PUT /api/v1/me/password"] = Own("/api/v1/me/password"),
        ["GET /api/v1/sessions"] = Listed("/api/v1/sessions", SessionOf),
        ["DELETE /api/v1/sessions/{id:guid}"] = Hidden(async api => $"/api/v1/sessions/{await SessionOf(api)}"),
        ["GET /api/v1/accounts"] = Forbidden("/api/v1/accounts"),
        ["POST /api/v1/accounts"] = Forbidden("/api/v1/accounts", new { name = "X", owner_email = "x@x.test" }),
        ["GET /api/v1/account"] = Own("/api/v1/account"),
        ["PATCH /api/v1/account"] = Own("/api/v1/account", new { transcript_days = 30 }),
        ["GET /api/v1/members"] = Listed("/api/v1/members", _ => Task.FromResult(ApiFixture.OwnerEmail)),
        ["PATCH /api/v1/members/{userId:guid}"] =
            Hidden(async api => $"/api/v1/members/{await UserOf(api)}", new { role = "staff" }),
        ["DELETE /api/v1/members/{userId:guid}"] = Hidden(async api => $"/api/v1/members/{await UserOf(api)}"),
        ["POST /api/v1/members/{userId:guid}/password-reset"] =
            Hidden(async api => $"/api/v1/members/{await UserOf(api)}/password-reset"),
        ["POST /api/v1/password-resets"] = Forbidden("/api/v1/password-resets", new { email = "x@x.test" }),
        ["GET /api/v1/password-resets"] = Forbidden("/api/v1/password-resets"),
        ["POST /api/v1/invitations"] = Own("/api/v1/invitations", new { email = "x@x.test", role = "staff" }),
        ["GET /api/v1/invitations"] = Listed("/api/v1/invitations", InvitationOf),
        ["DELETE /api/v1/invitations/{id:guid}"] =
            Hidden(async api => $"/api/v1/invitations/{await InvitationOf(api)}"),
        ["GET /api/v1/api-keys"] = Listed("/api/v1/api-keys", async api => (await KeyOf(api)).ToString()),
        ["POST /api/v1/api-keys"] = Own("/api/v1/api-keys", new { name = "x", scopes = new[] { "orders:read" } }),
        ["POST /api/v1/api-keys/{id:guid}/reroll"] =
            Hidden(async api => $"/api/v1/api-keys/{await KeyOf(api)}/reroll", new { }),
        ["DELETE /api/v1/api-keys/{id:guid}"] = Hidden(async api => $"/api/v1/api-keys/{await KeyOf(api)}"),
    };

    private static async Task<string> SessionOf(ApiFixture api) =>
        (await (await api.Owner.GetAsync("/api/v1/sessions")).JsonAsync(200))
            ["items"]![0]!["session_id"]!.GetValue<string>();

    private static async Task<string> UserOf(ApiFixture api) =>
        (await (await api.Staff.GetAsync("/api/v1/me")).JsonAsync(200))["user_id"]!.GetValue<string>();

    private static async Task<string> InvitationOf(ApiFixture api) =>
        (await (await api.Owner.CreateAsync(
            "/api/v1/invitations", new { email = $"{Guid.NewGuid():N}@one.test", role = "staff" })).JsonAsync(201))
            ["invitation_id"]!.GetValue<string>();

    private static async Task<Guid> KeyOf(ApiFixture api) =>
        (await (await api.Owner.CreateAsync("/api/v1/api-keys", new { name = "k", scopes = new[] { "orders:read" } }))
            .JsonAsync(201))["api_key_id"]!.GetValue<Guid>();
}
