using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F27. Five times as many orders come as can be placed, each at its time, whether the others were answered
/// or not.</summary>
internal static class Overload
{
    private const int ClosedClients = 48;
    private const int Times = 5;
    private const int OutstandingMax = 3_000; // Sockets of one generator; what comes beyond is not sent.
    private const double GoodputMin = 0.8;
    private const double GoodputMinShort = 0.1; // Beside other work.
    private const double AcceptedSeconds = 1;
    private const double RefusedSeconds = 0.05;
    private const double BackSeconds = 10;
    private const long GrowthMax = 300L * 1024 * 1024;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(OwnServer: ""));
        // The server gets one core and the crowd the other, so that the crowd is there at all.
        await OneCore.HoldAsync([scene.Platform.Id, .. scene.Server.Processes()]);
        await using var journal = new Journal();
        using var crowd = new Crowd(scene, journal);
        var length = TimeSpan.FromSeconds(Form.Rounds(shortForm: 3, longForm: 20));
        await crowd.ServeAsync(ClosedClients, length / 2);
        var peak = await crowd.ServeAsync(ClosedClients, length);
        var memory = scene.Platform.ResidentBytes;

        crowd.Forget();
        var goodput = await crowd.FloodAsync(peak * Times, length, OutstandingMax);
        var growth = scene.Platform.ResidentBytes - memory;
        var back = Stopwatch.StartNew();
        await crowd.OnceAsync("after");
        back.Stop();

        var (accepted, refused) = (crowd.Accepted, crowd.Refused);
        var offered = (accepted.Count + refused.Count + crowd.Unsent) / length.TotalSeconds;
        var (slow, late) = (Quantile(accepted, 0.99), Quantile(refused, 0.99));
        return await journal.CompareAsync(
            scene.Ledger, accepted.Count + refused.Count,
            $"{peak:N0} orders/s is what one core carries; of {offered:N0}/s {goodput:N0}/s were placed "
            + $"({goodput / peak:P0}), p99 {slow:0.00} s; {refused.Count} refused, p50 "
            + $"{Quantile(refused, 0.5) * 1_000:0} ms, p99 {late * 1_000:0} ms; {crowd.Unsent} not sent; memory grew "
            + $"by {growth / 1024 / 1024} MB; an order {back.Elapsed.TotalSeconds:0.0} s after",
            new Promises()
                .None([.. crowd.Strange], "other answers than 201 and 503 with Retry-After")
                .Keep(!refused.IsEmpty, "nobody was refused")
                .Keep(
                    goodput >= peak * (Form.IsLong ? GoodputMin : GoodputMinShort),
                    $"{goodput:N0}/s were placed of {peak:N0}/s that can be")
                .Keep(slow <= Form.Bar(AcceptedSeconds).TotalSeconds, $"p99 of who was let in is {slow:0.0} s")
                .Keep(late <= Form.Bar(RefusedSeconds).TotalSeconds, $"p99 of who was refused is {late:0.000} s")
                .Keep(growth <= GrowthMax, $"memory grew by {growth / 1024 / 1024} MB")
                .Keep(back.Elapsed <= Form.Bar(BackSeconds), $"an order took {back.Elapsed.TotalSeconds:0.0} s after"));
    }

    private static double Quantile(ConcurrentBag<double> values, double at)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * at)];
    }

    private sealed class Crowd(Scene scene, Journal journal) : IDisposable
    {
        private readonly HttpClient _http = Client(scene);
        private readonly ConcurrentQueue<string> _unknown = new();
        private int _number;
        private int _outstanding;

        /// <summary>Seconds from the moment at which each was to be sent.</summary>
        public ConcurrentBag<double> Accepted { get; } = [];

        /// <summary>Seconds from the sending.</summary>
        public ConcurrentBag<double> Refused { get; } = [];

        public ConcurrentBag<string> Strange { get; } = [];

        public int Unsent { get; private set; }

        public void Forget()
        {
            Accepted.Clear();
            Refused.Clear();
        }

        /// <summary>So many clients, each of which sends when it was answered.</summary>
        /// <returns>Orders a second.</returns>
        public async Task<double> ServeAsync(int clients, TimeSpan length)
        {
            var (before, watch) = (Accepted.Count, Stopwatch.StartNew());
            await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
            {
                while (watch.Elapsed < length)
                    await PlaceAsync(Stopwatch.GetTimestamp());
            })));
            return (Accepted.Count - before) / watch.Elapsed.TotalSeconds;
        }

        /// <summary>So many a second, whatever becomes of them.</summary>
        /// <returns>Orders a second that were placed.</returns>
        public async Task<double> FloodAsync(double perSecond, TimeSpan length, int outstandingMax)
        {
            var before = Accepted.Count;
            var (begin, sent) = (Stopwatch.GetTimestamp(), 0);
            while (Stopwatch.GetElapsedTime(begin) is var at && at < length)
            {
                for (var due = at.TotalSeconds * perSecond; sent < due; sent++)
                {
                    if (Volatile.Read(ref _outstanding) >= outstandingMax)
                        Unsent++;
                    else
                        _ = PlaceAsync(begin + (long)(sent / perSecond * Stopwatch.Frequency));
                }

                await Task.Delay(1);
            }

            var placed = (Accepted.Count - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
            await Until.IsSoAsync(() => Volatile.Read(ref _outstanding) == 0, "an answer for everybody");
            while (_unknown.TryDequeue(out var key))
                await OnceAsync(key);
            return placed;
        }

        /// <summary>Asks until it is placed.</summary>
        public async Task OnceAsync(string key)
        {
            var answer = await Asking.UntilAnsweredAsync(
                () => _http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            journal.Acknowledged(key, answer.Expect(201)["id"]!.ToString());
        }

        public void Dispose() => _http.Dispose();

        private async Task PlaceAsync(long intended)
        {
            var key = $"crowd-{Interlocked.Increment(ref _number)}";
            Interlocked.Increment(ref _outstanding);
            var sent = Stopwatch.GetTimestamp();
            var answer = await Asking.TryAsync(
                () => _http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            Interlocked.Decrement(ref _outstanding);
            switch (answer)
            {
                case { Status: 201 }:
                    Accepted.Add(Stopwatch.GetElapsedTime(intended).TotalSeconds);
                    journal.Acknowledged(key, answer.Of("id"));
                    break;
                case { Status: 503, SaysWhen: true } when answer.Of("code") == "overloaded":
                    Refused.Add(Stopwatch.GetElapsedTime(sent).TotalSeconds);
                    break;
                case { Status: 0 } or { Status: 503, SaysWhen: true }:
                    _unknown.Enqueue(key);
                    break;
                default:
                    Strange.Add($"{answer.Status} {answer.Text}");
                    break;
            }
        }

        private static HttpClient Client(Scene scene)
        {
            var client = new HttpClient { BaseAddress = scene.Platform.Address, Timeout = TimeSpan.FromSeconds(30) };
            client.DefaultRequestHeaders.Authorization = scene.Platform.Http.DefaultRequestHeaders.Authorization;
            return client;
        }
    }
}
