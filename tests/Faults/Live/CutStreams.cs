using Platform.Testing;

namespace Platform.Faults;

/// <summary>F17. Dashboards lose their line, and the platform its process, while things happen.</summary>
internal static class CutStreams
{
    private const int ServerKillEvery = 5;
    private const int EventsBetween = 30;

    /// <summary>Each comes back with the last position it has.</summary>
    public static Task<Finding> RunAsync(Trial trial) => RunAsync(trial, remembers: true);

    /// <summary>Each comes back and takes what happens from then on.</summary>
    public static Task<Finding> ForgetfulAsync(Trial trial) => RunAsync(trial, remembers: false);

    private static async Task<Finding> RunAsync(Trial trial, bool remembers)
    {
        await using var scene = await Scene.OpenAsync(trial);
        await using var door = new ChaosProxy(new(System.Net.IPAddress.Loopback, scene.Platform.Address.Port));
        var clients = Form.Rounds(shortForm: 20, longForm: 100);
        var cuts = Form.Rounds(shortForm: 6, longForm: 100);
        var token = scene.Platform.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        using var stop = new CancellationTokenSource();
        var dashboards = Enumerable.Range(0, clients).Select(
            _ => new Dashboard(new($"http://{door.Address}"), token, remembers)).ToArray();
        var watching = dashboards.Select(dashboard => dashboard.RunAsync(stop.Token)).ToArray();
        await Until.IsSoAsync(() => dashboards.All(dashboard => dashboard.Since >= 0), "every dashboard listens");

        var happened = 0;
        for (var cut = 1; cut <= cuts; cut++)
        {
            for (var n = 0; n < EventsBetween; n++, happened++)
                await PlaceAsync(scene.Platform, $"{happened}");
            if (cut % ServerKillEvery == 0)
            {
                await scene.Platform.KillAsync();
                await scene.Platform.StartAsync();
            }
            else
            {
                door.CutAll();
            }
        }

        await PlaceAsync(scene.Platform, "last");
        var log = (await scene.Ledger.ColumnAsync(
            "select position from events where subject like 'orders/%' order by 1"))
            .Select(long.Parse).ToArray();
        await Until.IsSoAsync(
            () => dashboards.All(dashboard => dashboard.Last >= log[^1]), "every dashboard has the last");
        await stop.CancelAsync();
        await Task.WhenAll(watching);

        var gaps = dashboards.Sum(dashboard => log.Where(at => at > dashboard.Since).Except(dashboard.Heard).Count());
        var twice = dashboards.Sum(dashboard => dashboard.Heard.Count - dashboard.Heard.Distinct().Count());
        var unordered = dashboards.Count(dashboard => !dashboard.Heard.SequenceEqual(dashboard.Heard.Order()));
        var reconnects = dashboards.Sum(dashboard => dashboard.Connections - 1);
        return new Promises()
            .Keep(gaps == 0, $"{gaps} events were not heard")
            .Keep(twice == 0, $"{twice} events were heard twice")
            .Keep(unordered == 0, $"{unordered} dashboards heard events out of order")
            .Keep(reconnects >= clients * cuts / 2, $"only {reconnects} reconnects")
            .After(
                reconnects,
                $"{clients} dashboards, {reconnects} reconnects, {log.Length} events: {gaps} gaps, "
                + $"{twice} heard twice");
    }

    private static async Task PlaceAsync(PlatformProcess platform, string key) => (await Asking.UntilAnsweredAsync(
        () => platform.Http.CreateAsync("/api/v1/orders", Baskets.Service(key), $"stream-{key}"))).Expect(201);

    // Comes back whenever its line is gone.
    private sealed class Dashboard(Uri address, string token, bool remembers)
    {
        private readonly Lock _lock = new();
        private readonly List<long> _heard = [];
        private LiveSocket? _socket;

        public long Since { get; private set; } = -1;

        public int Connections { get; private set; }

        public IReadOnlyList<long> Heard => [.. _heard];

        public long Last
        {
            get
            {
                lock (_lock)
                    return _socket?.Heard is { Count: > 0 } heard ? heard[^1] : _heard.Count > 0 ? _heard[^1] : 0;
            }
        }

        public async Task RunAsync(CancellationToken stopped)
        {
            while (!stopped.IsCancellationRequested)
            {
                try
                {
                    await WatchAsync(stopped);
                }
                catch (Exception gone) when (gone is System.Net.WebSockets.WebSocketException or IOException
                    or OperationCanceledException or HttpRequestException)
                {
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }

        private async Task WatchAsync(CancellationToken stopped)
        {
            await using var socket = await LiveSocket.ConnectAsync(address, token);
            try
            {
                long? after = !remembers || Since < 0 ? null
                    : _heard.Count > 0 ? Math.Max(Since, _heard[^1]) : Since;
                await socket.SubscribeAsync(after, "orders");
                lock (_lock)
                    _socket = socket;
                var from = await socket.Subscribed;
                Since = Since < 0 ? from : Since;
                Connections++;
                await socket.EndedAsync(stopped);
            }
            finally
            {
                lock (_lock)
                {
                    _heard.AddRange(socket.Heard);
                    _socket = null;
                }
            }
        }
    }
}
