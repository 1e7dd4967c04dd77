using System.Net;
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

    [Fact]
    public async Task Who_is_bound_to_a_shop_makes_members_of_that_shop_only()
    {
        var shop = await ShopAsync(api.Owner);
        var bound = await JoinAsync("manager", shop);

        foreach (var other in new Guid?[] { null, await ShopAsync(api.Owner) })
        {
            var refused = await bound.CreateAsync(
                "/api/v1/invitations", new { email = NewEmail(), role = "staff", shop_id = other });
            Assert.Equal(["/shop_id"], (await refused.ProblemAsync(422, "validation-failed")).Pointers());
        }

        await (await bound.CreateAsync(
            "/api/v1/invitations", new { email = NewEmail(), role = "staff", shop_id = shop })).JsonAsync(201);
        await (await bound.CreateAsync(
            "/api/v1/invitations", new { email = NewEmail(), role = "vendor" })).JsonAsync(201);
    }

    [Fact]
    public async Task Who_is_bound_to_a_shop_sees_and_changes_people_of_that_shop_only()
    {
        var (shop, email) = (await ShopAsync(api.Owner), NewEmail());
        var bound = await JoinAsync("manager", shop);
        await JoinAsync("staff", shop, email);
        var everybody = await MembersAsync(api.Owner);
        var other = everybody.Single(member => member["email"]!.GetValue<string>() == ApiFixture.StaffEmail);
        var invited = await (await api.Owner.CreateAsync(
            "/api/v1/invitations", new { email = NewEmail(), role = "staff" })).JsonAsync(201);

        Assert.All(await MembersAsync(bound), member => Assert.Equal(shop, member["shop_id"]!.GetValue<Guid>()));
        Assert.All(
            (await (await bound.GetAsync("/api/v1/invitations")).JsonAsync(200))["items"]!.AsArray(),
            open => Assert.True(open!["role"]!.GetValue<string>() == "vendor" || open["shop_id"] is not null));
        foreach (var hidden in new[]
        {
            await bound.SendAsync(HttpMethod.Delete, $"/api/v1/members/{other["user_id"]}"),
            await bound.SendAsync(
                HttpMethod.Patch, $"/api/v1/members/{other["user_id"]}", new { role = "staff", shop_id = shop },
                ("If-Match", $"\"{other["version"]}\"")),
            await bound.SendAsync(HttpMethod.Delete, $"/api/v1/invitations/{invited["invitation_id"]}"),
        })
        {
            await hidden.ProblemAsync(404, "not-found");
        }

        var own = (await MembersAsync(bound)).Single(member => member["email"]!.GetValue<string>() == email);
        var widened = await bound.SendAsync(
            HttpMethod.Patch, $"/api/v1/members/{own["user_id"]}", new { role = "staff", shop_id = (Guid?)null },
            ("If-Match", $"\"{own["version"]}\""));
        Assert.Equal(["/shop_id"], (await widened.ProblemAsync(422, "validation-failed")).Pointers());
        var removed = await bound.SendAsync(HttpMethod.Delete, $"/api/v1/members/{own["user_id"]}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@one.test";

    private static async Task<JsonNode[]> MembersAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/api/v1/members?limit=200")).JsonAsync(200))["items"]!.AsArray()!];

    private Task<HttpClient> JoinAsync(string role, Guid shop, string? email = null) =>
        api.InviteAsync(api.Owner, email ?? NewEmail(), role, shop);

    private static async Task<Guid> ShopAsync(HttpClient owner)
    {
        var body = new { name = $"Shop {Guid.NewGuid():N}", timezone = "Europe/Berlin" };
        return (await (await owner.CreateAsync("/api/v1/shops", body)).JsonAsync(201))["id"]!.GetValue<Guid>();
    }
}
