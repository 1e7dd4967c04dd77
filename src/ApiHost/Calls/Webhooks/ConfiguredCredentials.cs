using Platform.Ids;
using Platform.Shops;

namespace Platform.Calls.Webhooks;

/// <summary>The first account's credentials from the configuration, for whoever sets the product up with environment
/// variables: <c>Twilio__AccountSid</c>, <c>Twilio__AuthToken</c>, <c>ElevenLabs__WebhookSecret</c>. Changed there,
/// they are changed with the next start.</summary>
internal static class ConfiguredCredentials
{
    /// <summary>A provider that does not say which of its accounts sends.</summary>
    public const string AnyAccount = "default";

    private static readonly Guid FirstAccountId = NameBasedId.Of("account", "first");

    public static void AddConfigured(this Credentials credentials, IConfiguration configuration)
    {
        if (configuration["Twilio:AccountSid"] is { Length: > 0 } sid)
        {
            var token = configuration["Twilio:AuthToken"];
            // Without it every call would be refused with 403, and nobody would know why.
            if (string.IsNullOrEmpty(token))
                throw new InvalidOperationException("Twilio__AccountSid is set, and Twilio__AuthToken is not.");
            credentials.Configure(ProviderKind.Twilio, new Credential(FirstAccountId, sid, token));
        }

        if (configuration["ElevenLabs:WebhookSecret"] is { Length: > 0 } secret)
            credentials.Configure(ProviderKind.ElevenLabs, new Credential(FirstAccountId, AnyAccount, secret));
    }
}
