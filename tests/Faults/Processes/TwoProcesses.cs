using System.Diagnostics;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>F12. A process is suspended and cut off, another one takes its place and changes what the first one knows,
/// and the first one wakes up with work in hand.</summary>
internal static class TwoProcesses
{
    private const int Each = 20; // Shops and items; so many stale commands of either a round.

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(IsThroughProxy: true));
        var rounds = Form.Rounds(shortForm: 1, longForm: 25);
        var run = new Run(scene);
        await run.PrepareAsync();
        for (var round = 0; round < rounds; round++)
        {
            await run.RoundAsync(round);
            trial.Say($"round {round + 1}: the first one went {run.BothActive[^1].TotalSeconds:0.0} s after it woke");
            if (round + 1 < rounds)
                await scene.Platform.StartAsync();
        }

        return await run.JudgeAsync(rounds);
    }

    private sealed class Run(Scene scene)
    {
        private readonly List<string> _shops = [];
        private readonly List<string> _items = [];
        private readonly Dictionary<string, string> _names = [];
        private readonly Promises _promises = new();
        private int _pieces;
        private int _stale;

        public List<TimeSpan> BothActive { get; } = [];

        private HttpClient First => scene.Platform.Http;

        public async Task PrepareAsync()
        {
            for (var i = 0; i < Each; i++)
            {
                _shops.Add(await First.ShopAsync());
                _items.Add(await First.ItemAsync(_shops[0], pieces: 0));
            }
        }

        public async Task RoundAsync(int round)
        {
            var versions = await Task.WhenAll(_shops.Select(shop => VersionAsync(First, shop)));
            await Task.WhenAll(_items.Select(item => AdjustAsync(First, item, $"warm-{round}-{item}")));

            // PostgreSQL notices that the first one is gone, as after a lease.
            scene.Platform.Freeze();
            scene.Line.CutAll();
            await using var second = scene.Another();
            await second.StartAsync();
            second.Http.DefaultRequestHeaders.Authorization = First.DefaultRequestHeaders.Authorization;
            await Task.WhenAll(_items.Select(item => AdjustAsync(second.Http, item, $"second-{round}-{item}")));
            foreach (var (shop, version) in _shops.Zip(versions))
            {
                _names[shop] = $"Second {round}";
                var renamed = await RenameAsync(second.Http, shop, version, _names[shop]);
                _promises.Keep(renamed.Status == 200, $"the second one got {renamed.Status} {renamed.Text}");
            }

            await WakeAsync(round, versions, second);
            await second.StopAsync();
        }

        // What the first one is asked for waits at its door before it wakes, so that it decides on what it remembers.
        // What it sends then goes over lines that are cut; the later half is asked for when it has found that out.
        private async Task WakeAsync(int round, string[] versions, PlatformProcess second)
        {
            var halves = _shops.Zip(versions).Chunk(Each / 2).ToArray();
            var early = RenameAllAsync(halves[0], round);
            var adjusting = _items.Select(item =>
                Asking.TryAsync(() => PieceAsync(First, item, $"first-{round}-{item}"))).ToArray();
            var watch = Stopwatch.StartNew();
            scene.Platform.Thaw();
            await Task.WhenAll(adjusting);
            Answer[] renamed = [.. await early, .. await RenameAllAsync(halves[1], round)];
            await scene.Platform.WaitForExitAsync(TimeSpan.FromSeconds(60));
            BothActive.Add(watch.Elapsed);

            _stale += renamed.Length + adjusting.Length;
            _promises.None([.. renamed.Where(answer => answer.Status == 200)], "stale changes were acknowledged");
            // Whoever did not hear asks again, and is answered once.
            await Task.WhenAll(_items.Select(item => AdjustAsync(second.Http, item, $"first-{round}-{item}")));
        }

        public async Task<Finding> JudgeAsync(int rounds)
        {
            var stored = await scene.Ledger.CountAsync("select sum(on_hand) from stock_items");
            var torn = await scene.Ledger.ColumnAsync(
                """
                select format('%s line %s', item_id, entry) from (
                    select item_id, entry, on_hand, on_hand_change,
                           lag(on_hand, 1, 0::bigint) over (partition by item_id order by entry) before,
                           row_number() over (partition by item_id order by entry) place
                      from stock_movements) line
                 where on_hand <> before + on_hand_change or entry <> place
                """);
            var overwritten = await scene.Ledger.ColumnAsync("select key from shops where state::text like '%First %'");
            return _promises
                .Keep(stored == _pieces, $"{stored} pieces of {_pieces} acknowledged")
                .None(torn, "lines that do not follow from the one before")
                .None(overwritten, "shops were overwritten by the process that had been suspended")
                .After(
                    _stale,
                    $"{rounds} takeovers, {_stale} commands to the process that had slept through them: 0 stale writes "
                    + $"accepted; it went at the most {BothActive.Max().TotalSeconds:0.0} s after it woke");
        }

        private Task<Answer[]> RenameAllAsync(IEnumerable<(string Shop, string Version)> shops, int round) =>
            Task.WhenAll(shops.Select(one =>
                Asking.TryAsync(() => RenameAsync(First, one.Shop, one.Version, $"First {round}"))));

        private async Task AdjustAsync(HttpClient by, string item, string key)
        {
            (await Asking.UntilAnsweredAsync(() => PieceAsync(by, item, key))).Expect(200);
            Interlocked.Increment(ref _pieces);
        }

        private static Task<Answer> PieceAsync(HttpClient by, string item, string key) =>
            by.CreateAsync($"/api/v1/stock/{item}/adjust", Baskets.Received(1), key);

        private static Task<Answer> RenameAsync(HttpClient by, string shop, string version, string name) => by.AskAsync(
            HttpMethod.Patch, $"/api/v1/shops/{shop}", new JsonObject { ["name"] = name }, key: null,
            ("If-Match", version));

        private static async Task<string> VersionAsync(HttpClient by, string shop) =>
            $"\"{(await by.AskAsync(HttpMethod.Get, $"/api/v1/shops/{shop}")).Of("version")}\"";
    }
}
