using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class PaymentTests(Product product)
{
    [Fact]
    public async Task Goods_are_paid_given_back_and_paid_again_until_their_invoice_comes()
    {
        var number = await SampleOrders.PlaceGoodsAsync(product, "Air Filter");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/orders?q={number}");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "2 × Air Filter + 1 more" }).ClickAsync();
        await SeesAsync(page, "$44.80 still to be paid");

        await RecordAsync(page, "Record payment", "20", "Receipt 1");
        await SeesAsync(page, "$24.80 still to be paid");
        await RecordAsync(page, "Record payment", amount: null, "Receipt 2"); // As much as there is to pay.
        await SeesAsync(page, "Nothing to be paid");
        await RecordAsync(page, "Refund", "4.80", "One was scratched");
        await SeesAsync(page, "$4.80 still to be paid");
        await SeesAsync(page, "One was scratched");
        await RecordAsync(page, "Record payment", amount: null, "Receipt 3");
        await SeesAsync(page, "Nothing to be paid");
        foreach (var status in new[] { "processing", "shipped", "delivered" })
        {
            await product.Admin.PatchAsync(
                $"/api/v1/orders/{number}/status", new() { ["status"] = status, ["carrier"] = "none" },
                CancellationToken.None);
        }

        // Nobody does anything on the page: it comes by itself.
        await Assertions.Expect(page.Locator("#invoice")).ToContainTextAsync("INV-");
        await Assertions.Expect(page.GetByText("Paid", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Invoice lines")).ToContainTextAsync("2 × Air Filter");
        await PrintsAsync(page);
    }

    // The paper has the invoice and nothing else of the page.
    private static async Task PrintsAsync(IPage page)
    {
        var sheet = page.Locator("[data-sheet=invoice]");
        await Assertions.Expect(sheet).ToBeHiddenAsync();
        await page.EvaluateAsync("() => { window.print = () => {}; }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(sheet).ToBeVisibleAsync();
        await Assertions.Expect(sheet).ToContainTextAsync("Air Filter");
        await Assertions.Expect(page.Locator("#main")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => { dispatchEvent(new Event('afterprint')); }");
        await Assertions.Expect(page.Locator("#main")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_customer_is_erased_by_a_button_with_a_reason()
    {
        var number = await SampleOrders.PlaceAsync(product, "Erased sample", phone: "+12125550188");
        var other = await SampleOrders.PlaceAsync(product, "Erased sample", phone: "+12125550188");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/orders/{number}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Erase customer" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("They asked for it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();

        await SeesAsync(page, "Person erased");
        await page.GotoAsync($"/orders/{other}");
        await SeesAsync(page, "Person erased");
        await Assertions.Expect(page.GetByText("John Smith")).ToHaveCountAsync(0);
    }

    private static async Task RecordAsync(IPage page, string what, string? amount, string reference)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = what, Exact = true }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = what });
        if (amount is not null)
            await form.GetByLabel(new Regex("^(Received|Given back)")).FillAsync(amount);
        await form.GetByLabel("Reference").FillAsync(reference);
        await form.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Record") }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
    }

    private static Task SeesAsync(IPage page, string text) =>
        Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();
}
