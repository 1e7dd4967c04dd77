using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Accounts;

/// <summary>Limits of what people type.</summary>
internal static class AccountLimits
{
    public const int EmailLengthMax = 254;
    public const int NameLengthMax = 120;
    public const int PasswordLengthMin = 10;
    public const int PasswordLengthMax = 200;
    public const int TokenLengthMax = 500;

    /// <summary>The e-mail as it is stored and compared: without space around it, in lower case.</summary>
    public static string Email(string text) => text.Trim().ToLowerInvariant();

    public static void Email(this FieldErrors errors, string pointer, string? email)
    {
        errors.Text(pointer, email, EmailLengthMax);
        if (string.IsNullOrWhiteSpace(email) || email.Length > EmailLengthMax)
            return;
        var at = email.Trim().IndexOf('@', StringComparison.Ordinal);
        errors.Require(
            at > 0 && at < email.Trim().Length - 1 && !email.Trim().Any(c => char.IsWhiteSpace(c) || char.IsControl(c)),
            pointer, "must be an e-mail address");
    }

    public static void NewPassword(this FieldErrors errors, string pointer, string? password)
    {
        if (password is null)
            return;
        errors.Require(
            password.Length is >= PasswordLengthMin and <= PasswordLengthMax, pointer,
            $"must be {PasswordLengthMin} to {PasswordLengthMax} characters");
    }
}

public sealed record SignInRequest(string Email, string Password) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/email", Email, AccountLimits.EmailLengthMax);
        errors.Text("/password", Password, AccountLimits.PasswordLengthMax);
    }
}

public sealed record RefreshRequest(string RefreshToken) : IChecked
{
    public void Check(FieldErrors errors) => errors.Text("/refresh_token", RefreshToken, AccountLimits.TokenLengthMax);
}

public sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/current_password", CurrentPassword, AccountLimits.PasswordLengthMax);
        errors.NewPassword("/new_password", NewPassword);
    }
}

/// <summary>Asks for a link for the person with this e-mail.</summary>
public sealed record PasswordResetRequest(string Email) : IChecked
{
    public void Check(FieldErrors errors) => errors.Email("/email", Email);
}

/// <summary>Another password, by a link.</summary>
public sealed record NewPasswordRequest(string Token, string Password) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/token", Token, AccountLimits.TokenLengthMax);
        errors.NewPassword("/password", Password);
    }
}

/// <param name="Token">Belongs behind <c>/new-password#</c>. It is shown here and never again.</param>
public sealed record PasswordResetAnswer(
    Guid ResetId, Guid UserId, string Email, DateTimeOffset ExpiresAt, string Token);

/// <param name="MadeBy">As <c>kind:id</c>.</param>
/// <param name="AccountId">The account whose owner made it; null where a platform admin or the machine's operator
/// did.</param>
public sealed record PasswordResetRow(
    Guid ResetId, Guid UserId, string Email, string Name, string MadeBy, Guid? AccountId, DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

public sealed record CreateAccountRequest(string Name, string OwnerEmail) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/name", Name, AccountLimits.NameLengthMax);
        errors.Email("/owner_email", OwnerEmail);
    }
}

/// <summary>The roles that can be given to a person.</summary>
public enum GivenRole
{
    Owner = Role.Owner,
    Manager = Role.Manager,
    Staff = Role.Staff,
    Vendor = Role.Vendor,
}

public sealed record InviteRequest(string Email, GivenRole Role, Guid? ShopId = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Email("/email", Email);
        errors.Require(Role != GivenRole.Owner || ShopId is null, "/shop_id", "must be absent for an owner");
    }
}

public sealed record AcceptInvitationRequest(string Token, string Name, string Password) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/token", Token, AccountLimits.TokenLengthMax);
        errors.Text("/name", Name, AccountLimits.NameLengthMax);
        errors.NewPassword("/password", Password);
    }
}

/// <param name="ShopId">The one shop the member is bound to; absent or null for the whole account.</param>
public sealed record ChangeMemberRequest(GivenRole Role, Guid? ShopId = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Require(Role != GivenRole.Vendor, "/role", "must be owner, manager or staff");
        errors.Require(Role != GivenRole.Owner || ShopId is null, "/shop_id", "must be absent for an owner");
    }
}

public sealed record CreateApiKeyRequest(
    string Name, ImmutableArray<string> Scopes, Guid? ShopId = null, DateTimeOffset? ExpiresAt = null) : IChecked
{
    public void Check(FieldErrors errors)
    {
        errors.Text("/name", Name, AccountLimits.NameLengthMax);
        errors.Require(!Scopes.IsDefaultOrEmpty, "/scopes", "must name at least one scope");
        var known = string.Join(", ", Policies.Scopes.Order(StringComparer.Ordinal));
        foreach (var (index, scope) in Scopes.IsDefault ? [] : Scopes.Index())
            errors.Require(Policies.Scopes.Contains(scope), $"/scopes/{index}", $"must be one of {known}");
    }
}

/// <param name="OverlapSeconds">How long the old secret stays valid: 0 to 30 days; a day when absent.</param>
public sealed record RerollApiKeyRequest(int OverlapSeconds = 86_400) : IChecked
{
    private const int OverlapSecondsMax = 30 * 86_400;

    public void Check(FieldErrors errors) => errors.Range("/overlap_seconds", OverlapSeconds, 0, OverlapSecondsMax);
}

public sealed record TokensAnswer(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType);

public sealed record MeAnswer(
    Guid UserId, string Email, string Name, bool PlatformAdmin, Guid? VendorId, IReadOnlyList<MyAccount> Accounts);

public sealed record MyAccount(Guid AccountId, string Name, Role Role, Guid? ShopId);

public sealed record SessionAnswer(
    Guid SessionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset RefreshedAt,
    DateTimeOffset EndsAt,
    string? Device,
    bool Current);

public sealed record AccountAnswer(Guid AccountId, string Name, DateTimeOffset CreatedAt, int Members);

public sealed record AccountCreated(Guid AccountId, string Name, DateTimeOffset CreatedAt, InvitationAnswer Invitation);

public sealed record MemberAnswer(
    Guid UserId, string Email, string Name, Role Role, Guid? ShopId, DateTimeOffset Since, long Version);

public sealed record InvitationAnswer(
    Guid InvitationId, string Email, Role Role, Guid? ShopId, DateTimeOffset ExpiresAt, string Token);

/// <param name="InvitedBy">Who invited, for example <c>member:{id}</c>; null where that was not kept yet.</param>
public sealed record OpenInvitationAnswer(
    Guid InvitationId,
    string Email,
    Role Role,
    Guid? ShopId,
    string? InvitedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt);

public sealed record ApiKeyAnswer(
    Guid ApiKeyId,
    string Name,
    string Prefix,
    ImmutableArray<string> Scopes,
    Guid? ShopId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt);

/// <param name="Secret">The whole key for the Authorization header. It is shown here and never again.</param>
public sealed record ApiKeySecretAnswer(
    Guid ApiKeyId,
    string Prefix,
    string Secret,
    string Name,
    ImmutableArray<string> Scopes,
    Guid? ShopId,
    DateTimeOffset? ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(PasswordResetRequest))]
[JsonSerializable(typeof(NewPasswordRequest))]
[JsonSerializable(typeof(PasswordResetAnswer))]
[JsonSerializable(typeof(Page<PasswordResetRow>))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(AcceptInvitationRequest))]
[JsonSerializable(typeof(ChangeMemberRequest))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(RerollApiKeyRequest))]
[JsonSerializable(typeof(TokensAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(Page<SessionAnswer>))]
[JsonSerializable(typeof(Page<AccountAnswer>))]
[JsonSerializable(typeof(AccountCreated))]
[JsonSerializable(typeof(Page<MemberAnswer>))]
[JsonSerializable(typeof(MemberAnswer))]
[JsonSerializable(typeof(InvitationAnswer))]
[JsonSerializable(typeof(Page<OpenInvitationAnswer>))]
[JsonSerializable(typeof(Page<ApiKeyAnswer>))]
[JsonSerializable(typeof(ApiKeySecretAnswer))]
internal sealed partial class AccountHttpJson : JsonSerializerContext;
