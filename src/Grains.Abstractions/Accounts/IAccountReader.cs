using System.Collections.Immutable;
using Platform.Live;

namespace Platform.Accounts;

/// <summary>A member as a list shows it.</summary>
public sealed record MemberRow(
    Guid UserId, string Email, string Name, Role Role, Guid? ShopId, DateTimeOffset Since, long Version);

/// <summary>An API key as a list shows it. There is no secret in it.</summary>
public sealed record ApiKeyRow(
    Guid ApiKeyId,
    string Name,
    string Prefix,
    ImmutableArray<string> Scopes,
    Guid? ShopId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt);

/// <summary>An account as the platform's list shows it.</summary>
public sealed record AccountRow(Guid AccountId, string Name, DateTimeOffset CreatedAt, int Members);

/// <summary>Lists of an account's people and keys.</summary>
public interface IAccountReader
{
    /// <summary>The members by e-mail, after one; of one shop, or (null) all.</summary>
    Task<Snapshot<IReadOnlyList<MemberRow>>> MembersAsync(
        Guid accountId, Guid? shopId, string? afterEmail, int limit, CancellationToken cancellationToken);

    /// <summary>The keys, newest first, after one.</summary>
    Task<Snapshot<IReadOnlyList<ApiKeyRow>>> ApiKeysAsync(
        Guid accountId, (DateTimeOffset CreatedAt, Guid Id)? after, int limit, CancellationToken cancellationToken);

    /// <summary>All accounts by name, for platform admins.</summary>
    Task<Snapshot<IReadOnlyList<AccountRow>>> AccountsAsync(
        (string Name, Guid Id)? after, int limit, CancellationToken cancellationToken);
}

/// <summary>Counts sign-ins over all nodes, alike for people who exist and who do not.</summary>
public interface ISignInFailures
{
    /// <summary>Counts one try for each subject before it is made, so that tries at once cannot slip through. Answers
    /// how long to wait, or null when it may be made.</summary>
    Task<TimeSpan?> TryAsync(IReadOnlyList<SignInLimit> limits, CancellationToken cancellationToken);

    /// <summary>Forgets the tries after a success.</summary>
    Task ForgetAsync(IReadOnlyList<SignInLimit> limits, CancellationToken cancellationToken);
}

/// <summary>So many failed sign-ins in so long.</summary>
/// <param name="Subject">A hash: of an e-mail, or of an e-mail and an address.</param>
public sealed record SignInLimit(string Subject, int FailuresMax, TimeSpan Window);

/// <summary>Remembers when API keys were used.</summary>
public interface IApiKeyUses
{
    /// <summary>Stores the times, which only ever move forward.</summary>
    Task SaveAsync(IReadOnlyCollection<ApiKeyUse> uses, CancellationToken cancellationToken);
}

/// <summary>A use of a key.</summary>
public sealed record ApiKeyUse(Guid AccountId, Guid ApiKeyId, DateTimeOffset At);
