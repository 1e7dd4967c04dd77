using Platform.Commits;

namespace Platform.Shops;

/// <summary>Where shops, numbers and credentials are kept.</summary>
internal static class ShopTables
{
    public static StateTable<Shop> Shops { get; } = new(
        "shops", "shops", ShopJson.Default.Shop,
        new Column<Shop, Guid>("id", ColumnType.Uuid, shop => shop.Id),
        new Column<Shop, string>("name", ColumnType.Text, shop => shop.Details.Name),
        new Column<Shop, int?>("legacy_location_id", ColumnType.Int4, shop => shop.Details.LegacyLocationId));

    public static StateTable<PhoneNumber> Numbers { get; } = new(
        "phone_numbers", "phone_numbers", ShopJson.Default.PhoneNumber,
        new Column<PhoneNumber, Guid?>("owner_account_id", ColumnType.Uuid, number => number.Owner?.AccountId),
        new Column<PhoneNumber, Guid?>("shop_id", ColumnType.Uuid, number => number.Owner?.ShopId));

    public static StateTable<ProviderCredentials> Credentials { get; } = new(
        "provider_credentials", "provider_credentials", ShopJson.Default.ProviderCredentials,
        new Column<ProviderCredentials, string>(
            "provider", ColumnType.Text, credentials => ProviderWords.Of(credentials.Provider)),
        new Column<ProviderCredentials, string>(
            "external_account_id", ColumnType.Text, credentials => credentials.ExternalAccountId),
        new Column<ProviderCredentials, int>(
            "secrets", ColumnType.Int4, credentials => credentials.Secrets.Length));
}
