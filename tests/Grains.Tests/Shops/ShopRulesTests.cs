using System.Text.Json;
using Platform.Ids;

namespace Platform.Shops;

public sealed class ShopRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Account = Guid.Parse("0198a000-0000-7000-8000-000000000001");
    private static readonly ShopDetails Details = new() { Name = "Acme", TimeZone = "UTC", Currency = "USD" };
    private static readonly ShopNumber Number = new("+15550100", "twilio");

    private static readonly Shop Shop = ShopRules.Create(
        GrainKey.Of(Account, Guid.Parse("0198a000-0000-7000-8000-000000000002")), Details, "hash", Now);

    // Shops that were set up before there were goods have none; reading and changing them goes on.
    [Fact]
    public void A_shop_from_before_there_were_goods_has_none()
    {
        var json = JsonSerializer.SerializeToNode(Shop, ShopJson.Default.Shop)!;
        Assert.True(json["details"]!.AsObject().Remove("goods") && json["details"]!.AsObject().Remove("towns"));

        var shop = json.Deserialize(ShopJson.Default.Shop)!;

        Assert.Empty(shop.Details.Goods);
        Assert.Empty(shop.Details.Towns);
        Assert.Equal(Json(Shop), Json(shop));

        static string Json(Shop shop) => JsonSerializer.Serialize(shop, ShopJson.Default.Shop);
    }

    [Fact]
    public void A_change_needs_the_version_it_was_decided_on()
    {
        Assert.Equal(ShopRefusal.NotFound, ShopRules.Change(null, 0, Details, 1, Now).Refusal);
        Assert.Equal(ShopRefusal.VersionDiffers, ShopRules.Change(Shop, 2, Details, 1, Now).Refusal);
        Assert.Equal("Other", ShopRules.Change(Shop, 2, Details with { Name = "Other" }, 2, Now).Next!.Details.Name);
    }

    [Fact]
    public void A_number_is_listed_once_and_there_is_a_limit()
    {
        var shop = ShopRules.AddNumber(Shop, Number, Now).Next!;
        Assert.Same(shop, ShopRules.AddNumber(shop, Number, Now).Next);

        for (var i = 1; i < Shop.NumbersMax; i++)
            shop = ShopRules.AddNumber(shop, new ShopNumber($"+155501{i:D2}", "twilio"), Now).Next!;
        Assert.Equal(
            ShopRefusal.TooManyNumbers, ShopRules.AddNumber(shop, new ShopNumber("+1555020", "twilio"), Now).Refusal);

        Assert.DoesNotContain(Number, ShopRules.RemoveNumber(shop, Number.E164, Now).Next!.Numbers);
        Assert.Equal(ShopRefusal.NumberNotHere, ShopRules.RemoveNumber(Shop, Number.E164, Now).Refusal);
    }

    [Fact]
    public void A_number_that_rings_in_a_shop_rings_in_no_other()
    {
        var owner = new NumberOwner(Account, Guid.NewGuid());

        Assert.True(ShopRules.MayClaim(null, owner));
        Assert.True(ShopRules.MayClaim(new PhoneNumber(null), owner));
        Assert.True(ShopRules.MayClaim(new PhoneNumber(owner), owner));
        Assert.False(ShopRules.MayClaim(new PhoneNumber(owner with { ShopId = Guid.NewGuid() }), owner));
        Assert.False(ShopRules.MayClaim(new PhoneNumber(owner with { AccountId = Guid.NewGuid() }), owner));
    }

    [Fact]
    public void Two_secrets_are_valid_and_a_third_waits()
    {
        var none = new ProviderCredentials(Account, ProviderKind.Twilio, "AC1", []);
        var first = new ProviderSecret(Guid.NewGuid(), "cipher", Now);
        var one = ShopRules.AddSecret(none, first)!;
        var two = ShopRules.AddSecret(one, new ProviderSecret(Guid.NewGuid(), "cipher", Now))!;

        Assert.Same(one, ShopRules.AddSecret(one, first));
        Assert.Equal(2, two.Secrets.Length);
        Assert.Null(ShopRules.AddSecret(two, new ProviderSecret(Guid.NewGuid(), "cipher", Now)));
    }
}
