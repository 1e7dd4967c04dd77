using Platform.Api;
using Platform.Calls;

namespace Platform.Stock;

/// <summary>A hold ends by itself. Alone in its class: it restarts the host.</summary>
public sealed class HoldTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_hold_runs_out_also_when_the_process_was_restarted()
    {
        var item = await api.ItemAsync(5);
        var until = TimeProvider.System.GetUtcNow().AddSeconds(12);
        await api.Item(item).Reserve(new(Guid.NewGuid(), 4, until), api.Asked("stock.reserve"));

        await api.StopAsync();
        Assert.Equal("5/4", await api.StandsAsync(item));
        api.Start();

        await Eventually.Async(async () => Assert.Equal("5/0", await api.StandsAsync(item)), Patience);
    }
}
