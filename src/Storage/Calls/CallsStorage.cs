using Microsoft.Extensions.DependencyInjection;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>The readers of shops and calls.</summary>
internal static class CallsStorage
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IShopReader, ShopReader>();
        services.AddSingleton<IProviderCredentialReader, ProviderCredentialReader>();
        services.AddSingleton<ICallReader, CallReader>();
        services.AddSingleton<IWebhookLog, WebhookLog>();
        services.AddSingleton<ICallRows, CallRows>();
        services.AddSingleton<IOldTranscripts, OldTranscriptReader>();
        services.AddSingleton<ICallRecordings, CallRecordings>();
        services.AddSingleton<RecordingSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordingSweep>());
    }
}
