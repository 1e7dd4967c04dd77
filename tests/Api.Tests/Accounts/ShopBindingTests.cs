using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Accounts;

/// <summary>Members, invitations and keys are bound to shops of their own account.</summary>
public sealed class ShopBindingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shop_that_the_account_does_not_have_is_named(bool isForeign)
    {
        var shop = isForeign ? await ShopAsync(api.Foreign) : Guid.NewGuid();
        var staff = (await (await api.Owner.GetAsync("/api/v1/members")).JsonAsync(200))["items"]!.AsArray()
            .Single(member => member!["email"]!.GetValue<string>() == ApiFixture.StaffEmail)!;

        HttpResponseMessage[] answers =
        [
            await api.Owner.CreateAsync(
                "/api/v1/invitations", new { email = "new@one.test", role = "staff", shop_id = shop }),
            await api.Owner.CreateAsync(
                "/api/v1/api-keys", new { name = "Till", scopes = new[] { "orders:read" }, shop_id = shop }),
            await api.Owner.SendAsync(
                HttpMethod.Patch, $"/api/v1/members/{staff["user_id"]}", new { role = "staff", shop_id = shop },
                ("If-Match", $"\"{staff["version"]}\"")),
        ];

        foreach (var answer in answers)
        {
            JsonNode problem = await answer.ProblemAsync(422, "validation-failed");
            Assert.Equal(["/shop_id"], problem.Pointers());
        }
    }

    [Fact]
    public async Task A_shop_of_the_account_is_taken()
    {
        var shop = await ShopAsync(api.Owner);

        var asked = new { name = "Till", scopes = new[] { "orders:read" }, shop_id = shop };
        var key = await (await api.Owner.CreateAsync("/api/v1/api-keys", asked)).JsonAsync(201);

        Assert.Equal(shop, key["shop_id"]!.GetValue<Guid>());
    }

    private static async Task<Guid> ShopAsync(HttpClient owner)
    {
        var body = new { name = $"Shop {Guid.NewGuid():N}", timezone = "Europe/Berlin" };
        return (await (await owner.CreateAsync("/api/v1/shops", body)).JsonAsync(201))["id"]!.GetValue<Guid>();
    }
}
