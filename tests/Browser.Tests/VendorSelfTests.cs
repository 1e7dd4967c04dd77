using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

/// <summary>What a vendor keeps for himself, on a phone: his password, his sessions, his place.</summary>
[Collection(ProductCollection.Name)]
public sealed class VendorSelfTests(Product product)
{
    private const string Password = "a vendor with a phone";

    [Fact]
    public async Task Who_is_only_a_vendor_changes_the_password_and_ends_a_session()
    {
        const string next = "another word for the door";
        await OpenAsync("self.pass@vendors.example");
        var page = await SignInAsync("self.pass@vendors.example", "/settings/password");
        await page.GetByLabel("Current password").FillAsync(Password);
        await page.GetByLabel("New password").FillAsync(next);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Password changed")).ToBeVisibleAsync();
        await AssertFitsAsync(page);

        var other = await SignInAsync("self.pass@vendors.example", "/vendor", next);
        await Assertions.Expect(other.GetByText("No offers now")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Where you are signed in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveCountAsync(0);
        await AssertFitsAsync(page);
    }

    [Fact]
    public async Task A_vendor_shares_the_place_by_a_press_and_is_told_when_the_browser_keeps_it()
    {
        await OpenAsync("self.place@vendors.example");
        var page = await SignInAsync("self.place@vendors.example", "/vendor");
        var share = page.GetByRole(AriaRole.Button, new() { Name = "Share my place" });

        // Nobody answers the question here, which is a no.
        await share.ClickAsync();
        await Assertions.Expect(page.GetByText("Your browser keeps your place to itself.")).ToBeVisibleAsync();
        await AssertFitsAsync(page);

        await page.Context.GrantPermissionsAsync(["geolocation"]);
        await page.Context.SetGeolocationAsync(new() { Latitude = 40.7f, Longitude = -73.9f });
        var told = await page.RunAndWaitForRequestAsync(
            () => share.ClickAsync(),
            request => request.Url.EndsWith("/vendor/presence", StringComparison.Ordinal)
                && request.PostData!.Contains("latitude", StringComparison.Ordinal));

        Assert.Equal(40.7, JsonDocument.Parse(told.PostData!).RootElement.GetProperty("latitude").GetDouble(), 3);
        await Assertions.Expect(share).ToHaveCountAsync(0);
    }

    private async Task OpenAsync(string email)
    {
        var made = await product.Admin.CreateAsync(
            "/api/v1/vendors", email, new JsonObject { ["name"] = "Sam Self", ["email"] = email }, default);
        using var answer = await product.Process.Http.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = made["invitation_token"]!.GetValue<string>(),
            name = "Sam Self",
            password = Password,
        });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IPage> SignInAsync(string email, string path, string password = Password)
    {
        var page = await product.OpenAsync(390, 844);
        await page.GotoAsync(path);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/vendor"));
        return page;
    }

    private static async Task AssertFitsAsync(IPage page) => Assert.Equal(0, await page.EvaluateAsync<int>(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
