using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.LoadTest.Callers;
using Platform.LoadTest.Measure;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class VendorTests(Product product)
{
    private const string Email = "paula.phone@vendors.example";
    private const string Password = "a vendor with a phone";

    private static readonly Persona Grace = new(
        "Grace Hopper", "+12125550177", "12", "Maple Avenue", "Brooklyn", "NY", "11215", "House Cleaning",
        "Hi, I'd like to book a deep cleaning for my apartment", "tomorrow morning", IsHesitant: false,
        Corrects: false);

    [Fact]
    public async Task A_vendor_finishes_on_a_phone_what_a_caller_ordered_and_the_customer_follows_it()
    {
        await HireAsync();
        var phone = await OpenAsVendorAsync();
        var pace = new Pace(TimeProvider.System, perCharacter: default);
        var caller = new Caller(product.Line, new Meters(), TimeProvider.System, pace);
        await caller.CallAsync(Grace, Product.Number, CancellationToken.None);

        var offer = phone.GetByRole(AriaRole.Article, new() { NameRegex = new Regex("Offer ORD-") });
        await Assertions.Expect(offer).ToContainTextAsync("House Cleaning");
        await Assertions.Expect(offer.GetByRole(AriaRole.Timer)).ToBeVisibleAsync();
        await Assertions.Expect(offer).ToContainTextAsync("Brooklyn");
        await Assertions.Expect(offer).Not.ToContainTextAsync("Maple Avenue");
        await Assertions.Expect(offer).Not.ToContainTextAsync("Grace");
        var number = (await offer.GetAttributeAsync("data-offer"))!;
        await AssertFitsAsync(phone);
        await offer.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();

        await phone.Locator($"[data-job={number}]").ClickAsync();
        await Assertions.Expect(phone.GetByText("Grace Hopper")).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("12 Maple Avenue").First).ToBeVisibleAsync();
        await PressAsync(phone, "I’m on my way");
        await PressAsync(phone, "Start the work");
        await PressAsync(phone, "Finish");
        var sheet = phone.GetByRole(AriaRole.Dialog);
        await sheet.GetByLabel("Final price, USD").FillAsync("135");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();

        await phone.GetByRole(AriaRole.Link, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(phone.Locator($"[data-job={number}]")).ToContainTextAsync("$135");
        await AssertFitsAsync(phone);
        await AssertFollowedAsync(number);
    }

    // The customer proves who she is with the end of her number.
    private async Task AssertFollowedAsync(string number)
    {
        var customer = await product.OpenAsync(390, 844);
        await customer.GotoAsync($"/track/{number}");
        var progress = customer.GetByLabel("Progress");
        await Assertions.Expect(progress.Locator("li[data-here]")).ToContainTextAsync("Completed");
        await Assertions.Expect(customer.GetByText("Maple Avenue")).ToHaveCountAsync(0);

        await customer.GetByLabel("Last four digits of your phone, or your e-mail").FillAsync("0177");
        await customer.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(customer.GetByText("Maple Avenue").First).ToBeVisibleAsync();
        await RateAsync(customer);
    }

    private static async Task RateAsync(IPage customer)
    {
        // The star that is seen is the radio's label.
        var fourth = await customer.GetByRole(AriaRole.Radio, new() { Name = "4 stars" }).GetAttributeAsync("id");
        await customer.Locator($"label[for='{fourth}']").ClickAsync();
        await customer.GetByLabel("Anything we should know?").FillAsync("Spotless, but late.");
        await customer.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(customer.GetByLabel("Your rating")).ToContainTextAsync("Spotless, but late.");
        await customer.ReloadAsync();
        await customer.GetByLabel("Last four digits of your phone, or your e-mail").FillAsync("0177");
        await customer.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(customer.GetByLabel("Your rating")).ToContainTextAsync("Spotless, but late.");
        await AssertFitsAsync(customer);
    }

    private async Task HireAsync()
    {
        var made = await product.Admin.CreateAsync(
            "/api/v1/vendors", "phone-vendor",
            new JsonObject
            {
                ["name"] = "Paula Phone",
                ["email"] = Email,
                ["status"] = "approved",
                ["services"] = new JsonArray(new JsonObject { ["category"] = "cleaning" }),
                ["area"] = new JsonObject { ["latitude"] = 40.6782, ["longitude"] = -73.9442, ["radius_km"] = 30 },
            },
            CancellationToken.None);
        using var answer = await product.Process.Http.PostAsJsonAsync("/api/v1/invitations/accept", new
        {
            token = made["invitation_token"]!.GetValue<string>(),
            name = "Paula Phone",
            password = Password,
        });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IPage> OpenAsVendorAsync()
    {
        var page = await product.OpenAsync(390, 844);
        await page.GotoAsync("/vendor");
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        var shown = page.WaitForResponseAsync("**/api/v1/vendor/presence");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No offers now")).ToBeVisibleAsync();
        await shown;
        return page;
    }

    // The big button is busy until the step has arrived; then it says the next one.
    private static Task PressAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

    private static async Task AssertFitsAsync(IPage page) => Assert.Equal(0, await page.EvaluateAsync<int>(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
