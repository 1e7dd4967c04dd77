using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Http;

/// <summary>JSON as the API speaks it: snake_case names and words, numbers as numbers, times with offset.</summary>
internal static class JsonSetup
{
    private const int DepthMax = 32;

    /// <summary>Applies the rules to the options of HTTP.</summary>
    public static IServiceCollection AddPlatformJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => Apply(json.SerializerOptions));

    /// <summary>Adds a domain's source-generated context: <c>services.AddJsonContext(OrderJson.Default)</c>.</summary>
    public static IServiceCollection AddJsonContext(this IServiceCollection services, IJsonTypeInfoResolver context) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, context));

    /// <summary>The same rules for other options (the hub's, tests').</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = DepthMax;
        // A parameter without a default has to be there, and only what is declared nullable can be null.
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new TimeWithOffset());
    }
}
