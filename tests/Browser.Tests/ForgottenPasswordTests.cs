using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

/// <summary>How somebody who forgot the password gets back in.</summary>
[Collection(ProductCollection.Name)]
public sealed class ForgottenPasswordTests(Product product)
{
    private const string First = "a person with a link";
    private const string Next = "what I will not forget";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task A_member_gets_a_link_of_an_owner_and_signs_in_with_a_new_password(int width, int height)
    {
        var (person, email, name) = await JoinedAsync("staff");
        var owner = await product.OpenSignedInAsync(width, height);
        await owner.GotoAsync("/settings/members");
        await owner.GetByRole(AriaRole.Button, new() { Name = $"Link for a new password of {name}" }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await owner.Locator("code").TextContentAsync();
        Assert.False(await owner.EvaluateAsync<bool>("document.body.scrollWidth > innerWidth"));

        var page = await product.OpenAsync(width, height);
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.GetByText("Forgot your password? An owner of your account")).ToBeVisibleAsync();
        await SetAsync(page, link!, "short");
        await Assertions.Expect(page.GetByText("must be 10 to 200 characters")).ToBeVisibleAsync();
        await SetAsync(page, link!, Next);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in$"));
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Next);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Live board" })).ToBeVisibleAsync();

        // Whoever was signed in with the old one is not any more, and the link is dead.
        await person.GotoAsync("/orders");
        await Assertions.Expect(person).ToHaveURLAsync(new Regex("/sign-in"));
        await SetAsync(person, link!, Next);
        await Assertions.Expect(person.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask for a new one");
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Who_runs_the_platform_makes_one_for_anybody_and_it_stays_known(int width, int height)
    {
        var (_, email, _) = await JoinedAsync("vendor");
        var admin = await product.OpenSignedInAsync(width, height);
        await admin.GotoAsync("/operations");
        var form = admin.GetByRole(AriaRole.Form, new() { Name = "Link for a forgotten password" });
        await form.GetByRole(AriaRole.Textbox).FillAsync("nobody@example.com");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByText("There is no such person")).ToBeVisibleAsync();

        await form.GetByRole(AriaRole.Textbox).FillAsync(email);
        await form.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(admin.Locator("code")).ToContainTextAsync("/new-password#");
        var made = admin.GetByRole(AriaRole.List, new() { Name = "Links made" })
            .GetByRole(AriaRole.Listitem).Filter(new() { HasText = email });
        await Assertions.Expect(made).ToContainTextAsync("by a platform admin");
        await Assertions.Expect(made).ToContainTextAsync(new Regex("open", RegexOptions.IgnoreCase));
        Assert.False(await admin.EvaluateAsync<bool>("document.body.scrollWidth > innerWidth"));
        var page = await product.OpenAsync(width, height);
        await SetAsync(page, (await admin.Locator("code").TextContentAsync())!, Next);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in$"));
        await admin.ReloadAsync();
        await Assertions.Expect(made).ToContainTextAsync(new Regex("used", RegexOptions.IgnoreCase));
    }

    private static async Task SetAsync(IPage page, string link, string password)
    {
        await page.GotoAsync("/docs"); // Another part behind the # alone opens nothing anew.
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
    }

    private async Task<(IPage Page, string Email, string Name)> JoinedAsync(string role)
    {
        var (email, name) = ($"{role}{Guid.NewGuid():N}@example.com", $"Flo {Guid.NewGuid():N}"[..12]);
        var body = new JsonObject { ["email"] = email, ["role"] = role };
        var made = await product.Admin.CreateAsync(
            "/api/v1/invitations", Guid.NewGuid().ToString(), body, CancellationToken.None);
        var page = await product.OpenAsync();
        await page.GotoAsync($"/invitation#{made["token"]!.GetValue<string>()}");
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(First);
        await page.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/invitation"));
        return (page, email, name);
    }
}
