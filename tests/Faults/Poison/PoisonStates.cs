using System.Collections.Concurrent;

namespace Platform.Faults;

/// <summary>F15. One row in a hundred cannot be read: damaged, or of a version to come.</summary>
internal static class PoisonStates
{
    private const int AtOnce = 16;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var orders = Form.Rounds(shortForm: 200, longForm: 5_000);
        var ids = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, orders, Few(), async (n, _) => ids.Add(
            (await http.CreateAsync("/api/v1/orders", Baskets.Service($"{n}"))).Expect(201)["id"]!.ToString()));

        await scene.Platform.StopAsync(); // So that nobody has them in memory.
        var poisoned = ids.Order().Where((_, n) => n % 100 < 1).ToHashSet();
        var list = string.Join(',', poisoned.Select(id => $"'{id}'"));
        await scene.Ledger.SpoilAsync(
            $"""
            update orders set state = case when get_byte(uuid_send(order_id), 15) % 2 = 0 then '"torn"'::jsonb
                                           else jsonb_build_object('Kind', 'of a version to come') end
             where order_id in ({list})
            """);
        var before = await RowsAsync(scene, list);
        await scene.Platform.StartAsync();

        var promises = new Promises();
        var (readable, named) = (0, 0);
        await Parallel.ForEachAsync(ids, Few(), async (id, _) =>
        {
            var read = await http.AskAsync(HttpMethod.Get, $"/api/v1/orders/{id}");
            if (!poisoned.Contains(id))
            {
                Interlocked.Increment(ref readable);
                lock (promises)
                    promises.Keep(read.Status == 200, $"a sound order got {read.Status} {read.Text}");
                return;
            }

            var written = await http.CreateAsync($"/api/v1/orders/{id}/notes", new { text = "still there?" });
            Interlocked.Increment(ref named);
            lock (promises)
            {
                promises
                    .Keep(read.Status >= 500 && read.Text.Contains("traceId", StringComparison.Ordinal),
                        $"a poisoned order was answered with {read.Status} {read.Text}")
                    .Keep(written.Status >= 500, $"a poisoned order was changed: {written.Status} {written.Text}");
            }
        });

        return promises
            .Keep((await RowsAsync(scene, list)).SequenceEqual(before), "a poisoned row was written over")
            .After(
                orders,
                $"{poisoned.Count} rows of {orders} spoiled: {named} answered with an error and its id "
                + "and never written "
                + $"over, {readable} others all right");
    }

    private static Task<IReadOnlyList<string>> RowsAsync(Scene scene, string list) => scene.Ledger.ColumnAsync(
        $"select format('%s %s %s', key, version, state) from orders where order_id in ({list}) order by key");

    private static ParallelOptions Few() => new() { MaxDegreeOfParallelism = AtOnce };
}
