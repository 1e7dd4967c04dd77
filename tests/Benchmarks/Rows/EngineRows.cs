using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Commits;
using Platform.Orders;
using Platform.Silo;

namespace Platform.Benchmarks.Rows;

/// <summary>The order's grain in this process, without HTTP: first activations, warm calls, commits.</summary>
internal sealed class EngineRows(string connection, string dataDirectory, TimeSpan duration)
{
    private const int Callers = 64;
    private const int CallsBatch = 100;

    // Orleans 10 on 2 cores, measured elsewhere (its packages do not restore everywhere): calls a second at 64 callers,
    // and first activations a second from its AdoNet provider.
    private const double OrleansCalls = 460_000;
    private const double OrleansActivations = 5_500;

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        var keys = await KeysAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration["ConnectionStrings:Platform"] = connection;
        builder.Configuration["DataDirectory"] = dataDirectory;
        builder.AddPlatformSilo();
        using var host = builder.Build();
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        List<IOrderGrain> orders = [.. keys.Select(key => grains.GetGrain<IOrderGrain>(key))];

        var idle = await IdleActivations.MeasureAsync(grains, keys[0]);
        var first = await ActivateAsync(orders);
        var warm = await ClosedLoop.RunAsync(Loops(orders, order => order.Find()), duration, CallsBatch);
        var commits = await CommitAsync(orders);
        await host.StopAsync();
        return
        [
            Bound("first activations with state read", first, OrleansActivations, 2, 8),
            Bound("grain calls in process, 64 callers", warm, OrleansCalls, 1, 3),
            idle,
            new RowResult(
                "durable commits in process, 64 writers, the real order", "–", Describe(commits), "–", "reported", "–",
                Holds: null, "status change with history, event and receipt"),
        ];
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(
            "select key from orders where order_number not like 'ORD-2001-%' and status in ('accepted', 'on_way') "
            + "order by created_at limit 20000");
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new List<string>();
        while (await reader.ReadAsync())
            keys.Add(reader.GetString(0));
        return keys;
    }

    // Each order once: the first half of the time is the just-in-time compiler's, so a part of them goes before.
    private static async Task<Round> ActivateAsync(List<IOrderGrain> orders)
    {
        var warmUp = orders.Count / 4;
        await Parallel.ForAsync(0, warmUp, async (i, _) => await orders[i].Find());
        var next = warmUp - 1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < orders.Count; i = Interlocked.Increment(ref next))
                await orders[i].Find();
        })));
        var count = orders.Count - warmUp;
        return new Round(count / clock.Elapsed.TotalSeconds, count, Errors: 0, default, default);
    }

    private async Task<Round> CommitAsync(List<IOrderGrain> orders)
    {
        var loops = Loops(orders, async order =>
        {
            var found = (await order.Find())!;
            var outcome = await order.ChangeStatus(
                new ChangeOrderStatus(found.Status == OrderStatus.Accepted ? "on_way" : "accepted", found.Version),
                Command.BySystem(found.AccountId, "orders.bench", $"{Guid.NewGuid():N}"));
            if (outcome.IsRefused)
                throw new InvalidOperationException($"An order refused to move: {outcome.Refusal}.");
        });
        await ClosedLoop.RunAsync(loops, duration / 2);
        return await ClosedLoop.RunAsync(loops, duration);
    }

    // Every caller walks through orders of its own.
    private static List<Func<Task>> Loops(List<IOrderGrain> orders, Func<IOrderGrain, Task> call) =>
    [
        .. Enumerable.Range(0, Callers).Select(caller =>
        {
            var at = caller;
            return (Func<Task>)(() =>
            {
                at = at + Callers < orders.Count ? at + Callers : caller;
                return call(orders[at]);
            });
        }),
    ];

    private static RowResult Bound(string title, Round round, double orleans, double must, double aim) => new(
        title, string.Create(CultureInfo.InvariantCulture, $"Orleans {orleans:N0}/s (measured elsewhere)"),
        Describe(round),
        string.Create(CultureInfo.InvariantCulture, $"{round.RepliesPerSecond / orleans:0.00}×"),
        string.Create(CultureInfo.InvariantCulture, $"≥ {must:0.0}×"),
        string.Create(CultureInfo.InvariantCulture, $"{aim:0.0}×"), round.RepliesPerSecond >= must * orleans, "");

    private static string Describe(Round round) =>
        round.Median == default
            ? string.Create(CultureInfo.InvariantCulture, $"{round.RepliesPerSecond:N0}/s, n {round.Replies:N0}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{round.RepliesPerSecond:N0}/s, p50 {round.Median.TotalMilliseconds:0.000} ms, "
                + $"p99 {round.P99.TotalMilliseconds:0.000} ms");
}
