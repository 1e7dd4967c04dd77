using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class WebSiteTests(Product product)
{
    [Fact]
    public async Task What_a_shop_does_is_taken_over_from_its_web_site_as_far_as_it_is_ticked()
    {
        var shop = await MakeShopAsync();
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/shops/{shop}");

        await ReadAsync(page, product.Site);
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Haircut") }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Color") }))
            .Not.ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over 1" }).ClickAsync();

        await Assertions.Expect(page.GetByText(new Regex("^1 of \\d+ findings were taken over"))).ToBeVisibleAsync();
        var known = await product.Admin.GetAsync($"/api/v1/shops/{shop}", CancellationToken.None);
        Assert.Contains("Haircut", known["services"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Color", known["services"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_a_web_site_cannot_be_read_stands_on_the_page()
    {
        var shop = await MakeShopAsync();
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/shops/{shop}");

        await ReadAsync(page, "http://10.0.0.1/");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not be read" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_nobody_decided_on_stays_on_the_page_when_a_later_reading_fails()
    {
        var shop = await MakeShopAsync();
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/shops/{shop}");
        var haircut = page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Haircut") });
        await ReadAsync(page, product.Site);
        await Assertions.Expect(haircut).ToBeVisibleAsync();

        await ReadAsync(page, "http://10.0.0.1/");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not be read" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(new Regex($"from {product.Site}, and not decided on yet")))
            .ToBeVisibleAsync();
        await haircut.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over 1" }).ClickAsync();

        await Assertions.Expect(haircut).Not.ToBeVisibleAsync();
        var known = await product.Admin.GetAsync($"/api/v1/shops/{shop}", CancellationToken.None);
        Assert.Contains("Haircut", known["services"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task ReadAsync(IPage page, string address)
    {
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the web site" }).ClickAsync();
    }

    private async Task<string> MakeShopAsync()
    {
        var shop = new JsonObject
        {
            ["name"] = $"Sample Salon {Guid.NewGuid():N}",
            ["timezone"] = "America/New_York",
            ["currency"] = "USD",
        };
        var made = await product.Admin.CreateAsync(
            "/api/v1/shops", Guid.NewGuid().ToString(), shop, CancellationToken.None);
        return made["id"]!.GetValue<string>();
    }
}
