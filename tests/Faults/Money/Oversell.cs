namespace Platform.Faults;

/// <summary>F18. More buyers than pieces, at once.</summary>
internal static class Oversell
{
    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var shop = await http.ShopAsync();
        var rounds = Form.Rounds(shortForm: 6, longForm: 100);
        var buyers = Form.Rounds(shortForm: 200, longForm: 1_000);
        var promises = new Promises();
        var (sold, refused) = (0L, 0L);
        for (var round = 0; round < rounds; round++)
        {
            // One piece in half of the rounds; a few, in baskets of two items in either order, in the others.
            var pieces = round % 2 == 0 ? 1 : 7;
            var (first, second) = (await http.ItemAsync(shop, pieces), await http.ItemAsync(shop, pieces + 3));
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var asking = Enumerable.Range(0, buyers).Select(n => BuyAsync(round, n)).ToArray();
            start.SetResult();
            var answers = await Task.WhenAll(asking);

            var made = answers.Count(answer => answer.Status == 201);
            var out409 = answers.Count(answer => answer.Status == 409 && answer.Of("code") == "out-of-stock");
            (sold, refused) = (sold + made, refused + out409);
            promises
                .Keep(made == pieces, $"round {round}: {made} of {pieces} pieces were sold")
                .Keep(made + out409 == buyers, $"round {round}: {buyers - made - out409} had another answer")
                .None(await BalanceAsync(scene.Ledger, first, pieces), $"wrong balances in round {round}");

            async Task<Answer> BuyAsync(int inRound, int n)
            {
                await start.Task;
                var basket = pieces == 1 ? Baskets.Of((first, 1))
                    : n % 2 == 0 ? Baskets.Of((first, 1), (second, 1))
                    : Baskets.Of((second, 1), (first, 1));
                var key = $"buy-{inRound}-{n}";
                // One in ten sends the same twice at once, as an impatient browser does.
                var both = Enumerable.Range(0, n % 10 == 0 ? 2 : 1)
                    .Select(_ => Asking.UntilAnsweredAsync(() => http.CreateAsync("/api/v1/orders", basket, key)));
                return (await Task.WhenAll(both))[0];
            }
        }

        var placed = await scene.Ledger.CountAsync("select count(*) from orders where status = 'pending'");
        return promises
            .Keep(placed == sold, $"{placed} orders are stored, {sold} were answered")
            .After(rounds, $"{rounds} rounds of {buyers} buyers: {sold} sold, {refused} told that it is out of stock");
    }

    // Stock = what came less what orders took or hold, by the ledger, by the item and by the active reservations.
    private static Task<IReadOnlyList<string>> BalanceAsync(Ledger ledger, string item, int pieces) =>
        ledger.ColumnAsync(
        $"""
        select format(
                   '%s on hand, %s reserved, %s by the ledger, %s active', i.on_hand, i.reserved, m.reserved, r.active)
          from stock_items i,
               (select sum(on_hand_change) on_hand, sum(reserved_change) reserved
                  from stock_movements where item_id = '{item}') m,
               (select coalesce(sum(quantity), 0) active
                  from stock_reservations where item_id = '{item}' and status = 'active') r
         where i.item_id = '{item}'
           and (i.on_hand, i.reserved, m.on_hand, m.reserved, r.active)
               is distinct from ({pieces}, {pieces}, {pieces}, {pieces}, {pieces})
        """);
}
