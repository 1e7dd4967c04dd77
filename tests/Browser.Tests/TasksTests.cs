using Microsoft.Playwright;
using Platform.LoadTest.Callers;
using Platform.LoadTest.Measure;

namespace Platform.Browsing;

[Collection(ProductCollection.Name)]
public sealed class TasksTests(Product product)
{
    private const int PageSize = 50;

    private static readonly Persona Hasty = new(
        "Grace Hopper", "+12125560000", "88", "Bedford Ave", "Brooklyn", "NY", "11211", "repairs",
        "Hi, my air conditioner is not cooling, can somebody come and fix it?", "tomorrow afternoon", Wish.Leave);

    private static readonly Pace Hurried = new(TimeProvider.System, TimeSpan.Zero);

    [Fact]
    public async Task Call_backs_go_on_to_the_last_one_and_what_was_done_last_comes_first()
    {
        await Parallel.ForAsync(
            0, PageSize, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, cancellationToken) => await HangUpAsync($"+1212556{number:0000}", cancellationToken));
        await HangUpAsync("+12125569999", CancellationToken.None);
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

    private Task HangUpAsync(string phone, CancellationToken cancellationToken) =>
        new Caller(product.Line, new Meters(), TimeProvider.System, Hurried).CallAsync(
            Hasty with { Phone = phone }, Product.Number, cancellationToken);
}
