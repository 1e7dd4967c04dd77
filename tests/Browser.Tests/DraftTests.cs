using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class DraftTests(Product product)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task A_draft_is_changed_on_its_page_with_the_keys_alone_and_placed(int width, int height)
    {
        var draft = await SampleOrders.DraftAsync(product, "Ann Draft");
        var page = await OpenAsync(draft, width, height);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Edit the draft" });
        var customer = form.GetByRole(AriaRole.Textbox, new() { Name = "Customer", Exact = true });
        await Assertions.Expect(customer).ToBeFocusedAsync();
        await Assertions.Expect(form.GetByLabel("From")).ToHaveValueAsync("15:00"); // 19:00 UTC in New York.
        await Assertions.Expect(Button(page, "Place order")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[aria-current=step]")).ToHaveTextAsync(new Regex("^Draft"));
        await Assertions.Expect(page.GetByLabel("Progress").GetByRole(AriaRole.Listitem).First)
            .ToHaveTextAsync(new Regex("^Draft")); // The way is still ahead.

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("nobody");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByText("must be a telephone number").Last).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("+1 212 555 0145");
        await form.GetByLabel("Until").FillAsync("18:30");
        await form.GetByLabel("Customer’s note").FillAsync("The bell is broken");
        await form.GetByLabel("City").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("+1 212 555 0145").Or(page.GetByText("(212) 555-0145")).First)
            .ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Wed 3 Jul 2030, 15:00–18:30")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The bell is broken")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }))
            .ToBeFocusedAsync();
        Assert.False(await page.EvaluateAsync<bool>("document.body.scrollWidth > innerWidth"));
        await Button(page, "Place order").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }))
            .ToBeHiddenAsync();
    }

    [Fact]
    public async Task Lines_of_a_draft_are_changed_and_their_sum_follows()
    {
        var draft = await SampleOrders.DraftGoodsAsync(product, "Draft Hose");
        var page = await OpenAsync(draft);
        await Button(page, "Edit").ClickAsync();
        await page.GetByLabel("Pieces 1").FillAsync("5");
        await Assertions.Expect(page.GetByText("Total $50.00")).ToBeVisibleAsync();

        await Button(page, "Save").ClickAsync();

        await Assertions.Expect(page.GetByText("5 × Draft Hose").Last).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Pieces 1")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_types_into_a_draft_is_told_what_others_saved_and_loses_nothing()
    {
        var draft = await SampleOrders.DraftAsync(product, "Ann Meanwhile");
        var page = await OpenAsync(draft);
        await Button(page, "Edit").ClickAsync();
        await page.GetByLabel("What exactly").FillAsync("Mine");

        await ElsewhereAsync(draft, new()
        {
            ["service_category"] = "repairs",
            ["service_label"] = "Theirs",
            ["customer_notes"] = "Said on the line",
        });

        var alert = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "This draft was changed meanwhile" });
        await Assertions.Expect(alert).ToContainTextAsync("Now shown as saved: customer’s note");
        await Assertions.Expect(alert).ToContainTextAsync("What exactly: Theirs");
        await Assertions.Expect(page.GetByLabel("Customer’s note")).ToHaveValueAsync("Said on the line");
        await Button(page, "Save").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Mine");
        await Assertions.Expect(page.GetByText("Said on the line")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_saves_what_others_changed_before_the_page_heard_of_it_is_asked_to_look_again()
    {
        var draft = await SampleOrders.DraftAsync(product, "Ann Unheard");
        var page = await OpenAsync(draft);
        await Button(page, "Edit").ClickAsync();
        await page.GetByLabel("City").FillAsync("Boston");
        var isAsked = false;
        await page.RouteAsync("**/api/v1/orders/*", async route =>
        {
            // Somebody else is faster by the length of one request.
            if (route.Request.Method == "PATCH" && !isAsked)
            {
                isAsked = true;
                await ElsewhereAsync(draft, new() { ["description"] = "Theirs alone" });
            }

            await route.ContinueAsync();
        });

        await Button(page, "Save").ClickAsync();

        await Assertions.Expect(page.GetByText("Now shown as saved: description")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nothing was saved")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("City")).ToHaveValueAsync("Boston");
        await Button(page, "Save").ClickAsync();
        await Assertions.Expect(page.GetByText("Theirs alone")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Boston")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_placed_meanwhile_is_changed_no_more()
    {
        var draft = await SampleOrders.DraftAsync(product, "Ann Placed");
        var page = await OpenAsync(draft);
        await Button(page, "Edit").ClickAsync();
        await page.GetByLabel("City").FillAsync("Boston");

        await product.Admin.PatchAsync(
            $"/api/v1/orders/{draft}/status", new() { ["status"] = "new" }, CancellationToken.None);

        await Assertions.Expect(page.GetByText("This is no draft any more")).ToBeVisibleAsync();
        await Assertions.Expect(Button(page, "Save")).ToBeDisabledAsync();
        await Button(page, "Close").ClickAsync();
        await Assertions.Expect(Button(page, "Edit")).ToBeHiddenAsync();
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private async Task<IPage> OpenAsync(string number, int width = 1440, int height = 900)
    {
        var page = await product.OpenSignedInAsync(width, height);
        await page.GotoAsync($"/orders/{number}");
        await Assertions.Expect(Button(page, "Edit")).ToBeVisibleAsync();
        await page.Locator("[data-live=connected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private Task<JsonObject> ElsewhereAsync(string number, JsonObject patch) =>
        product.Admin.PatchAsync($"/api/v1/orders/{number}", patch, CancellationToken.None);
}
