using Platform.Api;
using Platform.Calls;
using Platform.Orders;

namespace Platform.Tracking;

public sealed class TrackingOutageTests(OutageFixture api) : IClassFixture<OutageFixture>
{
    [Fact]
    public async Task A_look_up_that_cannot_be_made_is_not_an_order_that_is_not_there()
    {
        var number = (await api.Owner.PlaceAsync())["order_number"]!.GetValue<string>();
        await (await api.Stranger.GetAsync($"/api/v1/track/{number}")).JsonAsync(200);
        api.Line.Break();
        try
        {
            var looked = await api.Stranger.GetAsync($"/api/v1/track/{number}");
            var proven = await api.Stranger.SendAsync(
                HttpMethod.Post, "/api/v1/track", new { order_number = number, proof = "3456" });

            await looked.ProblemAsync(503, "temporarily-unavailable");
            await proven.ProblemAsync(503, "temporarily-unavailable");
            Assert.NotNull(looked.Headers.RetryAfter);
        }
        finally
        {
            api.Line.Heal();
        }

        await Eventually.Async(async () =>
            await (await api.Stranger.GetAsync($"/api/v1/track/{number}")).JsonAsync(200));
    }
}
