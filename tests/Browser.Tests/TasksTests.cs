using Microsoft.Playwright;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class TasksTests(Product product)
{
    private const int PageSize = 50;

    [Fact]
    public async Task Call_backs_go_on_to_the_last_one_and_what_was_done_last_comes_first()
    {
        await Parallel.ForAsync(
            0, PageSize, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, cancellationToken) => await HastyCaller.CallAsync(
                product, $"+1212556{number:0000}", cancellationToken));
        await HastyCaller.CallAsync(product, "+12125569999");
        var page = await product.OpenSignedInAsync();
        await page.GotoAsync("/tasks");
        var tasks = page.GetByRole(AriaRole.List, new() { Name = "Call-backs" }).GetByRole(AriaRole.Listitem);
        var last = tasks.Filter(new() { HasText = "(212) 556-9999" });
        await Assertions.Expect(tasks).ToHaveCountAsync(PageSize);
        await Assertions.Expect(last).ToHaveCountAsync(0);

        await tasks.Last.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(last).ToBeVisibleAsync();
        await last.GetByRole(AriaRole.Checkbox).ClickAsync();
        await Assertions.Expect(last).ToHaveCountAsync(0);
        await page.GetByText("Done", new() { Exact = true }).ClickAsync();

        await Assertions.Expect(tasks.First).ToContainTextAsync("(212) 556-9999");
        await Assertions.Expect(tasks.First.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
    }
}
