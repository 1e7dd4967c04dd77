using System.Globalization;
using Npgsql;
using Platform.Testing;

namespace Platform.Benchmarks.Rows;

/// <summary>Holds that run out, spread evenly over time, among a million that do not: how late each ends. First at the
/// rate that has to be borne, then at the one that is aimed at.</summary>
internal sealed class DueWorkRow(string server, IReadOnlyDictionary<string, string> settings)
{
    private const int Registered = 1_000_000;
    private const double LateMaxMs = 1_000;

    private static readonly Phase WarmUp = new(PerMinute: 10_000, FromSeconds: 0, Seconds: 6);
    private static readonly Phase Must = new(PerMinute: 10_000, FromSeconds: 7, Seconds: 20);
    private static readonly Phase Aim = new(PerMinute: 100_000, FromSeconds: 29, Seconds: 15);

    // Between the change in the tables and the first that is due: the process starts in it.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await using var platform = new PlatformProcess(database.ConnectionString, settings);
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 600 });
        await platform.StartAsync();
        var item = await HoldAsync(platform, database.ConnectionString);
        await platform.StopAsync();
        await RunAsync(source, HeldStock.CopySql(item, WarmUp.Count + Must.Count + Aim.Count, Registered));
        await RunAsync(source, "vacuum analyze stock_items, stock_reservations"); // As it would be by then.

        var begin = TimeProvider.System.GetUtcNow() + Lead;
        await RunAsync(source, HeldStock.FallDueSql(
            $"case when n < {WarmUp.Count} then {WarmUp.DueSql(begin, after: 0)} "
            + $"when n < {WarmUp.Count + Must.Count} then {Must.DueSql(begin, WarmUp.Count)} "
            + $"else {Aim.DueSql(begin, WarmUp.Count + Must.Count)} end"));
        await platform.StartAsync();
        if (TimeProvider.System.GetUtcNow() > begin)
            throw new InvalidOperationException("Some were due before the platform had started.");

        // Looking costs time that would be missing.
        await Task.Delay(begin.AddSeconds(Aim.FromSeconds + Aim.Seconds) - TimeProvider.System.GetUtcNow());
        using var limit = new CancellationTokenSource(Patience);
        while (await NumberAsync(source, HeldStock.ActiveSql) > 0)
            await Task.Delay(500, limit.Token);
        var wrong = await NumberAsync(source, HeldStock.WrongSql) + await NumberAsync(source, HeldStock.EarlySql)
            + await NumberAsync(source, HeldStock.OthersSql);
        return
        [
            await RowAsync(source, Must, begin, wrong, "1 M holds registered, 10,000 due a minute", LateMaxMs),
            await RowAsync(source, Aim, begin, wrong, "the same, 100,000 due a minute", mustMs: null),
        ];
    }

    private static async Task<string> HoldAsync(PlatformProcess platform, string database)
    {
        var subject = new Subject("platform", platform.Address, platform.Id, await platform.SignInAsync(), database);
        var shop = await subject.AddShopAsync("Acme Parts");
        var item = (await subject.CreateAsync("/api/v1/items", new { shop_id = shop, name = "Filter", on_hand = 1 }))
            .GetProperty("id").GetString()!;
        await subject.CreateAsync(
            $"/api/v1/stock/{item}/reservations",
            new { quantity = 1, expires_in_seconds = 20 * 86_400, reference = HeldStock.Due });
        return item;
    }

    private static async Task<RowResult> RowAsync(
        NpgsqlDataSource source, Phase phase, DateTimeOffset begin, long wrong, string title, double? mustMs)
    {
        var when = phase.IsInSql(begin);
        var p50 = await NumberAsync(source, HeldStock.LateSql(0.5, when));
        var p95 = await NumberAsync(source, HeldStock.LateSql(0.95, when));
        var p99 = await NumberAsync(source, HeldStock.LateSql(0.99, when));
        return new RowResult(
            title, "–",
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {p50:N0} ms, p95 {p95:N0} ms, p99 {p99:N0} ms late, n {phase.Count:N0} in {phase.Seconds} s"),
            string.Create(CultureInfo.InvariantCulture, $"p99 {p99:N0} ms"),
            mustMs is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"≤ {mustMs:N0} ms"),
            mustMs is null ? string.Create(CultureInfo.InvariantCulture, $"{LateMaxMs:N0} ms") : "–",
            mustMs is null && wrong == 0 ? null : p99 <= mustMs && wrong == 0,
            wrong == 0 ? "each ended once, none early" : $"{wrong} ended wrongly");
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A time in which so many come due a minute, one after the other.</summary>
    private sealed record Phase(int PerMinute, int FromSeconds, int Seconds)
    {
        public int Count => PerMinute * Seconds / 60;

        public string DueSql(DateTimeOffset begin, int after) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Sql(begin, FromSeconds)} + (n - {after}) * {60.0 / PerMinute} * interval '1 second'");

        public string IsInSql(DateTimeOffset begin) =>
            $"expires_at >= {Sql(begin, FromSeconds)} and expires_at < {Sql(begin, FromSeconds + Seconds)}";

        private static string Sql(DateTimeOffset begin, int seconds) => string.Create(
            CultureInfo.InvariantCulture, $"'{begin.AddSeconds(seconds):O}'::timestamptz");
    }
}
