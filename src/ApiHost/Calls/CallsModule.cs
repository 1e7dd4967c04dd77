using Platform.Calls.ElevenLabs;
using Platform.Calls.Relay;
using Platform.Calls.Twilio;
using Platform.Calls.Webhooks;
using Platform.Conversation;
using Platform.Http;
using Platform.Shops;

namespace Platform.Calls;

/// <summary>What shops and calls need of the host.</summary>
internal static class CallsModule
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = new CallsOptions();
        builder.Configuration.GetSection("Calls").Bind(options);
        options.PublicBaseUrl = builder.Configuration["PublicBaseUrl"] ?? options.PublicBaseUrl;
        options.DataDirectory = builder.Configuration["DataDirectory"] ?? options.DataDirectory;

        services.AddJsonContext(ShopHttpJson.Default);
        services.AddJsonContext(CallHttpJson.Default);
        services.AddSingleton(options);
        services.AddConversation(builder.Configuration, options.AgentPatience);
        services.AddSingleton(provider =>
        {
            var credentials = ActivatorUtilities.CreateInstance<Credentials>(provider);
            credentials.AddConfigured(builder.Configuration);
            return credentials;
        });
        services.AddSingleton<TwilioGate>();
        services.AddSingleton<Shopkeeper>();
        services.AddSingleton<CallIntake>();
        services.AddSingleton<RelayLinks>();
        services.AddSingleton<RelayEndpoint>();
        services.AddSingleton<CallerPatience>();
        services.AddSingleton<TwilioEndpoints>();
        services.AddSingleton<ElevenLabsIntake>();
        services.AddSingleton<ElevenLabsEndpoint>();
        services.AddSingleton(_ => new WebhookSpool(
            options.SpoolDirectory ?? Path.Combine(options.DataDirectory, "spool"), options.SpoolBytesMax));
        services.AddSingleton<WebhookRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookRecorder>());
        services.AddHostedService<SpoolReplay>();
    }

    /// <summary>The providers' doors: public, signed.</summary>
    public static void MapWebhooks(this WebApplication app)
    {
        // Built now, so that a wrong configuration is an error of the start and not of the first call.
        app.Services.GetRequiredService<Credentials>();
        TwilioEndpoints.Map(app);
        ElevenLabsEndpoint.Map(app);
    }
}
