using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Vendors;

public sealed class VendorHistoryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_a_vendor_did_for_an_account_is_counted_and_shown_for_that_account_only()
    {
        using var vera = await Winner.CreateAsync(api, api.Owner);
        await vera.JoinAsync(api.Foreign);
        for (var i = 0; i < 2; i++)
        {
            JsonNode job = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
            job = await (await vera.MoveAsync(job, new { status = "processing" })).JsonAsync(200);
            await (await vera.MoveAsync(job, new { status = "completed", dealing_price = 100.50m })).JsonAsync(200);
        }

        var cancelled = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        await api.Owner.MovedAsync(cancelled, "cancelled");
        var open = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        var back = await vera.TakeAsync(api.Owner, await api.Owner.PlaceAsync());
        await (await vera.MoveAsync(back, new { status = "new" })).JsonAsync(200);

        var history = await (await api.Staff.GetAsync($"/api/v1/vendors/{vera.Id}/history")).JsonAsync(200);
        var theirs = await (await api.Foreign.GetAsync($"/api/v1/vendors/{vera.Id}/history")).JsonAsync(200);

        Assert.Equal(
            """{"total":4,"completed":2,"cancelled":1,"pending":1,"earnings":[{"currency":"USD","revenue":201.00,"""
            + "\"revenue_minor\":20100}],\"average_rating\":null,\"ratings\":0}",
            history["figures"]!.ToJsonString());
        Assert.Equal(2, history["last_30_days"]!["orders"]!.GetValue<int>());
        Assert.Equal(4, history["orders"]!.AsArray().Count);
        Assert.Equal(open["id"]!.ToJsonString(), history["orders"]![0]!["id"]!.ToJsonString());
        Assert.Equal((0, 0), (
            theirs["figures"]!["total"]!.GetValue<int>(), theirs["orders"]!.AsArray().Count));
        await (await api.Owner.GetAsync($"/api/v1/vendors/{Guid.NewGuid()}/history")).ProblemAsync(404, "not-found");
    }
}
