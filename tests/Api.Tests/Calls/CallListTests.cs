using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Calls;

/// <summary>A filter that is given several times means any of its values.</summary>
public sealed class CallListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Calls_in_either_direction_and_of_either_shop_are_listed_together()
    {
        var (one, other, third) = (await LineAsync(), await LineAsync(), await LineAsync());
        var inbound = await ReportAsync(one, "inbound");
        var outbound = await ReportAsync(one, "outbound-api");
        var elsewhere = await ReportAsync(other, "inbound");
        await ReportAsync(third, "inbound");
        var (shop, otherShop) = ($"shop_id={one.Shop["id"]}", $"shop_id={other.Shop["id"]}");

        Assert.Equal([inbound], await ListAsync($"{shop}&direction=inbound"));
        Assert.Equal([outbound], await ListAsync($"{shop}&direction=outbound"));
        Assert.Equal(Sorted(inbound, outbound), await ListAsync($"{shop}&direction=inbound&direction=outbound"));
        Assert.Equal(Sorted(inbound, outbound), await ListAsync($"{shop}&direction=inbound,outbound"));
        Assert.Equal(Sorted(inbound, outbound, elsewhere), await ListAsync($"{shop}&{otherShop}"));
    }

    [Fact]
    public async Task Whoever_is_bound_to_a_shop_sees_its_calls_alone_whatever_they_ask_for()
    {
        var own = await LineAsync();
        var other = await LineAsync();
        var call = await ReportAsync(own, "inbound");
        await ReportAsync(other, "inbound");
        using var staff = await api.InviteAsync(
            api.Owner, $"{Guid.NewGuid():N}@one.test", "staff", own.Shop["id"]!.GetValue<Guid>());

        var found = await (await staff.GetAsync(
            $"/api/v1/calls?shop_id={own.Shop["id"]}&shop_id={other.Shop["id"]}")).JsonAsync(200);

        Assert.Equal([call], Sids(found));
    }

    [Fact]
    public async Task Webhooks_with_either_verdict_are_listed_together()
    {
        var line = await LineAsync();
        var sid = TestLine.NewCallSid();
        await line.PostAsync("/webhooks/twilio/status", line.Form(sid, "ringing"), token: "not the secret");
        await line.PostAsync("/webhooks/twilio/status", line.Form(sid, "ringing"));

        await Eventually.Async(async () =>
        {
            Assert.Equal(["verified"], await VerdictsAsync("verdict=verified"));
            Assert.Equal(
                ["signature_wrong", "verified"], await VerdictsAsync("verdict=verified&verdict=signature_wrong"));
        });
    }

    [Theory]
    [InlineData("shop_id=seven", "?shop_id")]
    [InlineData("direction=inbound&direction=sideways", "?direction")]
    public async Task What_cannot_be_read_is_named(string query, string key)
    {
        var answer = await api.Owner.GetAsync($"/api/v1/calls?{query}");

        Assert.Equal([key], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    private Task<TestLine> LineAsync() => TestLine.CreateAsync(api, api.Owner);

    private static async Task<string> ReportAsync(TestLine line, string direction)
    {
        var sid = TestLine.NewCallSid();
        var (from, to) = direction == "inbound" ? (line.From, line.Number) : (line.Number, line.From);
        (string Name, string Value)[] form =
        [
            .. line.Form(sid, "completed", TestLine.Numbered(3))
                .Where(pair => pair.Item1 is not ("Direction" or "From" or "To")),
            ("Direction", direction), ("From", from), ("To", to),
        ];
        await line.PostAsync("/webhooks/twilio/status", form);
        return sid;
    }

    private async Task<IReadOnlyList<string>> ListAsync(string query) =>
        Sids(await (await api.Owner.GetAsync($"/api/v1/calls?{query}")).JsonAsync(200));

    private async Task<IReadOnlyList<string>> VerdictsAsync(string query)
    {
        var found = await (await api.Owner.GetAsync($"/api/v1/webhooks?limit=200&{query}")).JsonAsync(200);
        return
        [
            .. found["items"]!.AsArray().Select(webhook => webhook!["verdict"]!.GetValue<string>()).Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<string> Sids(JsonNode page) =>
        Sorted([.. page["items"]!.AsArray().Select(call => call!["provider_call_id"]!.GetValue<string>())]);

    private static IReadOnlyList<string> Sorted(params string[] sids) => [.. sids.Order(StringComparer.Ordinal)];
}
