namespace Platform.Faults;

/// <summary>F13. Many change one object at once; some of them say which version they saw.</summary>
internal static class ManyWriters
{
    private const int Writers = 64;
    private const int Careful = 8; // Say which version they saw. More of them would hardly ever have their turn.

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var item = await http.ItemAsync(await http.ShopAsync(), pieces: 0);
        var each = Form.Rounds(100);
        var (acknowledged, refused) = (0L, 0L);
        var promises = new Promises();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));

        var stored = await scene.Ledger.CountAsync($"select on_hand from stock_items where item_id = '{item}'");
        var lines = await scene.Ledger.CountAsync($"select count(*) from stock_movements where item_id = '{item}'");
        var last = await scene.Ledger.CountAsync($"select max(entry) from stock_movements where item_id = '{item}'");
        var broken = await scene.Ledger.ColumnAsync(
            $"""
            select format('line %s: %s after %s', entry, on_hand, before) from (
                select entry, on_hand, on_hand_change, lag(on_hand, 1, 0::bigint) over (order by entry) before
                  from stock_movements where item_id = '{item}') line
             where on_hand <> before + on_hand_change
            """);
        return promises
            .Keep(stored == acknowledged, $"{stored} pieces of {acknowledged} acknowledged")
            .Keep(lines == acknowledged && last == acknowledged, $"{lines} lines up to {last} of {acknowledged}")
            .Keep(refused > 0, "nobody met anybody")
            .None(broken, "lines that do not follow from the one before")
            .After(
                acknowledged,
                $"{Writers} writers, {acknowledged} acknowledged, {stored} stored, {refused} told that "
                + "it has moved on");

        async Task WriteAsync(int writer)
        {
            for (var n = 0; n < each; n++)
            {
                while (true)
                {
                    (string, string)[] headers = writer < Careful ? [("If-Match", await VersionAsync())] : [];
                    var answer = await http.AskAsync(
                        HttpMethod.Post, $"/api/v1/stock/{item}/adjust", Baskets.Received(1), $"{Guid.NewGuid()}",
                        headers);
                    if (answer.Status == 200)
                        break;
                    Interlocked.Increment(ref refused);
                    lock (promises)
                        promises.Keep(answer.Status == 412, $"{answer.Status} {answer.Text}");
                }

                Interlocked.Increment(ref acknowledged);
            }
        }

        async Task<string> VersionAsync() =>
            $"\"{(await http.AskAsync(HttpMethod.Get, $"/api/v1/items/{item}")).Of("version")}\"";
    }
}
