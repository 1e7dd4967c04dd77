using Platform.Http;

namespace Platform.Accounts;

/// <summary>What sign-in, accounts and permissions need of the host.</summary>
internal static class AccountsModule
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddJsonContext(AccountHttpJson.Default);
        services.AddJsonContext(AccountSettingsJson.Default);
        services.AddSingleton<Tokens>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<PasswordResetting>();
        services.AddSingleton<People>();
        services.AddSingleton<Identities>();
        services.AddSingleton<IIdentities>(provider => provider.GetRequiredService<Identities>());
        services.AddSingleton<ApiKeyUseLog>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUseLog>());
        services.AddHostedService<RevocationWatch>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
    }
}
