using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.LoadTest.Setup;

namespace Platform.Browsing;

/// <summary>Goods that somebody orders at the counter or by letter, taken down by hand.</summary>
[Collection(ProductCollection.Name)]
public sealed class GoodsTests(Product product)
{
    [Fact]
    public async Task Goods_are_ordered_by_hand_and_what_is_not_there_is_said_at_its_line()
    {
        var (plenty, few) = ($"Plenty {Guid.NewGuid():N}", $"Few {Guid.NewGuid():N}");
        await MakeAsync(plenty, 10);
        await MakeAsync(few, 2);
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "New order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Goods", new() { Exact = true }).First.ClickAsync();
        await dialog.GetByLabel("Goods 1").FillAsync(plenty[..12]);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = plenty }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("10 pieces to sell")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Price each 1")).ToHaveValueAsync("19.99");
        await dialog.GetByLabel("Pieces 1").FillAsync("3");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a line" }).ClickAsync();
        await dialog.GetByLabel("Goods 2").FillAsync(few);
        await dialog.GetByLabel("Pieces 2").FillAsync("5");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Total $159.92");
        await dialog.GetByLabel("Customer").FillAsync("Gil Goods");
        await dialog.GetByLabel("E-mail").FillAsync("gil@example.com");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();

        await Assertions.Expect(dialog.GetByText("only 2 are available", new() { Exact = true }))
            .ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByLabel("Pieces 2")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(dialog.GetByLabel("Pieces 1")).Not.ToHaveAttributeAsync("aria-invalid", "true");

        await dialog.GetByLabel("Pieces 2").FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders/[0-9a-f-]{36}"));
        await Assertions.Expect(page.GetByText("$99.95").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(few)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_order_that_was_refused_is_placed_when_the_goods_have_come()
    {
        var name = $"Late {Guid.NewGuid():N}";
        var id = await MakeAsync(name, 1);
        var page = await product.OpenSignedInAsync(390, 844);
        await page.GotoAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "New order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Goods", new() { Exact = true }).First.ClickAsync();
        await dialog.GetByLabel("Goods 1").FillAsync(name);
        await Assertions.Expect(dialog.GetByText("1 piece to sell")).ToBeVisibleAsync();
        await dialog.GetByLabel("Pieces 1").FillAsync("2");
        await dialog.GetByLabel("Customer").FillAsync("Pat Patient");
        await dialog.GetByLabel("Phone").FillAsync("+1 212 555 0123");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("only 1 is available", new() { Exact = true })).ToBeVisibleAsync();

        await product.Admin.CreateAsync(
            $"/api/v1/stock/{id}/adjust", Guid.NewGuid().ToString(),
            new() { ["kind"] = "received", ["quantity"] = 5, ["reason"] = "Delivery" }, CancellationToken.None);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders/[0-9a-f-]{36}"));

        await page.GotoAsync("/orders");
        var orders = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await Assertions.Expect(orders).ToHaveCountAsync(2);
        await Assertions.Expect(orders.Filter(new() { HasText = "Not enough in stock" }))
            .ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Goods_that_were_typed_before_the_shops_came_bring_their_price_when_it_does()
    {
        var name = $"Early {Guid.NewGuid():N}";
        await MakeAsync(name, 3);
        var page = await product.OpenSignedInAsync(390, 844);
        var typed = new TaskCompletionSource();
        await page.RouteAsync(new Regex("/api/v1/items"), async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "New order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Goods", new() { Exact = true }).First.ClickAsync();
        await dialog.GetByLabel("Goods 1").FillAsync(name);
        await dialog.GetByLabel("Pieces 1").FillAsync("2");
        await Assertions.Expect(dialog.GetByText("Not kept in stock")).ToBeVisibleAsync();

        typed.SetResult();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Total $39.98");
    }

    [Fact]
    public async Task Goods_go_their_way_step_by_step_also_without_a_carrier()
    {
        var name = $"Taken {Guid.NewGuid():N}";
        var id = await MakeAsync(name, 1);
        var made = await product.Admin.CreateAsync("/api/v1/orders", Guid.NewGuid().ToString(), new()
        {
            ["kind"] = "product",
            ["customer"] = new JsonObject { ["name"] = "Tom Takes", ["phone"] = "+12125550124" },
            ["lines"] = new JsonArray(new JsonObject
            {
                ["item_id"] = id,
                ["name"] = name,
                ["quantity"] = 1,
                ["unit_price"] = 19.99,
            }),
        }, CancellationToken.None);
        var page = await product.OpenSignedInAsync(390, 844);
        await page.GotoAsync($"/orders/{made["id"]}");
        foreach (var step in new[] { "Confirm", "Start work", "Packaged" })
            await page.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Shipped", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Shipped", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delivered", Exact = true }))
            .ToBeVisibleAsync();
    }

    private async Task<string> MakeAsync(string name, int onHand)
    {
        var shop = await new DemoBusiness(product.Admin).EnsureAsync(CancellationToken.None);
        var item = new JsonObject
        {
            ["shop_id"] = shop,
            ["name"] = name,
            ["on_hand"] = onHand,
            ["unit_price"] = 19.99,
        };
        var made = await product.Admin.CreateAsync(
            "/api/v1/items", Guid.NewGuid().ToString(), item, CancellationToken.None);
        return made["id"]!.GetValue<string>();
    }
}
