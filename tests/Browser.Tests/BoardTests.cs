using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Platform.LoadTest.Callers;
using Platform.LoadTest.Measure;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class BoardTests(Product product)
{
    private static readonly Persona Ada = new(
        "Ada Lovelace", "+12125550142", "88", "Bedford Ave", "Brooklyn", "NY", "11211", "repairs",
        "Hi, my air conditioner is not cooling, can somebody come and fix it?", "tomorrow afternoon",
        Wish.Order, Corrected: "", IsHesitant: false, Corrects: false, Manner: 0);

    private static readonly Pace Unhurried = new(TimeProvider.System, TimeSpan.FromMilliseconds(12));

    [Fact]
    public async Task A_call_becomes_an_order_while_one_watches()
    {
        var page = await product.OpenSignedInAsync();
        var caller = new Caller(product.Line, new Meters(), TimeProvider.System, Unhurried);
        var calling = caller.CallAsync(Ada, Product.Number, CancellationToken.None);

        var call = page.GetByRole(AriaRole.Article, new() { Name = "Call from (212) 555-0142" });
        await See(Assertions.Expect(call).ToBeVisibleAsync());
        await See(Assertions.Expect(call.GetByRole(AriaRole.Log)).ToContainTextAsync("not cooling"));
        await See(Assertions.Expect(call.GetByLabel("Draft order")).ToContainTextAsync("Ada Lovelace"));
        await See(Assertions.Expect(call.GetByLabel("Draft order")).ToContainTextAsync("Bedford"));
        await See(Assertions.Expect(call).ToContainTextAsync(new Regex(@"ORD-\d{4}-\d{6}")));
        await See(Assertions.Expect(page.GetByLabel("Latest orders")).ToContainTextAsync("Ada Lovelace"));
        await calling;

        // A call that broke off is the better message.
        async Task See(Task expectation)
        {
            if (await Task.WhenAny(expectation, calling) == calling)
                await calling;
            await expectation;
        }
    }

    [Fact]
    public async Task A_dead_line_is_said_within_three_seconds_and_what_was_missed_is_there_when_it_is_back()
    {
        var page = await product.OpenSignedInAsync();
        var banner = page.GetByText("Connection lost");
        Task<string> missed;
        await product.FreezeAsync();
        try
        {
            await Assertions.Expect(banner).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[data-stale]")).ToBeVisibleAsync();
            missed = SampleOrders.PlaceAsync(product, "Missed sample");
        }
        finally
        {
            await product.ThawAsync();
        }

        await Assertions.Expect(banner).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator($"[data-order={await missed}]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-stale]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_browser_without_a_network_says_so_and_comes_back_by_itself()
    {
        var page = await product.OpenSignedInAsync();
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("[data-live=connected]")).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByText("Connection lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_whose_code_did_not_come_says_so_and_opens_by_itself_when_the_network_is_back()
    {
        var page = await product.OpenSignedInAsync();
        var main = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await page.Context.SetOfflineAsync(true);
        await main.GetByRole(AriaRole.Link, new() { Name = "Stock" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This page could not be loaded")).ToBeVisibleAsync();
        await Assertions.Expect(main).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);

        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Stock", Level = 1 });
        await Assertions.Expect(heading).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_board_fits_a_phone()
    {
        var page = await product.OpenSignedInAsync(width: 390, height: 844);
        var overflow = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
    }
}
