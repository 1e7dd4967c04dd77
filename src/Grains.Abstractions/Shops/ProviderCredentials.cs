using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Shops;

/// <summary>The third parties whose secrets an account keeps here.</summary>
public enum ProviderKind
{
    Twilio = 1,
    ElevenLabs = 2,
}

/// <summary>An account's secrets of one of its accounts at a provider. Two are valid during a rotation.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ProviderCredentials")]
public sealed record ProviderCredentials(
    [property: Id(0)] Guid AccountId,
    [property: Id(1)] ProviderKind Provider,
    [property: Id(2)] string ExternalAccountId,
    [property: Id(3)] ImmutableArray<ProviderSecret> Secrets)
{
    public const int SecretsMax = 2;
}

/// <summary>One secret, encrypted at rest.</summary>
/// <param name="Id">Also what the encryption is bound to.</param>
/// <param name="Cipher">Never leaves the platform.</param>
/// <param name="CreatedAt">The newer one is the current one.</param>
[GenerateSerializer, Immutable, Alias("Platform.ProviderSecret")]
public sealed record ProviderSecret(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Cipher,
    [property: Id(2)] DateTimeOffset CreatedAt);

/// <summary>The secrets of one (provider, account there). Key: <c>{account}/{id}</c>, see <see
/// cref="CredentialKey"/>.</summary>
[Alias("Platform.IProviderCredentialsGrain")]
public interface IProviderCredentialsGrain : IGrainWithStringKey
{
    /// <summary>What is kept, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<ProviderCredentials?> Find();

    /// <summary>Adds a secret; the same id again changes nothing.</summary>
    [Alias("Add")]
    Task<CredentialOutcome> Add(
        ProviderKind provider, string externalAccountId, Guid id, string cipher, Command command);

    /// <summary>Removes a secret: from now on it verifies nothing. False when there is none.</summary>
    [Alias("Remove")]
    Task<bool> Remove(Guid id, Command command);
}

/// <summary>What became of a new secret: it, or that two are valid already.</summary>
[GenerateSerializer, Immutable, Alias("Platform.CredentialOutcome")]
public sealed record CredentialOutcome([property: Id(0)] ProviderSecret? Secret, [property: Id(1)] long Position)
{
    [MemberNotNullWhen(false, nameof(Secret))]
    public bool IsTooMany => Secret is null;
}

/// <summary>Finds secrets.</summary>
public interface IProviderCredentialReader
{
    /// <summary>Everybody's secrets for an account at a provider; null for all accounts there (a provider that does not
    /// say which). Two tenants may have entered the same one; each is believed only under its own secret.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<ProviderCredentials>> FindAsync(
        ProviderKind provider, string? externalAccountId, CancellationToken cancellationToken);

    /// <summary>What an account keeps.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<ProviderCredentials>> ListAsync(Guid accountId, CancellationToken cancellationToken);
}
