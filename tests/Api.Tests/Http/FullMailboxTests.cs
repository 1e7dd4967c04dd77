using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Platform.Api;
using Platform.Orders;

namespace Platform.Http;

/// <summary>A host whose grains let few wait.</summary>
public sealed class FullMailboxFixture : ApiFixture
{
    public const int WaitingMax = 8;

    /// <summary>What the product itself allows.</summary>
    public int Shipped { get; private set; }

    protected override void Replace(IServiceCollection services) =>
        services.PostConfigure<SiloMessagingOptions>(messaging =>
            (Shipped, messaging.MaxEnqueuedRequestsHardLimit) = (messaging.MaxEnqueuedRequestsHardLimit, WaitingMax));
}

/// <summary>When more is asked of one order than may wait, the rest is refused in words and changes nothing.</summary>
public sealed class FullMailboxTests(FullMailboxFixture api) : IClassFixture<FullMailboxFixture>
{
    [Fact]
    public async Task Who_finds_no_room_before_an_order_is_told_and_everybody_else_is_served()
    {
        Assert.InRange(api.Shipped, 1_000, 100_000);
        var order = await api.Owner.PlaceAsync();
        var path = $"/api/v1/orders/{order["id"]}/notes";

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number =>
            api.Owner.CreateAsync(path, new { text = $"note {number}" })));

        var kept = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.InRange(kept, FullMailboxFixture.WaitingMax, answers.Length - 1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await refused.ProblemAsync(503, "temporarily-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        var history = await (await api.Owner.GetAsync($"/api/v1/orders/{order["id"]}/history?limit=200"))
            .JsonAsync(200);
        Assert.Equal(kept, history["items"]!.AsArray().Count(entry => entry!["note"] is not null));
    }
}
