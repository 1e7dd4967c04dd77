using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Benchmarks.Rows;

namespace Platform.Benchmarks.Live;

/// <summary>What happens reaches everybody who watches: how many deliveries a second, against a plain hub in
/// alternating rounds, and how soon after an order is sent every screen shows it.</summary>
internal sealed class LiveRows(Subject twin, Subject platform, int rounds, TimeSpan duration)
{
    private const int Connections = 2_000;
    private const int Sellers = 16;
    private const int OrdersPerSecond = 25; // To 2,000 connections: 50,000 deliveries.
    private const double RatioMin = 0.9;
    private const double RatioAim = 1.2;
    private const double LateMaxMs = 100;

    // So many events may be on their way at once. A plain hub waits for whoever does not keep up; here orders are
    // placed whoever watches, so the sellers wait in its stead.
    private const int UnderWayMax = 250;

    private static readonly TimeSpan SteadyTime = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = ClientOf(platform);

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await using var ours = await Watchers.ConnectAsync(
            Connections, platform.Address, $"/live?access_token={platform.Token}", "orders");
        await using var theirs = await Watchers.ConnectAsync(Connections, twin.Address, "/live", topic: null);
        await SellAsync(ours, duration / 2); // Until both are warm, and to see how big a message is.
        var bytes = ours.RecordBytes;
        await BroadcastAsync(theirs, duration / 2, bytes);

        var (plain, sold) = (new List<Flood>(), new List<Flood>());
        var share = new CpuShare(0, 0, 0);
        for (var i = 0; i < rounds; i++)
        {
            plain.Add(await BroadcastAsync(theirs, duration, bytes));
            var meter = new CpuMeter(platform.ProcessId);
            sold.Add(await SellAsync(ours, duration));
            share = meter.Stop();
        }

        var late = await SteadyAsync(ours);
        _http.Dispose();
        return [Deliveries(plain, sold, bytes, share, ours.Strange ?? theirs.Strange), late];
    }

    private async Task<Flood> BroadcastAsync(Watchers watchers, TimeSpan length, int bytes)
    {
        using var client = new HttpClient { BaseAddress = twin.Address };
        watchers.Forget();
        var began = Stopwatch.GetTimestamp();
        var padding = bytes - 80; // What a record has around its text.
        using var answer = await client.PostAsync(
            new Uri($"/broadcast?milliseconds={length.TotalMilliseconds:0}&bytes={padding}", UriKind.Relative), null);
        var count = long.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        await watchers.UntilToldAsync(count);
        return Flood.Of(watchers, began, [.. Enumerable.Range(1, (int)count).Select(n => (long)n)]);
    }

    private async Task<Flood> SellAsync(Watchers watchers, TimeSpan length)
    {
        var head = await HeadAsync();
        watchers.Forget();
        var (began, placed) = (Stopwatch.GetTimestamp(), 0L);
        await Task.WhenAll(Enumerable.Range(0, Sellers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                if (Interlocked.Read(ref placed) - (watchers.Told / watchers.Count) >= UnderWayMax)
                {
                    await Task.Delay(1);
                    continue;
                }

                Interlocked.Increment(ref placed);
                await OneOrder.PlaceAsync(_http);
            }
        })));
        return Flood.Of(watchers, began, [.. (await HeardByAllAsync(watchers, head)).Select(one => one.Position)]);
    }

    // Each at its time, whether the others were answered or not. From when an order should have been sent, so that what
    // placing it takes is in the figure.
    private async Task<RowResult> SteadyAsync(Watchers watchers)
    {
        var head = await HeadAsync();
        watchers.Forget(withTimes: true);
        var sent = new ConcurrentDictionary<string, long>();
        await SteadyRate.EachAsync(
            OrdersPerSecond, SteadyTime, async (_, due) => sent[$"orders/{await OneOrder.PlaceAsync(_http)}"] = due);
        var events = await HeardByAllAsync(watchers, head);
        var sentAt = events.Where(one => one.Kind == "order.placed")
            .ToDictionary(one => one.Position, one => sent[one.Subject]);
        var late = watchers.Times.Where(one => sentAt.ContainsKey(one.Position))
            .Select(one => Stopwatch.GetElapsedTime(sentAt[one.Position], one.At).TotalMilliseconds).Order().ToArray();
        var wrong = watchers.CountWrong([.. events.Select(one => one.Position)]);
        var p95 = late[late.Length * 95 / 100];
        return new RowResult(
            string.Create(
                CultureInfo.InvariantCulture,
                $"from an order's sending to {Connections:N0} screens, {OrdersPerSecond * Connections:N0}/s"),
            "–",
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {late[late.Length / 2]:N0} ms, p95 {p95:N0} ms, p99 {late[late.Length * 99 / 100]:N0} ms, "
                + $"n {late.Length:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"p95 {p95:N0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {LateMaxMs:N0} ms"), "–", p95 <= LateMaxMs && wrong == 0,
            wrong == 0 ? "its commit included" : $"{wrong} connections missed or doubled some: {watchers.Strange}");
    }

    // What else follows from an order comes a moment later: over is when the log and everybody say the same.
    private async Task<IReadOnlyList<Told>> HeardByAllAsync(Watchers watchers, long after)
    {
        while (true)
        {
            var events = await EventsAsync(after);
            await watchers.UntilToldAsync(events.Count);
            if ((await EventsAsync(after)).Count == events.Count)
                return events;
        }
    }

    private async Task<IReadOnlyList<Told>> EventsAsync(long after)
    {
        await using var source = NpgsqlDataSource.Create(platform.Database);
        await using var command = source.CreateCommand(
            """
            select position, kind, subject from events
             where position > $1 and (subject like 'orders/%' or 'orders' = any (topics)) order by position
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<Told>();
        while (await reader.ReadAsync())
            events.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return events;
    }

    private async Task<long> HeadAsync()
    {
        await using var source = NpgsqlDataSource.Create(platform.Database);
        await using var command = source.CreateCommand("select position from log_head");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static RowResult Deliveries(
        IReadOnlyList<Flood> plain, IReadOnlyList<Flood> sold, int bytes, CpuShare share, string? strange)
    {
        var (ratio, wrong) = (Flood.Median(sold) / Flood.Median(plain), plain.Concat(sold).Sum(flood => flood.Wrong));
        return new RowResult(
            $"live deliveries, {Connections:N0} connections", $"plain hub {Flood.Describe(plain)}",
            Flood.Describe(sold),
            string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}×"),
            string.Create(CultureInfo.InvariantCulture, $"≥ {RatioMin:0.0}×"),
            string.Create(CultureInfo.InvariantCulture, $"{RatioAim:0.0}×"), ratio >= RatioMin && wrong == 0,
            wrong == 0
                ? $"{bytes} bytes each, the orders placed over HTTP, {share}"
                : $"{wrong} connections missed or doubled some: {strange}");
    }

    private static HttpClient ClientOf(Subject subject)
    {
        var client = new HttpClient { BaseAddress = subject.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", subject.Token);
        return client;
    }

    private sealed record Told(long Position, string Kind, string Subject);

    /// <summary>One round.</summary>
    /// <param name="PerSecond">Deliveries, until everybody had everything.</param>
    /// <param name="Count">Deliveries.</param>
    /// <param name="Wrong">Connections that were not told everything once.</param>
    private sealed record Flood(double PerSecond, long Count, int Wrong)
    {
        public static Flood Of(Watchers watchers, long began, IReadOnlyList<long> positions) => new(
            watchers.Told / Stopwatch.GetElapsedTime(began, watchers.LastTold).TotalSeconds, watchers.Told,
            watchers.CountWrong(positions));

        public static double Median(IReadOnlyList<Flood> floods) =>
            floods.Select(flood => flood.PerSecond).Order().ElementAt(floods.Count / 2);

        public static string Describe(IReadOnlyList<Flood> floods) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(floods):N0}/s ({floods.Min(flood => flood.PerSecond):N0}–"
            + $"{floods.Max(flood => flood.PerSecond):N0}), n {floods.Sum(flood => flood.Count):N0}");
    }
}
