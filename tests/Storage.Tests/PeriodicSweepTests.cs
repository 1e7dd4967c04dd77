using Microsoft.Extensions.Logging.Abstractions;
using Platform.Testing;

namespace Platform.Storage;

public sealed class PeriodicSweepTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_directory_that_nobody_may_read_is_looked_at_again_and_ends_no_process()
    {
        var clock = new ManualClock();
        using var sweep = new DeniedSweep(clock);
        await sweep.StartAsync(CancellationToken.None);

        await clock.HasArmed(1);
        clock.Advance(TimeSpan.FromSeconds(3));
        await Until.TrueAsync(() => sweep.Runs == 1);
        clock.Advance(Pause);
        await Until.TrueAsync(() => sweep.Runs == 2);

        Assert.False(sweep.ExecuteTask!.IsCompleted);
        await sweep.StopAsync(CancellationToken.None);
    }

    private sealed class DeniedSweep(TimeProvider clock)
        : PeriodicSweep("pictures", Pause, clock, NullLogger.Instance)
    {
        public int Runs { get; private set; }

        public override Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            Runs++;
            throw new UnauthorizedAccessException("Access to the path is denied.");
        }
    }
}
