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
    private const int WarmUp = 50;
    private const int Measured = 250;
    private const int TrackedStep = 20; // One order in so many is asked for.
    private const string StatsPath = "/api/v1/orders/stats";

    // A step of a hundred times more is log 1,000,000 / log 10,000 where cost grows with the logarithm.
    private const double LogarithmicMax = 1.5;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private static readonly List<string> Lists =
    [
        .. from status in OrderFill.Statuses
           from priority in OrderFill.Priorities
           from category in OrderFill.Categories
           select $"/api/v1/orders?status={status}&priority={priority}&service_category={category}&limit=50",
    ];

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database) { CommandTimeout = 300 });

    private readonly Dictionary<string, List<TimeSpan>> _bySize = [];

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await platform.StartAsync();
        await platform.SignInAsync();
        await OneOrder.PlaceAsync(platform.Http);
        await using (_source)
        {
            foreach (var (before, size) in Sizes.Prepend(0).Zip(Sizes))
            {
                await OrderFill.AddAsync(_source, before, size);
                await AskAsync(size);
            }

            return
            [
                .. _bySize.Select(
                    one => Slope($"{one.Key}: 10 k → 100 k → 1 M orders", one.Value, Measured, LogarithmicMax)),
                RowResult.Within(
                    $"list 50 of 1 M orders, three filters, {PerSecond}/s", await SteadyAsync(Lists), 95, 20, 10),
                RowResult.Within(
                    $"figures over a year, 1 M orders, {PerSecond}/s", await SteadyAsync([StatsPath]), 95, 30, 30,
                    await LiveAsync()),
                RowResult.Within("until the figures know of an order", await FreshnessAsync(), 95, 2_000, 1_000),
                RowResult.Within("start to ready after a kill, 1 M orders", await StartsAsync(), 50, 3_000, 1_000),
            ];
        }
    }

    private async Task AskAsync(int size)
    {
        var tracked = new Queue<string>(
            Enumerable.Range(0, size / TrackedStep)
                .Select(n => $"/api/v1/track/{OrderFill.NumberOf(n * TrackedStep)}"));
        var lists = new Queue<string>(Lists);
        await AskAsync("place", () => OneOrder.PlaceAsync(platform.Http));
        await AskAsync("list 50", () => ReadNextAsync(lists));
        await AskAsync("track", () => ReadNextAsync(tracked));
        await AskAsync("statistics", CountedAsync);

        async Task AskAsync(string what, Func<Task> ask)
        {
            // The first size pays for the just-in-time compiler.
            await OneByOneAsync(ask, size == Sizes[0] ? WarmUp * 6 : WarmUp);
            if (!_bySize.TryGetValue(what, out var medians))
                _bySize.Add(what, medians = []);
            medians.Add(await OneByOneAsync(ask, Measured));
        }
    }

    /// <summary>The median of one after the other, with a pause between two, since tracking lets nobody ask much
    /// faster; the pause is not measured.</summary>
    public static async Task<TimeSpan> OneByOneAsync(Func<Task> ask, int count)
    {
        var latencies = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(Pause);
            var started = Stopwatch.GetTimestamp();
            await ask();
            latencies.Add(Stopwatch.GetElapsedTime(started));
        }

        return latencies.Order().ElementAt(count / 2);
    }

    // In turn, each as often as the others.
    private async Task ReadNextAsync(Queue<string> paths)
    {
        var path = paths.Dequeue();
        paths.Enqueue(path);
        using var answer = await platform.Http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How much longer the last of three sizes takes than the first, which is a hundredth of it.</summary>
    /// <param name="logarithmicMax">The logarithm of the last size by that of the first.</param>
    public static RowResult Slope(
        string title, IReadOnlyList<TimeSpan> medians, int count, double logarithmicMax)
    {
        var slope = medians[^1] / medians[0];
        var shown = string.Join(
            " → ", medians.Select(one => one.TotalMilliseconds.ToString("N2", CultureInfo.InvariantCulture)));
        return new RowResult(
            $"{title}, one at a time", "–", $"p50 {shown} ms, n {count} each",
            string.Create(CultureInfo.InvariantCulture, $"{slope:0.00}×"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {logarithmicMax:0.0}×"), "1.0×", slope <= logarithmicMax,
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
            await OneOrder.PlaceAsync(platform.Http);
            var watch = Stopwatch.StartNew();
            while (await CountedAsync() == before)
                await Task.Delay(5);
            waits.Add(watch.Elapsed);
        }

        return waits;
    }

    private Task<IReadOnlyList<TimeSpan>> SteadyAsync(IReadOnlyList<string> paths) =>
        SteadyRate.ReadAsync(platform.Http, paths, PerSecond, Steady);

    private async Task<long> CountedAsync()
    {
        var stats = await platform.Http.GetFromJsonAsync<JsonElement>(StatsPath);
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
}
