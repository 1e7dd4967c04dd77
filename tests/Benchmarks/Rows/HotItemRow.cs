using Npgsql;
using Platform.Benchmarks.Load;

namespace Platform.Benchmarks.Rows;

/// <summary>One stock item that everybody reserves at once, against a row that the twin locks.</summary>
internal sealed class HotItemRow(Subject twin, Subject platform, int rounds, TimeSpan duration)
{
    private const int Connections = 64;
    private const long Pieces = 100_000_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Dictionary<string, Guid> _items = [];
    private int _round;

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        var sides = new Comparison(twin, platform, rounds);
        await AddItemsAsync();
        await sides.WarmUpAsync(WarmUp, duration, ReserveAsync);
        var (row, _) = await sides.RunAsync(
            $"one hot stock item, everybody reserves, {Connections} connections", 2, 5, ReserveAsync);
        return [row];
    }

    private async Task AddItemsAsync()
    {
        using var client = new HttpClient();
        var item = Guid.CreateVersion7();
        using var made = await client.PostAsJsonAsync(
            new Uri(twin.Address, "/items"), new { id = item, on_hand = Pieces });
        made.EnsureSuccessStatusCode();
        _items[twin.Side] = item;

        var shop = await platform.AddShopAsync("Acme Parts");
        var ours = await platform.CreateAsync(
            "/api/v1/items", new { shop_id = shop, name = "Filter", on_hand = Pieces });
        _items[platform.Side] = ours.GetProperty("id").GetGuid();
    }

    private async Task<Round> ReserveAsync(Subject subject)
    {
        var item = _items[subject.Side];
        var before = await ReservedAsync(subject, item);
        var round = await Wrk.RunAsync(
            subject.Address, "reserve.lua", Connections, duration, $"{_run}{_round++}", subject.Side, subject.Token,
            $"{item}");

        // Each reply must stand for a piece of its own; those in flight at the end were not counted as replies.
        var reserved = await ReservedAsync(subject, item) - before;
        if (reserved < round.Replies - round.Errors || reserved > round.Replies + Connections)
            throw new InvalidOperationException($"{subject.Side}: {round.Replies} replies, but {reserved} pieces.");
        return round;
    }

    private static async Task<long> ReservedAsync(Subject subject, Guid item)
    {
        await using var source = NpgsqlDataSource.Create(subject.Database);
        await using var command = source.CreateCommand(
            subject.Side == "twin"
                ? "select reserved from items where id = $1"
                : "select reserved from stock_items where item_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = item });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
