using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F4. PostgreSQL stops where it is: connections stay, and nothing answers.</summary>
internal static class FrozenDatabase
{
    private const int Clients = 32;
    private const double DeadlineSeconds = 5;
    private const double BackWithinSeconds = 5;
    private const long GrowthMax = 200L * 1024 * 1024;
    private static readonly TimeSpan SchedulingSlack = TimeSpan.FromSeconds(0.5);

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(OwnServer: ""));
        var http = scene.Platform.Http;
        var warm = (await http.CreateAsync("/api/v1/orders", Baskets.Service("warm"))).Expect(201)["id"]!;
        var memory = scene.Platform.ResidentBytes;
        var writes = new ConcurrentBag<(string Key, Answer Answer, TimeSpan Took)>();
        var reads = new ConcurrentBag<(Answer Answer, TimeSpan Took)>();
        using var thaw = new CancellationTokenSource();

        scene.Server.Freeze();
        var frozen = Stopwatch.StartNew();
        var clients = Enumerable.Range(0, Clients).Select(client => WriteAsync(client)).Append(ReadAsync()).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(Form.Rounds(shortForm: 8, longForm: 30)));
        var growth = scene.Platform.ResidentBytes - memory;
        await thaw.CancelAsync();
        scene.Server.Thaw();
        var back = Stopwatch.StartNew();
        var again = await Asking.UntilAnsweredAsync(
            () => http.CreateAsync("/api/v1/orders", Baskets.Service("after"), "after-the-thaw"));
        back.Stop();
        await Task.WhenAll(clients);
        foreach (var (key, _, _) in writes)
            (await Asking.UntilAnsweredAsync(() => PlaceAsync(key))).Expect(201);

        var told = writes.Where(write => write.Answer.Status == 503).ToArray();
        var late = writes.Select(write => write.Took).DefaultIfEmpty().Max();
        var slowRead = reads.Select(read => read.Took).DefaultIfEmpty().Max();
        var orders = await scene.Ledger.CountAsync("select count(*) from orders");
        return new Promises()
            .None([.. writes.Where(write => write.Answer.Status is not (503 or 201))], "neither done nor 503")
            .None([.. told.Where(write => !write.Answer.SaysWhen)], "503 without Retry-After")
            .Keep(told.Length > 0 && !reads.IsEmpty, "nobody asked while it stood still")
            .Keep(late <= Form.Bar(DeadlineSeconds) + SchedulingSlack, $"an answer took {late.TotalSeconds:0.0} s")
            .None([.. reads.Where(read => read.Answer.Status != 200)], "warm reads that failed")
            .Keep(growth <= GrowthMax, $"memory grew by {growth / 1024 / 1024} MB")
            .Keep(
                again.Status == 201 && back.Elapsed <= Form.Bar(BackWithinSeconds),
                "writes did not come back in time")
            .Keep(orders == writes.Count + 2, $"{orders} orders of {writes.Count + 2} commands")
            .After(
                writes.Count,
                $"still for {frozen.Elapsed.TotalSeconds:0} s: {told.Length} writes got 503, no answer took more than "
                + $"{late.TotalSeconds:0.0} s; {reads.Count} warm reads, the slowest {slowRead.TotalSeconds:0.00} s; "
                + $"memory grew by {growth / 1024 / 1024} MB; writes {back.Elapsed.TotalSeconds:0.0} s "
                + "after it went on; "
                + "each repeated command took effect once");

        async Task WriteAsync(int client)
        {
            for (var n = 0; !thaw.IsCancellationRequested; n++)
            {
                var key = $"frozen-{client}-{n}";
                var watch = Stopwatch.StartNew();
                writes.Add((key, await Asking.TryAsync(() => PlaceAsync(key)), watch.Elapsed));
                await Task.Delay(200);
            }
        }

        async Task ReadAsync()
        {
            while (!thaw.IsCancellationRequested)
            {
                var watch = Stopwatch.StartNew();
                var answer = await Asking.TryAsync(() => http.AskAsync(HttpMethod.Get, $"/api/v1/orders/{warm}"));
                reads.Add((answer, watch.Elapsed));
                await Task.Delay(200);
            }
        }

        Task<Answer> PlaceAsync(string key) => http.CreateAsync("/api/v1/orders", Baskets.Service(key), key);
    }
}
