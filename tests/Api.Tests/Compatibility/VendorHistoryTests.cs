using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Dispatch;
using Platform.Vendors;

namespace Platform.Compatibility;

/// <summary>A vendor's history as the first document writes it.</summary>
public sealed class VendorHistoryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // The sample's own figures: everything that follows from others has to come out as it stands there.
    private static readonly VendorFigures Figures = new(
        45, 42, 2, 1, [new("USD", 42, 1_250_000, 8, 210_000, 12, 320_000)]);

    [Theory]
    [InlineData("vendor-history.response.jsonc")]
    [InlineData("vendor-history-short.response.jsonc")]
    public void The_samples_figures_give_the_samples_answer(string name)
    {
        var sample = Sample.Read(name);
        var expected = sample["data"]?.AsObject() ?? sample;
        // Nobody can rate yet.
        expected["performance_metrics"]!["average_rating"] = null;

        var history = OlderVendorShapes.History("vendor-123", "John Doe", Figures, []);

        Sample.AssertSame(expected, JsonSerializer.SerializeToNode(history, Options));
    }

    [Fact]
    public void Who_did_nothing_has_no_average()
    {
        var metrics = OlderVendorShapes.History("v", "V", VendorFigures.None, []).PerformanceMetrics;

        Assert.Equal((0m, 0m, null), (metrics.CompletionRate, metrics.TotalEarnings, metrics.AverageOrderValue));
    }

    [Fact]
    public void Currencies_are_not_added_up()
    {
        var figures = Figures.Plus(new(2, 2, 0, 0, [new("JPY", 2, 900, 1, 450, 2, 900)]));

        var metrics = OlderVendorShapes.History("v", "V", figures, []).PerformanceMetrics;

        Assert.Equal(("USD", 12500.00m, 297.62m), (metrics.Currency, metrics.TotalEarnings, metrics.AverageOrderValue));
        Assert.Equal([("USD", 12500.00m), ("JPY", 900m)], metrics.Earnings.Select(one => (one.Currency, one.Amount)));
    }

    [Fact]
    public async Task Staff_see_a_vendors_history_and_he_sees_his_own()
    {
        var (vendor, other) = (await HireAsync("Hanna History", "hanna"), await HireAsync("Olaf Other", "olaf"));
        var done = await AcceptedAsync(vendor);
        foreach (var change in new object[]
        {
            new { status = "Processing" }, new { status = "Completed", dealing_price = 275.00m },
        })
        {
            await (await vendor.Client.SendAsync(HttpMethod.Put, $"/api/orders/{done["id"]}/status", change))
                .JsonAsync(200);
        }

        var open = await AcceptedAsync(vendor);

        var staffs = await HistoryAsync(api.Owner, "hanna");
        var own = await HistoryAsync(vendor.Client, "hanna");

        Assert.Equal("Hanna History", staffs["vendor_name"]!.GetValue<string>());
        var metrics = staffs["performance_metrics"]!;
        Assert.Equal(
            (2, 1, 1, 0), (Count("total_orders"), Count("completed_orders"), Count("pending_orders"),
                Count("cancelled_orders")));
        Assert.Equal(50.0m, metrics["completion_rate"]!.GetValue<decimal>());
        Assert.Equal(275.00m, metrics["total_earnings"]!.GetValue<decimal>());
        Assert.Equal(275.00m, staffs["summary"]!["last_30_days"]!["earnings"]!.GetValue<decimal>());
        Assert.Equal(1, staffs["summary"]!["this_month"]!["orders"]!.GetValue<long>());
        Assert.Equal(
            [$"{open["id"]}", $"{done["id"]}"], staffs["recent_orders"]!.AsArray().Select(order => $"{order!["id"]}"));
        Assert.True(JsonNode.DeepEquals(metrics, own["performance_metrics"]));
        Assert.True(JsonNode.DeepEquals(
            metrics, (await HistoryAsync(vendor.Client, $"{vendor.VendorId}"))["performance_metrics"]));
        await (await other.Client.GetAsync("/api/vendors/hanna/history")).ProblemAsync(404, "not-found");
        await (await api.Owner.GetAsync("/api/vendors/nobody/history")).ProblemAsync(404, "not-found");

        int Count(string name) => metrics[name]!.GetValue<int>();
    }

    private static JsonSerializerOptions Options { get; } =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static async Task<JsonNode> HistoryAsync(HttpClient client, string vendor)
    {
        var answer = await (await client.GetAsync($"/api/vendors/{vendor}/history")).JsonAsync(200);
        Assert.True(answer["success"]!.GetValue<bool>());
        return answer["data"]!;
    }

    private async Task<JsonNode> AcceptedAsync(CrewMember vendor)
    {
        var sent = new JsonObject
        {
            ["customer_name"] = "John Smith",
            ["customer_phone"] = "+1-555-0123",
            ["customer_address"] = "123 Main St, City",
            ["service_type"] = "AC Repair",
            ["description"] = "AC unit not cooling properly",
        };
        var order = (await (await api.Owner.PostOlderAsync("/api/orders", sent)).JsonAsync(201))["data"]!;
        await api.OfferAsync(new JsonObject { ["id"] = order["uuid"]!.GetValue<Guid>() }, [vendor]);
        await (await vendor.Client.SendAsync(
            HttpMethod.Put, $"/api/orders/{order["id"]}/status", new { status = "Accepted" })).JsonAsync(200);
        return order;
    }

    private async Task<CrewMember> HireAsync(string name, string externalId)
    {
        var member = await api.HireAsync(name);
        await (await api.Owner.SendAsync(
            HttpMethod.Patch, $"/api/v1/vendors/{member.VendorId}", new { external_id = externalId },
            ("If-Match", "\"2\""))).JsonAsync(200);
        return member;
    }
}
