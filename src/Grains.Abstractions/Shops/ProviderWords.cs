namespace Platform.Shops;

/// <summary>Providers as the database and HTTP write them.</summary>
public static class ProviderWords
{
    public static string Of(ProviderKind provider) => provider switch
    {
        ProviderKind.Twilio => "twilio",
        ProviderKind.ElevenLabs => "elevenlabs",
    };

    /// <summary>The provider of a word, or null.</summary>
    public static ProviderKind? Read(string word) => word switch
    {
        "twilio" => ProviderKind.Twilio,
        "elevenlabs" => ProviderKind.ElevenLabs,
        _ => null,
    };
}
