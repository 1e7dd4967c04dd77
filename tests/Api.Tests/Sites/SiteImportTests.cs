using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;
using static Platform.Sites.SiteImportCases;

namespace Platform.Sites;

/// <summary>A shop's own web site, read from a real server.</summary>
public sealed class SiteImportTests(SiteFixture api) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task What_a_site_says_is_the_shops_once_a_person_has_chosen_it()
    {
        var (imports, shopPath) = await NewShopAsync();
        var started = await api.Owner.CreateAsync(imports, new { website_url = api.Site });
        await started.JsonAsync(202);
        var path = $"{started.Headers.Location}";

        var ready = await UntilAsync(api, path, "ready");

        Assert.Equal(
            [
                "name-1 json-ld", "phone-1 json-ld", "hours-1 json-ld", "service-1 text", "service-2 text",
                "service-3 text",
            ],
            ready["candidates"]!.AsArray().Select(one => $"{one!["id"]} {one["source"]}"));
        Assert.Equal($"{api.Site}prices", $"{ready["candidates"]![3]!["page"]}");
        var before = await ShopAsync(shopPath);
        Assert.Equal(["AC Repair"], Labels(before));
        Assert.Null(before["website_url"]);

        var choice = new
        {
            candidates = new[] { "hours-1", "phone-1", "service-1" },
            shop_version = before["version"]!.GetValue<long>(),
        };
        var accepted = await (await SendAsync($"{path}/accept", choice, ready)).JsonAsync(200);

        Assert.Equal("accepted", $"{accepted["status"]}");
        var after = await ShopAsync(shopPath);
        Assert.Equal(["AC Repair", "Haircut"], Labels(after));
        Assert.Equal(
            (4_500, 45), (after["services"]![1]!["base_price_minor"]!.GetValue<int>(),
                after["services"]![1]!["minutes"]!.GetValue<int>()));
        Assert.Equal(["monday 09:00", "tuesday 09:00"], after["hours"]!.AsArray().Select(
            day => $"{day!["day"]} {day["opens"]}"));
        Assert.Equal("+12125550100", $"{after["contact"]!["phone"]}");
        Assert.Equal("Acme Repairs", $"{after["name"]}");
        Assert.Equal(api.Site, $"{after["website_url"]}");

        await (await SendAsync($"{path}/accept", choice, ready)).JsonAsync(200);
        Assert.Equal(after["version"]!.ToString(), (await ShopAsync(shopPath))["version"]!.ToString());
        await (await SendAsync($"{path}/dismiss", null, accepted)).ProblemAsync(409, "site-import-not-ready");
        var listed = await (await api.Owner.GetAsync(imports)).JsonAsync(200);
        Assert.Equal("accepted", $"{Assert.Single(listed["items"]!.AsArray())!["status"]}");
    }

    [Fact]
    public async Task A_choice_that_reached_the_shop_alone_is_finished_by_its_repetition_and_by_no_other()
    {
        var (imports, shopPath) = await NewShopAsync();
        var path = await StartAsync(imports, api.Site);
        var ready = await UntilAsync(api, path, "ready");
        var seen = (await ShopAsync(shopPath))["version"]!.GetValue<long>();
        var choice = new { candidates = new[] { "hours-1" }, shop_version = seen };
        await ExecuteAsync(
            "alter table site_imports add constraint nobody_accepts check (status <> 'accepted') not valid");

        var cutOff = await SendAsync($"{path}/accept", choice, ready);

        Assert.Equal(500, (int)cutOff.StatusCode);
        Assert.Equal(seen + 1, (await ShopAsync(shopPath))["version"]!.GetValue<long>());
        await ExecuteAsync("alter table site_imports drop constraint nobody_accepts");
        await (await SendAsync(
            $"{path}/accept", new { candidates = new[] { "service-1" }, shop_version = seen }, ready))
            .ProblemAsync(412, "version-differs");
        // What somebody makes of it meanwhile is not undone by the repetition.
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, shopPath, new { hours = Array.Empty<object>() }, ("If-Match", $"\"{seen + 1}\"")))
            .JsonAsync(200);
        var accepted = await (await SendAsync($"{path}/accept", choice, ready)).JsonAsync(200);
        Assert.Equal("accepted", $"{accepted["status"]}");
        Assert.Empty((await ShopAsync(shopPath))["hours"]!.AsArray());
    }

    [Fact]
    public async Task A_choice_that_cannot_be_taken_takes_nothing_and_names_every_wrong_one()
    {
        var (imports, shopPath) = await NewShopAsync();
        var path = await StartAsync(imports, api.Site);
        var ready = await UntilAsync(api, path, "ready");

        var wrong = await SendAsync(
            $"{path}/accept", new { candidates = new[] { "service-1", "service-3", "service-9" } }, ready);

        var problem = await wrong.ProblemAsync(422, "validation-failed");
        Assert.Equal(["/candidates/1", "/candidates/2"], problem.Pointers());
        Assert.Equal(["AC Repair"], Labels(await ShopAsync(shopPath)));
        await (await SendAsync($"{path}/accept", new { candidates = new[] { "name-1", "name-1" } }, ready))
            .ProblemAsync(422, "validation-failed");
        await (await SendAsync($"{path}/accept", new { candidates = Array.Empty<string>() }, ready))
            .ProblemAsync(422, "validation-failed");
        await (await api.Owner.SendAsync(HttpMethod.Post, $"{path}/accept", new { candidates = new[] { "name-1" } }))
            .ProblemAsync(428, "if-match-missing");
        ready["version"] = 1;
        await (await SendAsync($"{path}/accept", new { candidates = new[] { "name-1" } }, ready))
            .ProblemAsync(412, "version-differs");
        await (await SendAsync(
            $"{path}/accept", new { candidates = new[] { "name-1" }, shop_version = 99 },
            await (await api.Owner.GetAsync(path)).JsonAsync(200))).ProblemAsync(412, "version-differs");
    }

    [Theory]
    [InlineData("http://10.0.0.1/", "not-public")]
    [InlineData("http://[::1]/", "not-public")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "not-public")]
    [InlineData("http://user:secret@127.0.0.1/", "address-refused")]
    [InlineData("http://127.0.0.1:9/", "address-refused")]
    [InlineData("{site}empty", "nothing-found")]
    [InlineData("{site}nowhere", "page-refused")]
    public async Task A_site_that_cannot_be_read_says_why(string address, string reason)
    {
        var (imports, _) = await NewShopAsync();
        var path = await StartAsync(imports, address.Replace("{site}", api.Site, StringComparison.Ordinal));

        var failed = await UntilAsync(api, path, "failed");

        Assert.Equal(reason, $"{failed["reason"]}");
        Assert.NotEmpty($"{failed["detail"]}");
        Assert.Empty(failed["candidates"]!.AsArray());
        await (await SendAsync($"{path}/accept", new { candidates = new[] { "name-1" } }, failed))
            .ProblemAsync(409, "site-import-not-ready");
        var dismissed = await (await SendAsync($"{path}/dismiss", null, failed)).JsonAsync(200);
        Assert.Equal("dismissed", $"{dismissed["status"]}");
    }

    [Fact]
    public async Task What_is_asked_wrongly_starts_nothing()
    {
        var (imports, _) = await NewShopAsync();

        var nowhere = await api.Owner.CreateAsync(imports, new { });
        var wrong = await api.Owner.CreateAsync(imports, new { website_url = "ftp://shop.test" });
        var keyless = await api.Owner.SendAsync(HttpMethod.Post, imports, new { website_url = api.Site });

        Assert.Equal(["/website_url"], (await nowhere.ProblemAsync(422, "validation-failed")).Pointers());
        Assert.Equal(["/website_url"], (await wrong.ProblemAsync(422, "validation-failed")).Pointers());
        await keyless.ProblemAsync(400, "idempotency-key-missing");
        await (await api.Owner.GetAsync($"{imports}/{Guid.NewGuid()}")).ProblemAsync(404, "not-found");
        Assert.Empty((await (await api.Owner.GetAsync(imports)).JsonAsync(200))["items"]!.AsArray());
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<(string Imports, string Shop)> NewShopAsync()
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var shop = $"/api/v1/shops/{line.Shop["id"]}";
        return ($"{shop}/site-imports", shop);
    }

    private async Task<string> StartAsync(string imports, string address)
    {
        var started = await (await api.Owner.CreateAsync(imports, new { website_url = address })).JsonAsync(202);
        return $"{imports}/{started["id"]}";
    }

    private async Task<JsonNode> ShopAsync(string path) => await (await api.Owner.GetAsync(path)).JsonAsync(200);

    private Task<HttpResponseMessage> SendAsync(string path, object? body, JsonNode import) => api.Owner.SendAsync(
        HttpMethod.Post, path, body, ("If-Match", $"\"{import["version"]}\""));

    private static IEnumerable<string> Labels(JsonNode shop) =>
        shop["services"]!.AsArray().Select(service => $"{service!["label"]}");
}
