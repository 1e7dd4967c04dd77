using Platform.Ids;

namespace Platform.Shops;

/// <summary>Every decision about a shop. Pure.</summary>
internal static class ShopRules
{
    public static Shop Create(string key, ShopDetails details, string requestHash, DateTimeOffset now) => new()
    {
        Id = GrainKey.IdOf(key),
        AccountId = GrainKey.AccountOf(key)
            ?? throw new ArgumentException("A shop's key starts with its account.", nameof(key)),
        Details = details,
        RequestHash = requestHash,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static (Shop? Next, ShopRefusal? Refusal) Change(
        Shop? shop, long version, ShopDetails details, long? expected, DateTimeOffset now)
    {
        if (shop is null)
            return (null, ShopRefusal.NotFound);
        if (expected is not null && expected != version)
            return (null, ShopRefusal.VersionDiffers);
        return (shop with { Details = details, UpdatedAt = now }, null);
    }

    public static (Shop? Next, ShopRefusal? Refusal) AddNumber(Shop? shop, ShopNumber number, DateTimeOffset now)
    {
        if (shop is null)
            return (null, ShopRefusal.NotFound);
        if (shop.Numbers.Any(known => known.E164 == number.E164))
            return (shop, null);
        if (shop.Numbers.Length >= Shop.NumbersMax)
            return (null, ShopRefusal.TooManyNumbers);
        return (shop with { Numbers = shop.Numbers.Add(number), UpdatedAt = now }, null);
    }

    public static (Shop? Next, ShopRefusal? Refusal) RemoveNumber(Shop? shop, string e164, DateTimeOffset now)
    {
        if (shop is null)
            return (null, ShopRefusal.NotFound);
        if (shop.Numbers.All(known => known.E164 != e164))
            return (null, ShopRefusal.NumberNotHere);
        return (shop with { Numbers = shop.Numbers.RemoveAll(known => known.E164 == e164), UpdatedAt = now }, null);
    }

    /// <summary>Whether a number may start to ring in a shop: it rings there already, or nowhere.</summary>
    public static bool MayClaim(PhoneNumber? number, NumberOwner owner) =>
        number?.Owner is null || number.Owner == owner;

    /// <summary>The credentials with one secret more; null when two are valid already.</summary>
    public static ProviderCredentials? AddSecret(ProviderCredentials credentials, ProviderSecret secret) =>
        credentials.Secrets.Any(known => known.Id == secret.Id) ? credentials
        : credentials.Secrets.Length >= ProviderCredentials.SecretsMax ? null
        : credentials with { Secrets = credentials.Secrets.Add(secret) };
}
