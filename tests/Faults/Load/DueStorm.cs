using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>F11. A great many holds on the stock run out in the same second, while people work.</summary>
internal static class DueStorm
{
    private const double SlowerMax = 2;
    private const double NoiseSeconds = 0.005;
    private const double DoneSeconds = 300;
    private const double StartSeconds = 5;
    private const long StartBytes = 300L * 1024 * 1024;
    private const int PeoplePerSecond = 40;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(OwnServer: ""));
        var due = Form.Rounds(shortForm: 1_000, longForm: 100_000);
        var registered = Form.Rounds(shortForm: 5_000, longForm: 1_000_000);
        var ledger = scene.Ledger;
        var (warm, still) = (Seconds(shortForm: 1, longForm: 5), Seconds(shortForm: 1, longForm: 15));
        await SeedAsync(scene, due, registered);
        // All of them at one moment, which is when people have shown how long they wait without it.
        var moment = TimeProvider.System.GetUtcNow() + warm + still + Seconds(shortForm: 6, longForm: 40);
        await ledger.SpoilAsync(HeldStock.FallDueSql($"timestamptz '{moment:yyyy-MM-dd HH:mm:ss}+00'"));
        foreach (var table in new[] { "stock_items", "stock_reservations" })
            await ledger.SpoilAsync($"vacuum analyze {table}");
        await ledger.SpoilAsync("checkpoint");
        await scene.Platform.StopAsync();
        var start = await scene.Platform.StartAsync();
        var memory = scene.Platform.ResidentBytes;
        trial.Say($"started in {start.TotalSeconds:0.0} s with {memory / 1024 / 1024} MB");

        var people = new People(scene.Platform.Http);
        await people.WorkAsync(warm);
        var quiet = await people.WorkAsync(still);
        if (moment - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } rest)
            await Task.Delay(rest);
        var watch = Stopwatch.StartNew();
        var stormy = await people.WorkAsync(
            TimeSpan.FromMinutes(6),
            async () => await ledger.CountAsync(HeldStock.ActiveSql) == 0);
        var took = watch.Elapsed;
        var wrong = await ledger.CountAsync(HeldStock.WrongSql);
        var early = await ledger.CountAsync(HeldStock.EarlySql);
        var late = await ledger.CountAsync(HeldStock.LateSql(0.99)) / 1_000.0;
        var others = await ledger.CountAsync(HeldStock.OthersSql);
        return people.Promises
            .Keep(wrong == 0, $"{wrong} holds did not run out once")
            .Keep(early == 0, $"{early} ran out before their time")
            .Keep(others == 0, $"{others} ran out that were not due")
            .Keep(took <= Form.Bar(DoneSeconds), $"it took {took.TotalSeconds:0} s")
            .Keep(
                stormy <= Form.Bar((quiet * SlowerMax) + NoiseSeconds).TotalSeconds,
                $"people waited {stormy * 1_000:0} ms (p99), and {quiet * 1_000:0} ms before")
            .Keep(start <= Form.Bar(StartSeconds), $"the start took {start.TotalSeconds:0.0} s")
            .Keep(memory <= StartBytes, $"{memory / 1024 / 1024} MB after the start")
            .After(
                due,
                $"{due} holds due in one second, done in {took.TotalSeconds:0.0} s, each once, 99 in 100 at the most "
                + $"{late:0.0} s late; people's orders p99 {stormy * 1_000:0} ms, before {quiet * 1_000:0} ms; "
                + $"start with {registered} more registered {start.TotalSeconds:0.0} s, {memory / 1024 / 1024} MB");
    }

    private static TimeSpan Seconds(int shortForm, int longForm) =>
        TimeSpan.FromSeconds(Form.Rounds(shortForm, longForm));

    // One that the platform made, and as many like it; as many again, that are due some other day.
    private static async Task SeedAsync(Scene scene, int due, int registered)
    {
        var http = scene.Platform.Http;
        var item = await http.ItemAsync(await http.ShopAsync(), pieces: 1);
        (await http.CreateAsync(
            $"/api/v1/stock/{item}/reservations",
            new { quantity = 1, expires_in_seconds = 20 * 86_400, reference = HeldStock.Due })).Expect(201);
        await scene.Ledger.SpoilAsync(HeldStock.CopySql(item, due, registered));
    }

    // They place orders at their own pace, whatever else happens.
    private sealed class People(HttpClient http)
    {
        private int _number;

        public Promises Promises { get; } = new();

        /// <returns>Seconds that 99 in 100 waited at the most, from when they were to be answered.</returns>
        public async Task<double> WorkAsync(TimeSpan most, Func<Task<bool>>? isOver = null)
        {
            var (begin, sent) = (Stopwatch.GetTimestamp(), 0);
            var asked = new List<Task<double>>();
            var over = isOver is null ? Task.Delay(most) : Until.IsSoAsync(isOver, "all that is due is done", most);
            while (!over.IsCompleted)
            {
                for (var due = Stopwatch.GetElapsedTime(begin).TotalSeconds * PeoplePerSecond; sent < due; sent++)
                    asked.Add(OrderAsync(begin + (long)((double)sent / PeoplePerSecond * Stopwatch.Frequency)));
                await Task.Delay(1);
            }

            await over;
            var took = (await Task.WhenAll(asked)).Order().ToArray();
            return took[(int)((took.Length - 1) * 0.99)];
        }

        private async Task<double> OrderAsync(long intended)
        {
            var key = $"people-{Interlocked.Increment(ref _number)}";
            var answer = await Asking.TryAsync(() => http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            lock (Promises)
                Promises.Keep(answer.Status is 201 or 503, $"an order got {answer.Status} {answer.Text}");
            return Stopwatch.GetElapsedTime(intended).TotalSeconds;
        }
    }
}
