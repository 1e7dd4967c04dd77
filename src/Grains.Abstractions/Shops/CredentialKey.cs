using Platform.Ids;

namespace Platform.Shops;

/// <summary>Keys of <see cref="IProviderCredentialsGrain"/>.</summary>
public static class CredentialKey
{
    /// <summary>The grain that keeps an account's secrets for one of its accounts at a provider.</summary>
    public static string Of(Guid accountId, ProviderKind provider, string externalAccountId) =>
        GrainKey.Of(accountId, NameBasedId.Of("credentials", provider.ToString(), externalAccountId));

    /// <summary>What a secret's encryption is bound to.</summary>
    public static string Context(Guid secretId) => $"provider_credentials/{secretId:N}";
}
