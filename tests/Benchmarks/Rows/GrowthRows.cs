using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>How cost grows with what is stored: the same questions to ten thousand, a hundred thousand and a million
/// orders. Then, with the million: a list, the figures, a start.</summary>
internal sealed class GrowthRows(PlatformProcess platform, string database, bool isFull)
{
    private const int PerSecond = 50;
    private const int FreshnessTries = 20;

    // A step of a hundred times more is log 1,000,000 / log 10,000 where cost grows with the logarithm.
    private const double LogarithmicMax = 1.5;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    private static readonly List<string> Lists =
    [
        .. from status in OrderFill.Statuses
           from priority in OrderFill.Priorities
           from category in OrderFill.Categories
           select $"/api/v1/orders?status={status}&priority={priority}&service_category={category}&limit=50",
    ];

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 300 });

    private readonly Dictionary<string, List<IReadOnlyList<TimeSpan>>> _latencies = [];

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await platform.StartAsync();
        await platform.SignInAsync();
        await PlaceAsync();
        await using (_source)
        {
            foreach (var (before, size) in Sizes.Prepend(0).Zip(Sizes))
            {
                await OrderFill.AddAsync(_source, before, size);
                await AskAsync(size);
            }

            return
            [
                .. _latencies.Select(one => Slope(one.Key, one.Value)),
                RowResult.Within(
                    $"list 50 of 1 M orders, three filters, {PerSecond}/s", _latencies["list 50"][^1], 95, 20, 10),
                RowResult.Within(
                    $"figures over a year, 1 M orders, {PerSecond}/s", _latencies["statistics"][^1], 95, 30, 30,
                    await LiveAsync()),
                RowResult.Within("until the figures know of an order", await FreshnessAsync(), 95, 2_000, 1_000),
                RowResult.Within("start to ready after a kill, 1 M orders", await StartsAsync(), 50, 3_000, 1_000),
            ];
        }
    }

    private async Task AskAsync(int size)
    {
        List<string> tracked =
        [
            .. Enumerable.Range(0, 500).Select(n => $"/api/v1/track/{OrderFill.NumberOf(n * (size / 500))}"),
        ];
        // The first size pays for the just-in-time compiler, unless somebody has asked before.
        var warmUp = size == Sizes[0] ? WarmUp * 3 : WarmUp;
        await AskAsync("place", length => SteadyRate.RunAsync(platform.Http, _ => Placing(), PerSecond, length));
        await AskAsync("list 50", length => SteadyRate.ReadAsync(platform.Http, Lists, PerSecond, length));
        await AskAsync("track", length => SteadyRate.ReadAsync(platform.Http, tracked, PerSecond, length));
        await AskAsync(
            "statistics", length => SteadyRate.ReadAsync(platform.Http, ["/api/v1/orders/stats"], PerSecond, length));

        async Task AskAsync(string what, Func<TimeSpan, Task<IReadOnlyList<TimeSpan>>> ask)
        {
            await ask(warmUp);
            if (!_latencies.TryGetValue(what, out var bySize))
                _latencies.Add(what, bySize = []);
            bySize.Add(await ask(Measured));
        }
    }

    private static RowResult Slope(string what, List<IReadOnlyList<TimeSpan>> bySize)
    {
        List<double> medians = [.. bySize.Select(sorted => sorted[sorted.Count / 2].TotalMilliseconds)];
        var slope = medians[^1] / medians[0];
        var shown = string.Join(" → ", medians.Select(ms => ms.ToString("N2", CultureInfo.InvariantCulture)));
        return new RowResult(
            $"{what}: 10 k → 100 k → 1 M orders, {PerSecond}/s", "–", $"p50 {shown} ms, n {bySize[0].Count} each",
            string.Create(CultureInfo.InvariantCulture, $"{slope:0.00}×"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {LogarithmicMax:0.0}×"), "1.0×", slope <= LogarithmicMax,
            "logarithmic at the most");
    }

    // What the figures would cost if nobody had counted.
    private async Task<string> LiveAsync()
    {
        var watch = Stopwatch.StartNew();
        await using var command = _source.CreateCommand(OrderFill.LiveSql);
        await command.ExecuteNonQueryAsync();
        return string.Create(CultureInfo.InvariantCulture, $"live GROUP BY {watch.ElapsedMilliseconds:N0} ms");
    }

    // From the answer to whoever placed the order until the figures count it.
    private async Task<IReadOnlyList<TimeSpan>> FreshnessAsync()
    {
        var waits = new List<TimeSpan>();
        for (var i = 0; i < FreshnessTries; i++)
        {
            var before = await CountedAsync();
            await PlaceAsync();
            var watch = Stopwatch.StartNew();
            while (await CountedAsync() == before)
                await Task.Delay(5);
            waits.Add(watch.Elapsed);
        }

        return waits;
    }

    private async Task<long> CountedAsync()
    {
        var stats = await platform.Http.GetFromJsonAsync<JsonElement>("/api/v1/orders/stats");
        return stats.GetProperty("total").GetInt64();
    }

    private async Task<IReadOnlyList<TimeSpan>> StartsAsync()
    {
        var starts = new List<TimeSpan>();
        for (var i = 0; i < (isFull ? 9 : 5); i++)
        {
            await platform.KillAsync();
            starts.Add(await platform.StartAsync());
        }

        return starts;
    }

    private async Task PlaceAsync()
    {
        using var request = Placing();
        using var answer = await platform.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpRequestMessage Placing()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = JsonContent.Create(new
            {
                kind = "service",
                customer = new { name = "Load Caller", phone = "+15550000001" },
                address = new
                {
                    line1 = "123 Main St",
                    city = "New York",
                    state = "NY",
                    postal_code = "10001",
                    country = "US",
                },
                service_label = "AC Repair",
                description = "AC unit not cooling properly",
                estimated_value = 250.00,
                currency = "USD",
            }),
        };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        return request;
    }
}
