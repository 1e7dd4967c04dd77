using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class OrdersTests(Product product)
{
    [Fact]
    public async Task Filters_stand_in_the_address_and_come_back_with_it()
    {
        var urgent = await SampleOrders.PlaceAsync(product, "Filter sample", "urgent");
        var calm = await SampleOrders.PlaceAsync(product, "Filter sample", "low");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/orders?q=Filter+sample");
        await Assertions.Expect(Row(page, calm)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Filter by urgency" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Urgent" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("priority=urgent"));
        await Assertions.Expect(Row(page, calm)).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Assertions.Expect(Row(page, urgent)).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, calm)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Urgency: Urgent" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Who_asks_for_help_copies_the_trace_of_what_happened_to_an_order(int width, int height)
    {
        var number = await SampleOrders.PlaceAsync(product, "Traced sample");
        var history = await product.Admin.GetAsync($"/api/v1/orders/{number}/history", CancellationToken.None);
        var trace = history["items"]![0]!["trace_id"]!.GetValue<string>();
        var page = await product.OpenSignedInAsync(width, height);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync($"/orders/{number}");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Copy trace {trace}" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Copied")).ToBeVisibleAsync();
        Assert.Equal(trace, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        Assert.False(await page.EvaluateAsync<bool>("document.body.scrollWidth > innerWidth"));
    }

    [Fact]
    public async Task The_keyboard_finds_an_order_and_opens_it()
    {
        var number = await SampleOrders.PlaceAsync(product, "Keyboard sample");
        var page = await product.OpenSignedInAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("o");
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Orders", Level = 1 });
        await Assertions.Expect(heading).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("Keyboard sample");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("q=Keyboard"));
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2); // The head, and the one order.
        await page.Locator("body").ClickAsync(new() { Position = new() { X = 1, Y = 1 } });
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveTitleAsync(new Regex(Regex.Escape(number)));
    }

    [Fact]
    public async Task A_move_of_somebody_else_shows_while_one_looks_at_the_order()
    {
        var number = await SampleOrders.PlaceAsync(product, "Watched sample");
        var watching = await product.OpenSignedInAsync();
        await watching.GotoAsync($"/orders/{number}");
        await Assertions.Expect(watching.Locator("[data-status=new]").First).ToBeVisibleAsync();

        await product.Admin.PatchAsync(
            $"/api/v1/orders/{number}/status", new() { ["status"] = "accepted" }, CancellationToken.None);

        var accepted = watching.Locator("[data-status=accepted]").First;
        await Assertions.Expect(accepted).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cancelling_asks_why_and_the_reason_stays_with_the_order()
    {
        var number = await SampleOrders.PlaceAsync(product, "Cancelled sample");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/orders/{number}");
        await page.GetByRole(AriaRole.Button, new() { Name = "More steps" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Cancel order" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Ordered twice");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-status=cancelled]").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Ordered twice")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("History")).ToContainTextAsync("New → Cancelled");
    }

    private static ILocator Row(IPage page, string number) =>
        page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });
}
