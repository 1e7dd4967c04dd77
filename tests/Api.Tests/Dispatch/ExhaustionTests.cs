using Platform.Api;
using Platform.Calls;

namespace Platform.Dispatch;

/// <summary>Waves that run out while one watches.</summary>
public sealed class ExhaustionTests(ExhaustionTests.QuickWaves api) : IClassFixture<ExhaustionTests.QuickWaves>
{
    [Fact]
    public async Task Who_does_not_answer_in_time_is_passed_over_and_then_a_person_is_called()
    {
        var business = await Business.OpenAsync(api, "waits");
        var silent = await business.HireAsync("silent");
        await silent.ShowAsync();

        var order = await business.PlaceAsync();

        await Eventually.Async(async () => Assert.Equal(
            "exhausted", (await business.ReadAsync(order))["dispatch_status"]!.GetValue<string>()));
        Assert.Equal(["expired"], await business.StatusesAsync(order));
        await (await silent.AcceptAsync(order)).ProblemAsync(409, "offer-expired");
        Assert.Contains("order.needs_attention", await business.HistoryAsync(order), StringComparison.Ordinal);
        await Eventually.Async(async () => Assert.Contains(
            order["order_number"]!.GetValue<string>(), await business.AlertsAsync(), StringComparison.Ordinal));

        await Eventually.Async(async () => Assert.Equal([$"{order["id"]}"], await FindAsync("exhausted")));
        Assert.Contains($"\"subject_id\":\"{order["id"]}\"", await business.AlertsAsync(), StringComparison.Ordinal);

        // Whoever comes now is found by the next look.
        var late = await business.HireAsync("late");
        await late.ShowAsync();
        await Eventually.Async(async () => Assert.Contains(
            late.VendorId, (await business.OffersAsync(order)).Select(offer => offer["vendor_id"]!.GetValue<Guid>())));
        Assert.Equal("new", (await business.ReadAsync(order))["status"]!.GetValue<string>());
        await Eventually.Async(async () => Assert.Empty(await FindAsync("exhausted")));

        async Task<IEnumerable<string>> FindAsync(string dispatch)
        {
            var path = $"/api/v1/orders?stage=open&dispatch_status={dispatch}";
            var list = await (await business.Owner.GetAsync(path)).JsonAsync(200);
            return list["items"]!.AsArray().Select(row => row!["id"]!.GetValue<string>());
        }
    }

    /// <summary>A host whose waves last a second.</summary>
    public sealed class QuickWaves : ApiFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Dispatch:WaveTimeout"] = "00:00:01",
            ["Dispatch:RetryPause"] = "00:00:01",
        };
    }
}
