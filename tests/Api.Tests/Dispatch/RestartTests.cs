using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Dispatch;

/// <summary>What was waited for when the process ended is waited for by the next one.</summary>
public sealed class RestartTests(RestartTests.SlowWaves api) : IClassFixture<RestartTests.SlowWaves>
{
    [Fact]
    public async Task An_offer_that_was_open_when_the_process_stopped_runs_out_in_the_next_one()
    {
        var business = await Business.OpenAsync(api, "restarts");
        var silent = await business.HireAsync("sleeper");
        await silent.ShowAsync();
        var order = await business.PlaceAsync();
        await Eventually.Async(async () => Assert.Single(await silent.OffersAsync()));

        await api.StopAsync();
        Assert.Equal("offering/offered", await StandsAsync(order));
        api.Start();

        await Eventually.Async(async () => Assert.Equal("exhausted/expired", await StandsAsync(order)));
    }

    // Asked of the database: nobody is signed in at the new process.
    private async Task<string> StandsAsync(JsonNode order)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            "select o.dispatch_status || '/' || f.status from orders o join order_offers f on f.order_id = o.order_id"
            + $" where o.order_id = '{order["id"]}'");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A host whose waves last long enough to be restarted meanwhile.</summary>
    public sealed class SlowWaves : ApiFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Dispatch:WaveTimeout"] = "00:00:08",
        };
    }
}
