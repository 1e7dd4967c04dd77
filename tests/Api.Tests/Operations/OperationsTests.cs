using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Api;
using Platform.Calls;
using Platform.Orders;
using Platform.Testing;

namespace Platform.Operations;

public sealed partial class OperationsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Health_says_the_runtime_why_and_what_the_database_has()
    {
        var health = await (await api.Stranger.GetAsync("/health")).JsonAsync(200);

        Assert.Equal("ok", health["status"]!.GetValue<string>());
        Assert.Contains(health["runtime"]!.GetValue<string>(), new[] { "Embedded", "Orleans" });
        Assert.NotEmpty(health["runtime_reason"]!.GetValue<string>());
        Assert.Equal("ok", health["checks"]!["database"]!["status"]!.GetValue<string>());
        var files = Directory.GetFiles(Repository.PathOf("sql"), "*.sql").Length;
        Assert.StartsWith(
            $"{files} migrations", health["checks"]!["database"]!["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_reads_what_was_counted()
    {
        for (var i = 0; i < 3; i++)
            await api.Stranger.GetAsync("/alive");

        var answer = await api.Stranger.GetAsync("/metrics/prometheus");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(Line(), line));
        // By name: anybody may read it, and what connects to a database says where it is.
        Assert.Contains("db_client_connection_pool_name=\"commits\"", text, StringComparison.Ordinal);
        Assert.Equal(
            lines.Length,
            lines.Select(line => line.StartsWith('#') ? line : line[..line.LastIndexOf(' ')]).Distinct().Count());
        var count = lines.Single(line =>
            line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/alive\"", StringComparison.Ordinal));
        Assert.True(double.Parse(count[(count.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) >= 3);
    }

    [Fact]
    public async Task The_json_metrics_have_quantiles()
    {
        await api.Owner.GetAsync("/api/v1/me");

        var metrics = await (await api.Stranger.GetAsync("/metrics")).JsonAsync(200);

        var durations = metrics["metrics"]!.AsArray()
            .Single(metric => metric!["name"]!.GetValue<string>() == "http.server.request.duration")!;
        var me = durations["series"]!.AsArray()
            .First(series => series!["tags"]!["http.route"]?.GetValue<string>() == "/api/v1/me")!;
        Assert.InRange(me["p50"]!.GetValue<double>(), 0, 10);
        Assert.True(me["count"]!.GetValue<long>() >= 1);
    }

    [Fact]
    public async Task The_page_of_operations_shows_this_process_its_grains_and_whoever_follows_the_log()
    {
        // The figures are told every 5 s and speak of the last telling's span, so there must be work in each.
        JsonNode? process = null;
        await UntilAsync(async () =>
        {
            await api.Owner.PlaceAsync();
            var page = await (await api.Admin.GetAsync("/api/v1/operations")).JsonAsync(200);
            process = page["processes"]!.AsArray().SingleOrDefault();
            return page["consumers"]!.AsArray().Any(HasRun)
                && page["due_work"]!["late"]!.GetValue<int>() == 0
                && process is not null
                && PlaceOf(process) is not null
                && HasOrders(process)
                && process["commits"]!["per_second"]!.GetValue<double>() > 0
                && process["http"]!["per_second"]!.GetValue<double>() > 0;
        });

        Assert.Equal("whole", process!["role"]!.GetValue<string>());
        Assert.NotEmpty(process["history"]!.AsArray());
        Assert.True(PlaceOf(process)!["p50_ms"]!.GetValue<double>() > 0);
    }

    [Fact]
    public async Task A_consumer_is_not_behind_when_the_log_has_nothing_for_it()
    {
        await api.Owner.PlaceAsync();
        await TestLine.CreateAsync(api, api.Owner); // Of shops and numbers, which nobody counts among the orders.

        await UntilAsync(async () =>
        {
            var page = await (await api.Admin.GetAsync("/api/v1/operations")).JsonAsync(200);
            return page["consumers"]!.AsArray().SingleOrDefault(HasRun)?["lag"]!.GetValue<long>() == 0;
        });
    }

    [Fact]
    public async Task A_timer_is_counted_under_the_grain_that_it_belongs_to()
    {
        string[] calls = [];
        await UntilAsync(async () =>
        {
            var page = await (await api.Admin.GetAsync("/api/v1/operations")).JsonAsync(200);
            calls =
            [
                .. page["processes"]!.AsArray().SelectMany(process => process!["calls"]!.AsArray())
                    .Select(call => $"{call!["grain"]} {call["method"]}"),
            ];
            return calls.Contains("DueWorkPump Timer");
        });

        Assert.DoesNotContain(calls, call => call.Contains("Invoke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_operations_counts_who_watches_through_either_door_and_who_has_gone()
    {
        var token = (await api.TokensAsync(ApiFixture.OwnerEmail))["access_token"]!.GetValue<string>();
        await using (await HubSocket.ConnectAsync($"ws://{api.Address.Authority}", token))
        {
            using var ops = new ClientWebSocket();
            await ops.ConnectAsync(new Uri($"ws://{api.Address.Authority}/ops"), default);
            await ops.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(new { token, topics = new[] { "orders" } }),
                WebSocketMessageType.Text, endOfMessage: true, default);

            await UntilAsync(async () => await WatchingAsync() == 2);
        }

        await UntilAsync(async () => await WatchingAsync() == 0);
    }

    [Fact]
    public async Task A_second_platform_on_the_same_database_is_refused_with_one_clear_line()
    {
        var says = await RefusedStart.SaysAsync("ApiHost", ("ConnectionStrings__Platform", api.ConnectionString));

        Assert.StartsWith("platform: another platform is running on this database", says, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.Stranger.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task The_documentation_is_served_from_here()
    {
        var page = await api.Stranger.GetStringAsync("/docs/index.html");

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    private async Task<long?> WatchingAsync()
    {
        var page = await (await api.Admin.GetAsync("/api/v1/operations")).JsonAsync(200);
        return page["processes"]!.AsArray().SingleOrDefault()?["live_connections"]!.GetValue<long>();
    }

    private static bool HasRun(JsonNode? consumer) =>
        consumer!["consumer"]!.GetValue<string>() == "order-counters" && consumer["lanes"]!.GetValue<int>() > 0;

    // Calls are counted over all hosts of a process, and a test run has several: its grains are each host's own.
    private static bool HasOrders(JsonNode process) => process["activations"]!.AsArray().Any(kind =>
        kind!["kind"]!.GetValue<string>() == "Order" && kind["count"]!.GetValue<long>() > 0);

    private static JsonNode? PlaceOf(JsonNode process) => process["calls"]!.AsArray().SingleOrDefault(call =>
        (call!["grain"]!.GetValue<string>(), call["method"]!.GetValue<string>()) == ("Order", "Place"));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "It did not come to hold.");
            await Task.Delay(200);
        }
    }

    // A comment, or a name with labels and a number.
    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_A-Z0-9]+ .+|[a-zA-Z_][a-zA-Z0-9_]*(\{.+\})? [-+0-9.eEINaf]+)$""")]
    private static partial Regex Line();
}
