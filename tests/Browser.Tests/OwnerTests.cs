using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

/// <summary>What an owner does with the mouse alone, before the first call.</summary>
[Collection(ProductCollection.Name)]
public sealed class OwnerTests(Product product)
{
    [Fact]
    public async Task A_number_that_is_added_takes_nothing_away_that_was_typed()
    {
        var page = await product.OpenSignedInAsync();
        await NewShopAsync(page, "Cool Air");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a service" }).ClickAsync();
        await page.GetByLabel("Service", new() { Exact = true }).FillAsync("AC repair");
        await page.GetByLabel("Price from, USD").FillAsync("120");
        // Without hours no day is closed; with some, the others are.
        await Assertions.Expect(page.GetByText("closed", new() { Exact = true })).ToHaveCountAsync(0);
        await page.GetByLabel("Monday", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.GetByText("closed", new() { Exact = true })).ToHaveCountAsync(6);

        await page.GetByLabel("New phone number").FillAsync("+1 212 555 0188");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("(212) 555-0188", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Service", new() { Exact = true })).ToHaveValueAsync("AC repair");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Price from, USD")).ToHaveValueAsync("120");
        await Assertions.Expect(page.GetByLabel("Monday", new() { Exact = true })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_number_is_removed_only_by_who_means_it()
    {
        var page = await product.OpenSignedInAsync();
        await NewShopAsync(page, "Warm Air");
        await page.GetByLabel("New phone number").FillAsync("+1 212 555 0189");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();

        await IsRemovedOnlyOnPurposeAsync(page, "(212) 555-0189");
    }

    [Fact]
    public async Task A_telephony_account_is_removed_only_by_who_means_it()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/settings/providers");
        var account = $"AC{Guid.NewGuid():N}";
        await page.GetByLabel("Account SID").FillAsync(account);
        await page.GetByLabel("Auth token").FillAsync("0123456789abcdef0123456789abcdef");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();

        await IsRemovedOnlyOnPurposeAsync(page, account);
    }

    [Fact]
    public async Task How_long_words_of_calls_are_kept_is_the_owners_to_say()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/settings/retention");
        var days = page.GetByLabel("Days to keep them");
        await Assertions.Expect(days).ToHaveValueAsync("365");

        await days.FillAsync("90");
        await Assertions.Expect(page.GetByText("goes for good the next night")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Words of calls are kept for 90 days")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(days).ToHaveValueAsync("90");
    }

    [Fact]
    public async Task A_vendor_gets_from_the_roster_into_the_vendor_app_by_the_link_that_the_owner_is_shown()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/vendors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add vendor" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Vic Vendor");
        await dialog.GetByLabel("E-mail").FillAsync("vic@vendors.example");
        // He starts with the area of the shop: who has none is never asked.
        await Assertions.Expect(dialog.GetByLabel("Radius, km")).Not.ToHaveValueAsync("");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        var link = await dialog.Locator("code").TextContentAsync();

        var phone = await product.OpenAsync(390, 844);
        await phone.GotoAsync(link!);
        await phone.GetByLabel("Your name").FillAsync("Vic Vendor");
        await phone.GetByLabel("Password", new() { Exact = true }).FillAsync("a vendor with a link");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Assertions.Expect(phone).ToHaveURLAsync(new Regex("/vendor"));
        await Assertions.Expect(phone.GetByText("No offers now")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_vendor_is_changed_and_gets_another_link_while_he_was_never_there()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/vendors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add vendor" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Wendy Waits");
        await dialog.GetByLabel("E-mail").FillAsync("wendy@vendors.example");
        await dialog.GetByLabel("Radius, km").FillAsync("");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Wendy Waits") }).ClickAsync();
        await Assertions.Expect(page.GetByText("has not joined yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no area");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await dialog.GetByLabel("Radius, km").FillAsync("7");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Service area: 7 km around the middle")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a new link" }).ClickAsync();
        await Assertions.Expect(page.Locator("code")).ToContainTextAsync("/invitation#");
    }

    [Fact]
    public async Task Unsaved_words_are_left_behind_only_by_who_means_it()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/shops");
        await NewShopAsync(page, "Typed Words");
        var greeting = page.GetByLabel("Greeting");
        var orders = page.GetByRole(AriaRole.Link, new() { Name = "Orders" });
        await greeting.FillAsync("Good morning");

        await orders.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(greeting).ToHaveValueAsync("Good morning");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/shops/."));

        await page.EvaluateAsync("history.back()");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/shops$"));

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Typed Words") }).ClickAsync();
        await greeting.FillAsync("Good evening");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved")).ToBeVisibleAsync();
        await orders.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders$"));
    }

    [Fact]
    public async Task A_tab_with_unsaved_words_asks_before_it_closes()
    {
        var page = await product.OpenSignedInAsync();
        await NewShopAsync(page, "Closed Tab");
        await page.GetByLabel("Greeting").FillAsync("Good night");
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };

        await page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task IsRemovedOnlyOnPurposeAsync(IPage page, string name)
    {
        var shown = page.GetByText(name, new() { Exact = true });
        var bin = page.GetByRole(AriaRole.Button, new() { Name = $"Remove {name}" });
        await bin.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(shown).ToBeVisibleAsync();

        await bin.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(shown).ToHaveCountAsync(0);
    }

    private static async Task NewShopAsync(IPage page, string name)
    {
        await page.GotoAsync("/shops");
        await page.GetByRole(AriaRole.Button, new() { Name = "New shop" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
    }
}
