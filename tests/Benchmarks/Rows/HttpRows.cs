using Npgsql;
using Platform.Benchmarks.Load;

namespace Platform.Benchmarks.Rows;

/// <summary>The rows of the table that compare HTTP with the twin's, in alternating rounds.</summary>
internal sealed class HttpRows(Subject twin, Subject platform, int rounds, TimeSpan duration)
{
    private const int IdsMax = 20_000;

    // Before that a place still costs up to twice as much: code is compiled, profiled and compiled again.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    private readonly Comparison _sides = new(twin, platform, rounds);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _round;

    /// <summary>What the twin did in the median round of placing and of reading.</summary>
    public (double Places, double Reads) Twin { get; private set; }

    public async Task<IReadOnlyList<RowResult>> RunAsync(int connections)
    {
        await _sides.WarmUpAsync(WarmUp, duration, subject => PlaceAsync(subject, connections));
        var (place, places) = await _sides.RunAsync(
            $"place an order over HTTP, {connections} connections", 1.5, 3.0, side => PlaceAsync(side, connections));
        await AcceptAllAsync(platform);
        var (change, _) = await _sides.RunAsync(
            $"change an order's status over HTTP, {connections} connections", 1.5, 3.0,
            side => ChangeAsync(side, connections));
        var (read, reads) = await _sides.RunAsync(
            $"read one order (warm grain), {connections} connections", 1.3, 2.5, side => ReadAsync(side, connections));
        Twin = (places, reads);
        return [place, change, read];
    }

    private async Task<Round> PlaceAsync(Subject subject, int connections)
    {
        var before = await CountAsync(subject);
        var round = await Wrk.RunAsync(
            subject.Address, "place.lua", connections, duration, $"{_run}{_round++}", subject.Side, subject.Token);

        // Each reply must stand for an order of its own; those in flight at the end were not counted as replies.
        var placed = await CountAsync(subject) - before;
        if (placed < round.Replies - round.Errors || placed > round.Replies + connections)
            throw new InvalidOperationException($"{subject.Side}: {round.Replies} replies, but {placed} orders.");
        return round;
    }

    // Where the last round stopped is asked each time: only a real transition counts as one.
    private async Task<Round> ChangeAsync(Subject subject, int connections)
    {
        await WriteIdsAsync(subject);
        return await Wrk.RunAsync(
            subject.Address, "change.lua", connections, duration, subject.IdsFile, subject.Side, subject.Token);
    }

    private Task<Round> ReadAsync(Subject subject, int connections) =>
        Wrk.RunAsync(subject.Address, "read.lua", connections, duration,
            subject.IdsFile, subject.Side, subject.Token);

    private static async Task<long> CountAsync(Subject subject)
    {
        await using var source = NpgsqlDataSource.Create(subject.Database);
        await using var command = source.CreateCommand("select count(*) from orders");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // A new order must be accepted before it can travel; through the API, as a dispatcher would.
    private static async Task AcceptAllAsync(Subject subject)
    {
        await WriteIdsAsync(subject);
        using var client = new HttpClient { BaseAddress = subject.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", subject.Token);
        await Parallel.ForEachAsync(
            File.ReadLines(subject.IdsFile).Select(line => line.Split(' ')).Where(order => order[1] == "new"),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (order, cancellationToken) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/orders/{order[0]}/status");
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                request.Content = new StringContent("""{"status":"accepted"}""", null, "application/json");
                using var answer = await client.SendAsync(request, cancellationToken);
                answer.EnsureSuccessStatusCode();
            });
    }

    private static async Task WriteIdsAsync(Subject subject)
    {
        await using var source = NpgsqlDataSource.Create(subject.Database);
        var column = subject.Side == "twin" ? "id::text" : "right(key, 32)";
        await using var command = source.CreateCommand(
            $"select {column} || ' ' || status from orders order by created_at limit {IdsMax}");
        await using var reader = await command.ExecuteReaderAsync();
        await using var file = new StreamWriter(subject.IdsFile);
        while (await reader.ReadAsync())
            await file.WriteLineAsync(reader.GetString(0));
    }
}
