using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class CallsTests(Product product)
{
    [Fact]
    public async Task Every_choice_of_a_filter_counts_and_stands_in_the_address()
    {
        await HastyCaller.CallAsync(product, "+12125570001");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/calls?q=2125570001");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "(212) 557-0001" });
        await Assertions.Expect(row).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Filter by direction" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Outbound" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Inbound" }).ClickAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter by day" }).ClickAsync();
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2020-01-01");

        await Assertions.Expect(row).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(
            new Regex("direction=outbound&direction=inbound&to=2020-01-01"));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("No call is like that")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/calls$"));
        await Assertions.Expect(row).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_without_an_order_leads_to_its_call_back_and_its_caller_can_be_erased()
    {
        await HastyCaller.CallAsync(product, "+12125570002");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/calls?q=2125570002");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "(212) 557-0002" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The call-back" }).ClickAsync();
        var tasks = page.GetByRole(AriaRole.List, new() { Name = "Call-backs" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(tasks).ToHaveCountAsync(1);
        await Assertions.Expect(tasks).ToContainTextAsync("(212) 557-0002");

        await tasks.GetByRole(AriaRole.Link, new() { Name = "the call" }).ClickAsync();
        await Assertions.Expect(page.GetByText("not cooling").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase caller" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("They asked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Erase caller" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("not cooling")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("(212) 557-0002")).ToHaveCountAsync(0);
    }
}
