namespace Platform.Faults;

/// <summary>F35. The process is killed between a commit and what others do about it.</summary>
internal static class KilledBetween
{
    private const int Clients = 12;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var kills = Form.Rounds(shortForm: 6, longForm: 60);
        var shop = await http.ShopAsync();
        var completed = 0;
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(_ => WorkAsync()).ToArray();
        var random = new Random(Form.Seed);
        for (var kill = 0; kill < kills; kill++)
        {
            var before = Volatile.Read(ref completed);
            await Until.IsSoAsync(() => Volatile.Read(ref completed) > before + 20, "work");
            await Task.Delay(random.Next(300));
            await scene.Platform.KillAsync();
            await scene.Platform.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync("select count(*) from invoices") >= completed,
            "an invoice for every completed order", TimeSpan.FromSeconds(120));
        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync(
                "select coalesce(sum(orders), 0) from order_counters where status = 'completed'") >= completed,
            "every completed order counted");

        var twice = await scene.Ledger.ColumnAsync(
            "select order_id from invoices group by order_id having count(*) > 1");
        var numbers = await scene.Ledger.CountAsync("select count(distinct invoice_number) from invoices");
        var last = await scene.Ledger.CountAsync("select max(right(invoice_number, 6)::bigint) from invoices");
        var counted = await scene.Ledger.ColumnAsync(
            """
            select status from (
                select status, sum(orders) counted from order_counters where orders > 0 group by status) c
              full join (select status, count(*) there from orders group by status) o using (status)
             where counted is distinct from there
            """);
        return new Promises()
            .None(twice, "orders have two invoices")
            .Keep(numbers == completed && last == completed, $"{numbers} numbers up to {last} of {completed} orders")
            .None(counted, "statuses are counted wrongly")
            .After(
                kills,
                $"{kills} kills, {completed} orders completed: {numbers} invoices, none twice, no "
                + "number left out, every "
                + "counter equal to a recount");

        async Task WorkAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                await Orders.CompleteAsync(http, shop);
                Interlocked.Increment(ref completed);
            }
        }
    }
}
