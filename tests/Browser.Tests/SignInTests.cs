using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.Testing;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class SignInTests(Product product)
{
    [Fact]
    public async Task A_page_that_needs_a_person_asks_who_it_is_and_then_leads_there()
    {
        var page = await product.OpenAsync();
        await page.GotoAsync("/orders?status=new");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in\\?from="));

        await page.GetByLabel("E-mail").FillAsync(PlatformProcess.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(PlatformProcess.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Orders", Level = 1 });
        await Assertions.Expect(heading).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders\\?status=new$"));
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_nobody_gets_in()
    {
        var page = await product.OpenAsync();
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(PlatformProcess.AdminEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("don’t go together");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
    }

    [Fact]
    public async Task Signing_out_ends_it_here_and_for_the_old_token()
    {
        var page = await product.OpenSignedInAsync();
        var token = await page.EvaluateAsync<string>("() => JSON.parse(localStorage['platform.session']).access");
        await page.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await product.Process.Http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
