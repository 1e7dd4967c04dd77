namespace Platform.Http;

/// <summary>The address under which people and providers reach this platform.</summary>
/// <param name="BaseUrl">Without a slash at the end.</param>
internal sealed record PublicAddress(string BaseUrl)
{
    private const string BaseUrlDefault = "http://127.0.0.1:5080";

    public static PublicAddress Of(IConfiguration configuration) =>
        new((configuration["PublicBaseUrl"] ?? BaseUrlDefault).TrimEnd('/'));
}
