using System.Collections.Concurrent;
using System.Diagnostics;
using Platform.Testing;

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
        using var buying = new Buying(scene, journal);
        var crowd = new Crowd(buying.PlaceAsync);
        var length = TimeSpan.FromSeconds(Form.Rounds(shortForm: 3, longForm: 20));
        await crowd.ServeAsync(ClosedClients, length / 2);
        var peak = await crowd.ServeAsync(ClosedClients, length);
        var memory = scene.Platform.ResidentBytes;

        crowd.Forget();
        var goodput = await crowd.FloodAsync(peak * Times, length, OutstandingMax);
        foreach (var key in crowd.TakeUnknown())
            await buying.OnceAsync(key);
        var growth = scene.Platform.ResidentBytes - memory;
        var back = Stopwatch.StartNew();
        await buying.OnceAsync("after");
        back.Stop();

        var (accepted, refused) = (crowd.Served, crowd.Refused);
        var offered = (accepted.Count + refused.Count + crowd.Unsent) / length.TotalSeconds;
        var (slow, late) = (Crowd.Quantile(accepted, 0.99), Crowd.Quantile(refused, 0.99));
        return await journal.CompareAsync(
            scene.Ledger, accepted.Count + refused.Count,
            $"{peak:N0} orders/s is what one core carries; of {offered:N0}/s {goodput:N0}/s were placed "
            + $"({goodput / peak:P0}), p99 {slow:0.00} s; {refused.Count} refused, p50 "
            + $"{Crowd.Quantile(refused, 0.5) * 1_000:0} ms, p99 {late * 1_000:0} ms; {crowd.Unsent} not sent; memory "
            + $"grew by {growth / 1024 / 1024} MB; an order {back.Elapsed.TotalSeconds:0.0} s after",
            new Promises()
                .None([.. buying.Strange], "other answers than 201 and 503 with Retry-After")
                .Keep(refused.Count > 0, "nobody was refused")
                .Keep(
                    goodput >= peak * (Form.IsLong ? GoodputMin : GoodputMinShort),
                    $"{goodput:N0}/s were placed of {peak:N0}/s that can be")
                .Keep(slow <= Form.Bar(AcceptedSeconds).TotalSeconds, $"p99 of who was let in is {slow:0.0} s")
                .Keep(late <= Form.Bar(RefusedSeconds).TotalSeconds, $"p99 of who was refused is {late:0.000} s")
                .Keep(growth <= GrowthMax, $"memory grew by {growth / 1024 / 1024} MB")
                .Keep(back.Elapsed <= Form.Bar(BackSeconds), $"an order took {back.Elapsed.TotalSeconds:0.0} s after"));
    }

    // Orders, as somebody places them who keeps a journal.
    private sealed class Buying(Scene scene, Journal journal) : IDisposable
    {
        private readonly HttpClient _http = Client(scene);

        public ConcurrentBag<string> Strange { get; } = [];

        public async Task<Fate> PlaceAsync(string key)
        {
            var answer = await Asking.TryAsync(
                () => _http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            switch (answer)
            {
                case { Status: 201 }:
                    journal.Acknowledged(key, answer.Of("id"));
                    return Fate.Served;
                case { Status: 503, SaysWhen: true } when answer.Of("code") == "overloaded":
                    return Fate.Refused;
                case { Status: 0 } or { Status: 503, SaysWhen: true }:
                    return Fate.Unknown;
                default:
                    Strange.Add($"{answer.Status} {answer.Text}");
                    return Fate.Strange;
            }
        }

        /// <summary>Asks until it is placed.</summary>
        public async Task OnceAsync(string key)
        {
            var answer = await Asking.UntilAnsweredAsync(
                () => _http.CreateAsync("/api/v1/orders", Baskets.Service(key), key));
            journal.Acknowledged(key, answer.Expect(201)["id"]!.ToString());
        }

        public void Dispose() => _http.Dispose();

        private static HttpClient Client(Scene scene)
        {
            var client = new HttpClient { BaseAddress = scene.Platform.Address, Timeout = TimeSpan.FromSeconds(30) };
            client.DefaultRequestHeaders.Authorization = scene.Platform.Http.DefaultRequestHeaders.Authorization;
            return client;
        }
    }
}
