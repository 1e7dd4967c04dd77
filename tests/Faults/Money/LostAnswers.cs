using System.Net;
using System.Text;

namespace Platform.Faults;

/// <summary>F5. The work is done and durable, and its answer is lost: on the way to the client, or already on the way
/// from the database.</summary>
internal static class LostAnswers
{
    private const int AtOnce = 16;
    private const int BytesThroughMax = 400; // Into the body, often; sometimes not even the status comes through.

    // ReadyForQuery outside of a transaction: the server says it only after it has committed.
    private static readonly byte[] ServerReady = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial, new(IsThroughProxy: true));
        var address = new IPEndPoint(IPAddress.Loopback, scene.Platform.Address.Port);
        await using var door = new ChaosProxy(address);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce * 2 };
        using var client = new HttpClient(handler) { BaseAddress = new($"http://{door.Address}") };
        client.DefaultRequestHeaders.Authorization = scene.Platform.Http.DefaultRequestHeaders.Authorization;
        // So that the end of the answer is the end of the connection, and no client repeats by itself.
        client.DefaultRequestHeaders.ConnectionClose = true;

        var shop = await scene.Platform.Http.ShopAsync();
        var trials = Form.Rounds(shortForm: 400, longForm: 10_000);
        var behind = trials / 10;
        var promises = new Promises();
        var seen = 0;
        await Parallel.ForAsync(
            0, trials, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            {
                var run = new OneAnswer(scene, door, client, shop, n);
                var complaint = n < behind ? await run.LoseBehindAsync(ServerReady) : await run.LoseInFrontAsync();
                lock (promises)
                {
                    promises.Keep(complaint is null, $"trial {n}: {complaint}");
                    if (++seen % 1_000 == 0)
                        trial.Say($"{seen} answers lost");
                }
            });

        var orders = await scene.Ledger.CountAsync("select count(*) from orders");
        var placed = await scene.Ledger.CountAsync("select count(*) from events where kind = 'order.placed'");
        var pieces = await scene.Ledger.CountAsync("select sum(on_hand) from stock_items");
        var wrong = await scene.Ledger.ColumnAsync("select key from stock_items where on_hand <> 1");
        var (wantedOrders, wantedPieces) = (trials / 2, trials - trials / 2);
        return promises
            .Keep(
                orders == wantedOrders && placed == wantedOrders,
                $"{orders} orders, {placed} placed of {wantedOrders}")
            .None(wrong, "items that did not get their one piece")
            .Keep(pieces == wantedPieces, $"{pieces} pieces came of {wantedPieces}")
            .After(
                trials,
                $"{trials - behind} answers cut before the client, {behind} between PostgreSQL's commit "
                + "and the platform; "
                + $"{orders + pieces - trials} effects too many or too few, every repetition with the "
                + "answer that was lost");
    }

    private sealed class OneAnswer(Scene scene, ChaosProxy door, HttpClient client, string shop, int n)
    {
        private readonly string _key = $"lost-{Form.Seed}-{n:D6}.";
        private string _item = ""; // Its own, so that nobody changes it in between.

        // The platform answers, and the client hears a part of it, or nothing.
        public async Task<string?> LoseInFrontAsync()
        {
            await StockAsync();
            var cut = door.CutReplyTo(Encoding.ASCII.GetBytes(_key), new Random(Form.Seed + n).Next(BytesThroughMax));
            var first = await Asking.TryAsync(() => AskAsync(client));
            var answered = Encoding.UTF8.GetString(await cut.Struck);
            if (first.Status != 0)
                return null; // So short that all of it came through.
            var second = await AskAsync(scene.Platform.Http);
            var third = await AskAsync(scene.Platform.Http);
            return Judge(second, third)
                ?? (answered.Contains(second.Text, StringComparison.Ordinal)
                    ? null
                    : $"{second.Text} is not {answered}");
        }

        // PostgreSQL has committed, and the platform does not hear of it.
        public async Task<string?> LoseBehindAsync(byte[] end)
        {
            await StockAsync();
            var cut = scene.Line.CutReplyTo(Encoding.ASCII.GetBytes(_key), end: end);
            var first = await Asking.UntilAnsweredAsync(() => AskAsync(scene.Platform.Http));
            await cut.Struck;
            var second = await AskAsync(scene.Platform.Http);
            return first.Text == second.Text ? Judge(first, second) : $"{second.Text} is not {first.Text}";
        }

        private static string? Judge(Answer first, Answer second) =>
            first.Status is not (200 or 201) ? $"{first.Status} {first.Text}"
            : first.Text != second.Text ? $"{second.Text} is not {first.Text}"
            : !second.IsReplayed ? "a repetition does not say that it is one"
            : null;

        private async Task StockAsync()
        {
            if (n % 2 != 0)
            {
                var made = await Asking.UntilAnsweredAsync(() => scene.Platform.Http.CreateAsync(
                    "/api/v1/items", new { shop_id = shop, name = $"Item {n}" }, $"item-{n}"));
                _item = made.Of("id");
            }
        }

        private Task<Answer> AskAsync(HttpClient by) => n % 2 == 0
            ? by.CreateAsync("/api/v1/orders", Baskets.Service(_key), _key)
            : by.CreateAsync(
                $"/api/v1/stock/{_item}/adjust", new { kind = "received", quantity = 1, reason = _key }, _key);
    }
}
