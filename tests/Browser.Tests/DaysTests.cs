using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Platform.Browsing;

/// <summary>Daily sales and the jobs that close the days, as one watches them.</summary>
[Collection(ProductCollection.Name)]
public sealed class DaysTests(Product product)
{
    private const string Orders =
        "() => Number(document.querySelector('[data-figure=Orders]').innerText.replace(/\\D/g, ''))";

    private static readonly PageWaitForFunctionOptions Patience = new() { Timeout = 30_000 };

    [Fact]
    public async Task What_is_ordered_today_counts_while_one_watches_and_the_day_says_when_it_closes()
    {
        var shop = await ShopAsync();
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync($"/sales?shop_id={shop["id"]}");
        await Assertions.Expect(page.Locator("[data-state=live]")).ToContainTextAsync("today, live");
        await Assertions.Expect(page.GetByText(new Regex(@"closes \d+ \w+, 02:00"))).ToBeVisibleAsync();
        var before = await page.EvaluateAsync<int>(Orders);

        await SampleOrders.PlaceAsync(product, "Sold today", shopId: $"{shop["id"]}");

        await page.WaitForFunctionAsync($"before => ({Orders})() > before", before, Patience);
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("day") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_job_that_is_run_now_asks_first_and_its_run_appears_with_who_asked()
    {
        var shop = await ShopAsync();
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/jobs");
        var job = page.GetByRole(AriaRole.Article, new() { Name = $"Daily sales of {shop["name"]}" });
        await job.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("stays open until it is over");
        // The cross in its corner has a name for who does not see it.
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }))
            .ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await job.GetByRole(AriaRole.Button, new() { Name = "Runs" }).ClickAsync();
        await Assertions.Expect(job).ToContainTextAsync("It has not run yet.");

        await job.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();

        await Assertions.Expect(job.GetByRole(AriaRole.Table)).ToContainTextAsync("Asked by You");
        await Assertions.Expect(job.Locator("[data-job-state=on_time]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_snapshot_that_is_asked_for_appears_restored_once_and_can_be_tried_again()
    {
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/jobs");
        var job = page.GetByRole(AriaRole.Article, new() { Name = "Nightly snapshot of The whole account" });
        var known = await page.Locator("[data-snapshot-state]").CountAsync();
        await job.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();

        var card = page.GetByRole(AriaRole.Article, new() { Name = "Snapshots", Exact = true });
        await page.WaitForFunctionAsync(
            "known => document.querySelectorAll('[data-snapshot-state]').length > known", known, Patience);
        await Assertions.Expect(card.Locator("[data-snapshot-state=verified]").First).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Img, new() { NameRegex = new("Sizes") })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).First.ClickAsync();

        await Assertions.Expect(page.GetByText("It is being restored into a scratch schema.")).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator("[data-snapshot-state=verifying]")).ToHaveCountAsync(
            0, new() { Timeout = 30_000 });
        await Assertions.Expect(card.Locator("[data-snapshot-state=verified]").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/sales", "[data-state=live]")]
    [InlineData("/jobs", "[data-job-state]")]
    public async Task Days_and_jobs_fit_a_phone(string path, string shown)
    {
        var page = await product.OpenSignedInAsync(width: 390, height: 844);
        await page.GotoAsync(path);
        await page.Locator(shown).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var overflow = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
    }

    private async Task<JsonNode> ShopAsync() =>
        (await product.Admin.GetAsync("/api/v1/shops", CancellationToken.None))["items"]![0]!;
}
