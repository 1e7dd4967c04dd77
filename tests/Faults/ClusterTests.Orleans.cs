using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.Testing;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>Three silos and an API, each a process, while buyers place orders.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int SilosCount = 3;
    private const int WarmCount = 300;
    private const int WatchedCount = 60;

    // The bar is 4 s. The short form runs beside other work.
    private static readonly TimeSpan AnswersElsewhereWithin = TimeSpan.FromSeconds(Form.IsLong ? 4 : 10);

    [Theory]
    [InlineData("Platform")]
    [InlineData("AdoNet")]
    public async Task When_a_silo_is_killed_its_orders_answer_elsewhere_and_nothing_acknowledged_is_lost_or_doubled(
        string storage)
    {
        await using var server = await PrivatePostgres.StartAsync();
        var settings = Settings(server.ConnectionString, storage);
        var silos = Enumerable.Range(0, SilosCount).Select(_ => new SiloProcess(settings)).ToList();
        await using var platform = new PlatformProcess(server.ConnectionString, settings);
        await using var journal = new Journal();
        try
        {
            foreach (var silo in silos)
                await silo.StartAsync();
            await platform.StartAsync();
            await platform.SignInAsync();
            await using var buyers = new Buyers(platform, journal, Form.Seed);
            await buyers.StartAsync();
            await UntilAsync(journal, WarmCount);
            var watched = await SomeOrdersAsync(platform);
            await UntilTheyKnowEachOtherAsync(server.ConnectionString);

            await silos[^1].KillAsync();
            var answers = await Task.WhenAll(watched.Select(id => AnswerAsync(platform, id)));
            await UntilAsync(journal, journal.Count + WarmCount);
            await buyers.FinishAsync();

            var acknowledged = await journal.ReadAsync();
            await using var ledger = new Ledger(server.ConnectionString);
            output.WriteLine(
                $"{storage}: {acknowledged.Count} acknowledged, {buyers.Repeated} repeated; "
                + $"{watched.Count} orders answered "
                + $"within {answers.Max().TotalSeconds:0.0} s of the kill");
            Assert.Empty(await ledger.LostAsync(acknowledged));
            Assert.Empty(await ledger.DoubledAsync(acknowledged));
            await UntilNothingIsLeftAsync(server.ConnectionString);
            Assert.Equal(
                storage == "AdoNet", await ledger.CountAsync("select count(*) from orleans.states") > 0);
            Assert.True(await ledger.IsDenseAsync(), "The log has a hole.");
            Assert.InRange(answers.Max(), TimeSpan.Zero, AnswersElsewhereWithin);
        }
        finally
        {
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    // How soon a silo is missed follows from how soon it answered its first probes (docs/operations.md).
    private static Task UntilTheyKnowEachOtherAsync(string connectionString) => UntilNoneAsync(
        connectionString, "select count(*) from orleans.members where started_at > now() - interval '12 seconds'");

    // What stands in Orleans' own rows has arrived in the platform's tables: all that a silo left, at rest.
    private static Task UntilNothingIsLeftAsync(string connectionString) => UntilNoneAsync(
        connectionString, "select count(*) from orleans.states where not is_settled");

    private static async Task UntilNoneAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var count = source.CreateCommand(sql);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((long)(await count.ExecuteScalarAsync(deadline.Token))! > 0)
            await Task.Delay(200, deadline.Token);
    }

    private static Dictionary<string, string> Settings(string connectionString, string storage) => new()
    {
        ["ConnectionStrings__Platform"] = connectionString,
        ["Cluster__Enabled"] = "true",
        ["Storage"] = storage,
        ["MasterKey"] = new string('c', 64),
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private static async Task<IReadOnlyList<string>> SomeOrdersAsync(PlatformProcess platform)
    {
        var page = await platform.Http.GetFromJsonAsync<JsonElement>($"/api/v1/orders?limit={WatchedCount}");
        return [.. page.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("id").GetString()!)];
    }

    // The time of a call that begins now: of one try, repeated only where the answer says so.
    private static async Task<TimeSpan> AnswerAsync(PlatformProcess platform, string id)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await platform.Http.GetAsync($"/api/v1/orders/{id}");
            if (answer.IsSuccessStatusCode)
                return watch.Elapsed;
            await Task.Delay(50);
        }
    }

    private static async Task UntilAsync(Journal journal, long count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (journal.Count < count)
            await Task.Delay(5, deadline.Token);
    }
}
