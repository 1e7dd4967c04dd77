using System.Text.Json.Serialization;

namespace Platform.Shops;

/// <summary>How shops, numbers and credentials are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Shop))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(ProviderCredentials))]
[JsonSerializable(typeof(ShopChanged))]
public sealed partial class ShopJson : JsonSerializerContext;

/// <summary>State of a number: free when nobody owns it. The row stays, so that its version does.</summary>
public sealed record PhoneNumber(NumberOwner? Owner);

/// <summary>Body of <c>shop.changed</c>.</summary>
public sealed record ShopChanged(Guid ShopId, long Version);
