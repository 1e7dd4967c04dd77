using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.LoadTest.Setup;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class StockTests(Product product)
{
    private const float Patience = 30_000;

    [Fact]
    public async Task An_item_is_counted_on_its_page_and_stands_among_what_is_low()
    {
        var name = $"Counted sample {Guid.NewGuid():N}";
        var id = await MakeAsync(name);
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/stock");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(id));

        // What somebody else writes down shows while one looks.
        await product.Admin.CreateAsync(
            $"/api/v1/stock/{id}/adjust", Guid.NewGuid().ToString(),
            new() { ["kind"] = "received", ["quantity"] = 5, ["reason"] = "A late delivery" }, CancellationToken.None);
        var ledger = page.GetByRole(AriaRole.Table, new() { Name = "Movements" });
        await Assertions.Expect(ledger).ToContainTextAsync("A late delivery", new() { Timeout = Patience });

        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Counted", new() { Exact = true }).ClickAsync();
        await dialog.GetByLabel("How many there are").FillAsync("2");
        await Assertions.Expect(dialog).ToContainTextAsync("15 → 2 on hand");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).ClickAsync();

        await Assertions.Expect(ledger).ToContainTextAsync("−13", new() { Timeout = Patience });
        await Assertions.Expect(page.GetByText("2 to sell")).ToBeVisibleAsync();
        await page.GotoAsync("/stock");
        await page.GetByText("Low", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("low=true"));
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToBeVisibleAsync();
        await page.GotoAsync("/tasks");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name }))
            .ToBeVisibleAsync(new() { Timeout = Patience });
    }

    private async Task<string> MakeAsync(string name)
    {
        var shop = await new DemoBusiness(product.Admin).EnsureAsync(CancellationToken.None);
        var item = new JsonObject
        {
            ["shop_id"] = shop,
            ["name"] = name,
            ["on_hand"] = 10,
            ["low_stock_threshold"] = 3,
        };
        var made = await product.Admin.CreateAsync(
            "/api/v1/items", Guid.NewGuid().ToString(), item, CancellationToken.None);
        return made["id"]!.GetValue<string>();
    }
}
