namespace Platform.Faults;

/// <summary>F14. An event that can never be applied stands in a consumer's way.</summary>
internal static class PoisonMessages
{
    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var shops = Form.Rounds(shortForm: 6, longForm: 60);
        var sound = new List<string>();
        for (var n = 0; n < shops; n++)
        {
            sound.Add(await http.ShopAsync());
            await CompleteAsync(http, sound[n]);
        }

        var sick = await http.ShopAsync();
        await CompleteAsync(http, sick);
        await InvoicesAsync(scene, shops + 1);

        // The invoices of one shop cannot be issued any more: its book is torn.
        await scene.Platform.StopAsync();
        var book = (await scene.Ledger.ColumnAsync($"select state from invoice_books where shop_id = '{sick}'"))[0];
        await scene.Ledger.SpoilAsync($"update invoice_books set state = '\"torn\"' where shop_id = '{sick}'");
        await scene.Platform.StartAsync();
        var poison = await CompleteAsync(http, sick);
        foreach (var shop in sound)
            await CompleteAsync(http, shop);
        await InvoicesAsync(scene, (2 * shops) + 1);
        var overtaken = await scene.Ledger.CountAsync("select count(*) from dead_letters") == 0;

        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync("select count(*) from dead_letters") > 0,
            "the poison among the dead letters", TimeSpan.FromSeconds(120));
        var letters = (await http.AskAsync(HttpMethod.Get, "/api/v1/dead-letters")).Expect(200)["items"]!.AsArray();
        var letter = letters.Single()!;
        var promises = new Promises()
            .Keep(letter["subject"]!.ToString() == $"orders/{poison}", $"another one is dead: {letter}")
            .Keep((int)letter["attempts"]! == 5, $"it was tried {letter["attempts"]} times");

        // Mended and replayed, it is applied as if nothing had been.
        await scene.Platform.StopAsync();
        await scene.Ledger.SpoilAsync($"update invoice_books set state = '{book}' where shop_id = '{sick}'");
        await scene.Platform.StartAsync();
        var replayed = await http.AskAsync(
            HttpMethod.Post, $"/api/v1/dead-letters/{letter["consumer"]}/{letter["position"]}/replay",
            new { reason = "mended" });
        promises.Keep(replayed.Status == 204, $"the replay got {replayed.Status} {replayed.Text}");
        await InvoicesAsync(scene, (2 * shops) + 2);
        var numbers = await scene.Ledger.ColumnAsync(
            $"select right(invoice_number, 6) from invoices where shop_id = '{sick}' order by 1");
        return promises
            .Keep(numbers is ["000001", "000002"], $"its shop's invoices are {string.Join(' ', numbers)}")
            .After(
                1,
                $"tried 5 times, then among the dead letters; {shops} other shops had their invoices meanwhile"
                + $"{(overtaken ? ", before it was given up" : "")}; mended and replayed, no number is missing");
    }

    private static Task InvoicesAsync(Scene scene, int count) => Until.IsSoAsync(
        async () => await scene.Ledger.CountAsync("select count(*) from invoices") == count, $"{count} invoices",
        TimeSpan.FromSeconds(120));

    private static Task<string> CompleteAsync(HttpClient http, string shop) => Orders.CompleteAsync(http, shop);
}
