using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class WantedTimeTests(Product product)
{
    [Fact]
    public async Task An_order_that_is_typed_says_by_the_shops_clocks_when_it_is_wanted()
    {
        var page = await product.OpenSignedInAsync(width: 390, height: 844);
        await page.GotoAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { Name = "New order" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        foreach (var (label, text) in new[]
        {
            ("Customer", "Wanda Sample"), ("Phone", "+1 212 555 0123"), ("Street", "1 Main St"),
            ("Description", "No cooling"), ("Wanted on", "2030-07-03"), ("From", "15:00"), ("Until", "14:00"),
            ("When, in words", "at three"),
        })
        {
            await dialog.GetByLabel(label).FillAsync(text);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("must not be before from").Last).ToBeVisibleAsync();
        await dialog.GetByLabel("Until").FillAsync("17:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Place order" }).ClickAsync();

        var when = page.GetByText("Wed 3 Jul 2030, 15:00–17:00 · “at three”");
        await Assertions.Expect(when).ToBeVisibleAsync();
    }
}
