using Platform.Http;

namespace Platform.Accounts;

/// <summary>What the OpenAPI document shows of sign-in and accounts.</summary>
internal static class AccountExamples
{
    private static readonly Guid AccountId = new("0190a001-0000-7000-8000-000000000001");
    private static readonly Guid UserId = new("0190a002-0000-7000-8000-000000000002");
    private static readonly Guid ApiKeyId = new("0190a003-0000-7000-8000-000000000003");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    public static TokensAnswer Tokens { get; } = new("AAAAAR0U…", "AAAAAR1V…", 900, "Bearer");

    public static MeAnswer Me { get; } = new(
        UserId, "owner@example.com", "Olivia Owner", PlatformAdmin: false, VendorId: null,
        [new(AccountId, "Northside Repairs", Role.Owner, ShopId: null)]);

    public static Page<SessionAnswer> Sessions { get; } = new(
        [new(new("0190a004-0000-7000-8000-000000000004"), At,
        At, At.AddDays(30), "Firefox on Linux", Current: true)], null);

    public static Page<AccountAnswer> Accounts { get; } = new(
        [new(AccountId, "Northside Repairs", At, Members: 3)], null);

    public static MemberAnswer Member { get; } = new(
        UserId, "staff@example.com", "Sam Staff", Role.Manager, ShopId: null, At, Version: 2);

    public static Page<MemberAnswer> Members { get; } = new([Member], null);

    public static InvitationAnswer Invitation { get; } = new(
        new("0190a005-0000-7000-8000-000000000005"), "staff@example.com", Role.Staff, ShopId: null, At.AddDays(7),
        "AAAAARCg…");

    public static Page<OpenInvitationAnswer> OpenInvitations { get; } = new(
        [
            new(
                Invitation.InvitationId, Invitation.Email, Invitation.Role, Invitation.ShopId,
                $"member:{UserId}", At, Invitation.ExpiresAt),
        ],
        null);

    public static PasswordResetAnswer PasswordReset { get; } = new(
        new("0190a006-0000-7000-8000-000000000006"), UserId, "staff@example.com", At + ResetLink.Life,
        "q7v2cGxhdGZvcm0…");

    public static Page<PasswordResetRow> PasswordResets { get; } = new(
        [
            new(
                PasswordReset.ResetId, UserId, PasswordReset.Email, "Sam Staff", $"member:{UserId}", AccountId, At,
                PasswordReset.ExpiresAt, UsedAt: At.AddMinutes(20)),
        ],
        null);

    public static AccountCreated AccountCreated { get; } = new(
        AccountId, "Northside Repairs", At, Invitation with { Email = "owner@example.com", Role = Role.Owner });

    public static Page<ApiKeyAnswer> ApiKeys { get; } = new(
        [
            new(
                ApiKeyId, "Website", "pk_b08f8728b0d886cc", [Policies.OrdersRead, Policies.OrdersWrite],
                ShopId: null, At,
                ExpiresAt: null, RevokedAt: null, LastUsedAt: At.AddHours(1)),
        ],
        null);

    public static ApiKeySecretAnswer ApiKeySecret { get; } = new(
        ApiKeyId, "pk_b08f8728b0d886cc", "pk_b08f8728b0d886cc_r71Va…", "Website",
        [Policies.OrdersRead, Policies.OrdersWrite], ShopId: null, ExpiresAt: null);
}
