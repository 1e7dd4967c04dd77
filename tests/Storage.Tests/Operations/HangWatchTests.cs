using Microsoft.Extensions.Logging.Abstractions;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Operations;

public sealed class HangWatchTests : PreparedDatabase
{
    [Fact]
    public async Task While_the_server_says_nothing_the_pool_of_threads_may_grow_at_once()
    {
        await using var line = new FaultyProxy(ConnectionString);
        await using var database = new PlatformDatabase(new() { ConnectionString = line.ConnectionString });
        using var watch = new HangWatch(database, TimeProvider.System, NullLogger<HangWatch>.Instance);
        var few = Threads();
        await watch.StartAsync(default);
        Assert.InRange(few, 1, HangWatch.ThreadsMin - 1);

        line.Freeze();
        await Until.TrueAsync(() => Task.FromResult(Threads() == HangWatch.ThreadsMin));

        line.Thaw();
        await Until.TrueAsync(() => Task.FromResult(Threads() == few));
        await watch.StopAsync(default);
    }

    private static int Threads()
    {
        ThreadPool.GetMinThreads(out var threads, out _);
        return threads;
    }
}
