using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Compatibility;

/// <summary>Shops through the routes of the earlier telephone service.</summary>
public sealed class OlderShopTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_sample_sets_up_a_shop_that_is_listed_and_configured()
    {
        var sent = Sample.Read("shops.requests.txt");

        var made = await (await api.Owner.PostOlderAsync("/shop/setup", sent)).JsonAsync(202);

        Sample.AssertSame(sent, made);
        Assert.Equal("created", made["status"]!.GetValue<string>());
        var listed = await (await api.Owner.GetAsync("/shops")).JsonAsync(200);
        Sample.AssertSame(
            sent, listed["shops"]!.AsArray().Single(shop => $"{shop!["shop_id"]}" == $"{made["shop_id"]}"));
        var config = await (await api.Owner.GetAsync("/shop/1/config")).JsonAsync(200);
        Sample.AssertSame(sent, config);
        var canonical = await (await api.Owner.GetAsync($"/api/v1/shops/{made["shop_id"]}")).JsonAsync(200);
        Assert.Equal(1, canonical["legacy_location_id"]!.GetValue<int>());
        Assert.Equal("https://example.com", canonical["website_url"]!.GetValue<string>());

        sent["business_name"] = "Example Salon and Spa";
        var again = await (await api.Owner.PostOlderAsync("/shop/setup", sent)).JsonAsync(202);

        Assert.Equal("updated", again["status"]!.GetValue<string>());
        Assert.Equal(made["shop_id"]!.ToString(), again["shop_id"]!.ToString());
        Assert.Equal("Example Salon and Spa", again["business_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_setup_with_a_web_site_has_it_read_and_the_same_setup_again_names_the_same_reading()
    {
        var setup = OlderCases.Setup(22, "+12125550132");
        var answer = await api.Owner.PostOlderAsync("/shop/setup", setup);
        var made = await answer.JsonAsync(202);

        var import = await (await api.Owner.GetAsync(answer.Headers.Location)).JsonAsync(200);
        var again = await (await api.Owner.PostOlderAsync("/shop/setup", setup)).JsonAsync(202);

        Assert.Equal($"{made["job_id"]}", $"{import["id"]}");
        Assert.Equal("https://example.com", $"{import["website_url"]}");
        Assert.Equal($"{made["job_id"]}", $"{again["job_id"]}");
        setup.Remove("website_url");
        var without = await (await api.Owner.PostOlderAsync("/shop/setup", setup)).JsonAsync(200);
        Assert.Null(without["job_id"]);
    }

    [Fact]
    public async Task Two_accounts_may_have_the_same_location_but_not_the_same_number()
    {
        await (await api.Owner.PostOlderAsync("/shop/setup", OlderCases.Setup(21, "+12125550121"))).JsonAsync(202);

        var taken = await api.Foreign.PostOlderAsync("/shop/setup", OlderCases.Setup(21, "+1 (212) 555-0121"));

        await taken.ProblemAsync(409, "number-taken");
        await (await api.Foreign.GetAsync("/shop/21/config")).ProblemAsync(404, "not-found");
        await (await api.Foreign.PostOlderAsync("/shop/setup", OlderCases.Setup(21, "+12125550122"))).JsonAsync(202);
        var config = await (await api.Foreign.GetAsync("/shop/21/config")).JsonAsync(200);
        Assert.Equal("+12125550122", config["phone_number"]!.GetValue<string>());
    }

    [Fact]
    public async Task Every_wrong_field_of_a_setup_is_named()
    {
        var wrong = new JsonObject
        {
            ["location_id"] = -1,
            ["phone_number"] = "nine",
            ["website_url"] = "example",
            ["business_name"] = " ",
            ["timezone"] = "Mars/Olympus",
        };

        var answer = await api.Owner.PostOlderAsync("/shop/setup", wrong);

        var problem = await answer.ProblemAsync(422, "validation-failed");
        Assert.Equal(
            ["/business_name", "/location_id", "/phone_number", "/timezone", "/website_url"], problem.Pointers());
    }
}
