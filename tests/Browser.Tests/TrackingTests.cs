using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class TrackingTests(Product product)
{
    [Fact]
    public async Task A_customer_proves_an_order_by_the_end_of_her_number_and_sees_it_move_to_done()
    {
        var number = await SampleOrders.PlaceAsync(product, "Tracked sample");
        var page = await product.OpenAsync(390, 844);
        await page.GotoAsync("/track");
        await page.GetByLabel("Order number").FillAsync(number.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Progress").Locator("li[data-here]")).ToContainTextAsync("New");
        await Assertions.Expect(page.GetByText("Main St")).ToHaveCountAsync(0);

        await ProveAsync(page, "0000");
        await Assertions.Expect(page.GetByText("That doesn’t match this order")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Progress")).ToBeVisibleAsync();
        await ProveAsync(page, "0123");
        await Assertions.Expect(page.GetByText("123 Main St").First).ToBeVisibleAsync();

        await MoveAsync(number, "accepted", "processing", "completed");

        // The page asks again by itself.
        await Assertions.Expect(page.GetByText("Done. Thank you for your order.")).ToBeVisibleAsync(
            new() { Timeout = 40_000 });
        Assert.Equal(0, await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Staff_copy_a_link_that_shows_the_customer_the_whole_order()
    {
        var number = await SampleOrders.PlaceAsync(product, "Linked sample");
        var staff = await product.OpenSignedInAsync();
        await staff.GotoAsync($"/orders/{number}");
        var link = await staff.GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true })
            .GetAttributeAsync("href");

        var customer = await product.OpenAsync(390, 844);
        await customer.GotoAsync(link!);

        await Assertions.Expect(customer.GetByText("123 Main St").First).ToBeVisibleAsync();
        await Assertions.Expect(customer.GetByLabel("Last four digits")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_customer_cancels_after_one_question_as_long_as_nobody_is_on_the_way()
    {
        var number = await SampleOrders.PlaceAsync(product, "Regretted sample");
        var page = await product.OpenAsync(390, 844);
        await page.GotoAsync($"/track/{number}");
        await ProveAsync(page, "0123");
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = "Cancel this order" });
        await cancel.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("This order was cancelled.")).ToHaveCountAsync(0);

        await cancel.ClickAsync();
        await page.GetByLabel("Why, if you like to say").FillAsync("It works again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();

        await Assertions.Expect(page.GetByText("This order was cancelled.")).ToBeVisibleAsync();
        await Assertions.Expect(cancel).ToHaveCountAsync(0);
        var staff = await product.OpenSignedInAsync();
        await staff.GotoAsync($"/orders/{number}");
        await Assertions.Expect(staff.GetByText("It works again")).ToBeVisibleAsync();
        await Assertions.Expect(staff.GetByLabel("History")).ToContainTextAsync("· Customer");
    }

    private static async Task ProveAsync(IPage page, string proof)
    {
        await page.GetByLabel("Last four digits of your phone, or your e-mail").FillAsync(proof);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
    }

    private async Task MoveAsync(string number, params string[] steps)
    {
        foreach (var status in steps)
        {
            await product.Admin.PatchAsync(
                $"/api/v1/orders/{number}/status", new() { ["status"] = status }, CancellationToken.None);
        }
    }
}
