using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F16. One of the dashboards stops reading, and some read a kilobyte a second.</summary>
internal static class StuckDashboards
{
    private const int SlowBytesPerSecond = 1_024;
    private const double CutSeconds = 30;
    private const double SlowerMax = 1.2;
    private const double NoiseSeconds = 0.01;
    private const long BytesEach = 2L * 1024 * 1024;
    private const long BytesOfAnyRun = 160L * 1024 * 1024; // What a process takes while more is asked of it.

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var token = scene.Platform.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var (healthy, slow) = (Form.Rounds(shortForm: 20, longForm: 250), Form.Rounds(shortForm: 3, longForm: 30));
        var screens = new List<LiveSocket>();
        for (var n = 0; n < healthy; n++)
        {
            screens.Add(await LiveSocket.ConnectAsync(scene.Platform.Address, token));
            await screens[n].SubscribeAsync(null, "orders");
            await screens[n].Subscribed;
        }

        var shop = new Shop(scene.Platform.Http, Form.Rounds(shortForm: 16, longForm: 2));
        await shop.SellAsync(screens, () => shop.Orders.Count >= 300); // Until it is warm.
        var quiet = await shop.SellAsync(screens, () => shop.Orders.Count >= 600);
        var memory = scene.Platform.ResidentBytes;

        var sippers = new List<StillSocket>();
        for (var n = 0; n < slow; n++)
        {
            sippers.Add(await StillSocket.ListenAsync(scene.Platform.Address, token));
            sippers[n].Sip(SlowBytesPerSecond);
        }

        await using var stuck = await StillSocket.ListenAsync(scene.Platform.Address, token);
        var end = new Ending(stuck);
        var disturbed = await shop.SellAsync(screens, end.HasCome);
        var growth = scene.Platform.ResidentBytes - memory;
        var kept = sippers.Count(sipper => sipper.Held() is not null);
        foreach (var sipper in sippers)
            await sipper.DisposeAsync();
        var told = await scene.Ledger.ColumnAsync(
            "select position from events where subject like 'orders/%' order by position");
        var log = told.Select(long.Parse).ToArray();
        await Until.IsSoAsync(
            () => screens.All(screen => screen.HeardCount >= log.Length), "every other dashboard has the last");
        var wrong = screens.Count(screen => !screen.Heard.SequenceEqual(log));
        foreach (var screen in screens)
            await screen.DisposeAsync();

        var growthMax = ((slow + 1) * BytesEach) + BytesOfAnyRun;
        return new Promises()
            .Keep(wrong == 0, $"{wrong} other dashboards did not hear everything once, in order")
            .Keep(end.Cut is not null, "who stopped reading is still connected")
            .Keep(
                end.Cut is null || end.Cut <= Form.Bar(CutSeconds),
                $"who stopped reading was cut after {end.Cut?.TotalSeconds:0.0} s")
            .Keep(
                disturbed <= Form.Bar((quiet * SlowerMax) + NoiseSeconds).TotalSeconds,
                $"the others heard with p99 {disturbed * 1_000:0} ms, and {quiet * 1_000:0} ms before")
            .Keep(growth <= growthMax, $"memory grew by {growth / 1024 / 1024} MB")
            .After(
                log.Length,
                $"{healthy} dashboards, {slow} that read 1 kB/s ({kept} of them still connected) and one that reads "
                + $"nothing: it was cut {end.Cut?.TotalSeconds:0.0} s after nothing more went to it; "
                + $"{log.Length} events, all heard by all others, p99 {disturbed * 1_000:0} ms after the order was "
                + $"sent, {quiet * 1_000:0} ms before; memory grew by {growth / 1024 / 1024} MB");
    }

    // When the kernel took the last byte for it, and when the server let go.
    private sealed class Ending(StillSocket stuck)
    {
        private readonly Stopwatch _all = Stopwatch.StartNew();
        private long _most = -1;
        private TimeSpan _since;

        public TimeSpan? Cut { get; private set; }

        public bool HasCome()
        {
            if (stuck.Held() is not { } held)
            {
                Cut = _all.Elapsed - _since;
                return true;
            }

            if (held > _most)
                (_most, _since) = (held, _all.Elapsed);
            return _all.Elapsed > TimeSpan.FromSeconds(120);
        }
    }

    private sealed class Shop(HttpClient http, int clients)
    {
        private int _number;

        /// <summary>When each was sent, by its subject.</summary>
        public ConcurrentDictionary<string, long> Orders { get; } = new();

        /// <summary>Sells until it is enough.</summary>
        /// <returns>Seconds from an order's sending until a dashboard shows it, of 99 in 100.</returns>
        public async Task<double> SellAsync(List<LiveSocket> screens, Func<bool> isEnough)
        {
            var before = screens.ConvertAll(screen => screen.HeardCount);
            using var stop = new CancellationTokenSource();
            var selling = Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                    await PlaceAsync();
            })).ToArray();
            await Until.IsSoAsync(isEnough, "enough is sold", TimeSpan.FromMinutes(3));
            await stop.CancelAsync();
            await Task.WhenAll(selling);
            var took = screens.Zip(before).SelectMany(pair => pair.First.Happenings.Skip(pair.Second))
                .Where(one => Orders.ContainsKey(one.Subject))
                .Select(one => Stopwatch.GetElapsedTime(Orders[one.Subject], one.At).TotalSeconds).Order().ToArray();
            return took[(int)((took.Length - 1) * 0.99)];
        }

        private async Task PlaceAsync()
        {
            var key = $"shown-{Interlocked.Increment(ref _number)}";
            var sent = Stopwatch.GetTimestamp();
            var answer = await Asking.UntilAnsweredAsync(
                () => http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            Orders[$"orders/{answer.Expect(201)["id"]}"] = sent;
        }
    }
}
