using Microsoft.Extensions.Logging.Abstractions;

namespace Platform.Live;

public sealed class FlushFanoutTests
{
    [Fact]
    public async Task Told_to_stop_again_when_it_is_gone_it_has_stopped()
    {
        var fanout = new FlushFanout(null!, [], NullLogger<FlushFanout>.Instance); // Nothing is flushed here.
        await fanout.StartAsync(default);
        await fanout.StopAsync(default);
        fanout.Dispose();

        await fanout.StopAsync(default);
    }
}
