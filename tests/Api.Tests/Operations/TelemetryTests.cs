using Platform.Api;
using Platform.Orders;

namespace Platform.Operations;

/// <summary>Traces and metrics reach whoever collects them over OTLP.</summary>
public sealed class TelemetryTests(TelemetryTests.CollectedFixture api)
    : IClassFixture<TelemetryTests.CollectedFixture>
{
    [Fact]
    public async Task A_request_its_call_of_a_grain_and_its_SQL_are_sent()
    {
        await api.Owner.PlaceAsync();

        await api.Collector.UntilAsync("/v1/traces", "HttpRequestIn");
        await api.Collector.UntilAsync("/v1/traces", "IOrderGrain");
        await api.Collector.UntilAsync("/v1/traces", "postgresql");
    }

    [Fact]
    public async Task What_is_left_is_sent_when_the_host_stops()
    {
        await api.Owner.PlaceAsync();
        await api.StopAsync();

        await api.Collector.UntilAsync("/v1/metrics", "platform.storage.commits");
        await api.Collector.UntilAsync("/v1/metrics", "platform.grain.call.duration");
        api.Start();
    }

    /// <summary>A platform whose settings name a collector.</summary>
    public sealed class CollectedFixture : ApiFixture
    {
        internal Collector Collector { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            Collector.Dispose();
        }
    }
}
