using Microsoft.Extensions.DependencyInjection;
using Platform.Operations;
using Platform.Secrets;

namespace Platform.Accounts;

/// <summary>Everything that accounts keep in PostgreSQL beside their grains' states.</summary>
public static class AccountStorageModule
{
    /// <summary>Adds the readers and the key ring. After the storage: the key ring is loaded when the migrations are
    /// done.</summary>
    public static IServiceCollection AddAccountStorage(this IServiceCollection services, Func<MasterKey> masterKey)
    {
        services.AddSingleton<IIdentityReader, IdentityReader>();
        services.AddSingleton<IAccountReader, AccountReader>();
        services.AddSingleton<ISignInFailures, SignInFailures>();
        services.AddSingleton<IPasswordResets, PasswordResets>();
        services.AddSingleton<IApiKeyUses, ApiKeyUses>();
        services.AddSingleton(_ => masterKey());
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<IStorageHealth, StorageHealthCheck>();
        services.AddHostedService<KeyRingStart>();
        services.AddHostedService<AccountUpkeep>();
        return services;
    }
}
