using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F37. The process is asked to stop in the middle of the load.</summary>
internal static class Draining
{
    private const int Clients = 32;
    private const double DrainSeconds = 30;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var rounds = Form.Rounds(shortForm: 2, longForm: 30);
        var promises = new Promises();
        var took = new List<TimeSpan>();
        var (answered, refused) = (0L, 0L);
        for (var round = 0; round < rounds; round++)
        {
            if (round > 0)
                await scene.Platform.StartAsync();
            var orders = new ConcurrentDictionary<string, int>();
            using var stop = new CancellationTokenSource();
            await using var screen = await LiveSocket.ConnectAsync(
                scene.Platform.Address, scene.Platform.Http.DefaultRequestHeaders.Authorization!.Parameter!);
            await screen.SubscribeAsync(null, "orders");
            var clients = Enumerable.Range(0, Clients)
                .Select(n => BuyAsync($"{round}-{n}", orders, stop.Token)).ToArray();
            await Until.IsSoAsync(() => orders.Count(order => order.Value == 201) > Form.Rounds(100, 200), "load");

            var watch = Stopwatch.StartNew();
            scene.Platform.AskToStop();
            var code = await scene.Platform.WaitForExitAsync(TimeSpan.FromSeconds(90));
            took.Add(watch.Elapsed);
            await stop.CancelAsync();
            await Task.WhenAll(clients);
            await screen.EndedAsync();

            var details = string.Join('\n', await scene.Ledger.ColumnAsync("select details from order_details"));
            var stored = orders.Keys.Where(key => details.Contains($"\"{key}\"", StringComparison.Ordinal)).ToHashSet();
            answered += orders.Count(order => order.Value == 201);
            refused += orders.Count(order => order.Value != 201);
            promises
                .Keep(code == 0, $"it ended with {code}")
                .None(
                    [.. orders.Where(order => order.Value != 201 && stored.Contains(order.Key))],
                    "carried out and not answered")
                .None(
                    [.. orders.Where(order => order.Value == 201 && !stored.Contains(order.Key))],
                    "answered and not carried out")
                .Keep(screen.MayReconnect, "the dashboard was not told to come back");
        }

        return promises
            .Keep(took.Max() <= Form.Bar(DrainSeconds), $"it took {took.Max().TotalSeconds:0.0} s to stop")
            .After(
                rounds,
                $"{rounds} stops under load, at the most {took.Max().TotalSeconds:0.0} s; {answered} orders answered, "
                + $"{refused} not taken, none carried out without an answer; the dashboards were told to come back");

        async Task BuyAsync(string client, ConcurrentDictionary<string, int> orders, CancellationToken stopped)
        {
            for (var n = 0; !stopped.IsCancellationRequested; n++)
            {
                var key = $"{client}-{n}";
                var answer = await Asking.TryAsync(
                    () => scene.Platform.Http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
                orders[key] = answer.Status;
                if (answer.Status == 0)
                    await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
