using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Silo;

namespace Platform.Operations;

/// <summary>What a silo tells of itself.</summary>
public sealed class MetricsDoorTests
{
    [Fact]
    public async Task A_silo_tells_its_figures_where_its_settings_say()
    {
        await using var door = await StartAsync("http://127.0.0.1:0");
        using var client = new HttpClient();

        var answer = await client.GetAsync(new Uri(door.Address!, "/metrics/prometheus"));

        Assert.Equal(PrometheusText.ContentType, $"{answer.Content.Headers.ContentType}");
        Assert.Contains(
            "# TYPE dotnet_process_memory_working_set_bytes gauge", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        Assert.Equal(404, (int)(await client.GetAsync(new Uri(door.Address!, "/"))).StatusCode);
    }

    [Fact]
    public async Task Without_an_address_it_listens_nowhere()
    {
        await using var door = await StartAsync(url: null);

        Assert.Null(door.Address);
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("nonsense")]
    public async Task An_address_that_cannot_be_had_ends_the_start_in_words(string url)
    {
        await using var first = await StartAsync("http://127.0.0.1:0");

        var refusal = await Assert.ThrowsAsync<CannotStartException>(
            () => StartAsync(url == "taken" ? first.Address!.ToString() : url));

        Assert.Contains("Metrics__Url", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_sends_its_traces_like_an_API()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:Platform"] = "Host=nowhere";
        builder.AddPlatformSilo();

        Assert.Single(builder.Services, service => service.ImplementationType == typeof(TelemetryExport));
    }

    private static async Task<MetricsDoor> StartAsync(string? url)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var store = new MetricStore(meters);
        await store.StartAsync(default);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Metrics:Url"] = url }).Build();
        var door = new MetricsDoor(store, configuration);
        await door.StartAsync(default);
        return door;
    }
}
