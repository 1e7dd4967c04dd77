using Microsoft.Extensions.Logging;

namespace Platform.Silo;

/// <summary>Asks a grain again whose silo is gone, as soon as it lives elsewhere. Nobody can say whether such a call
/// was executed; commands carry an id, so the second one is answered and not executed twice.</summary>
internal sealed partial class CallRetry(TimeProvider clock, ILogger<CallRetry> logger) : IOutgoingGrainCallFilter
{
    // Of a call that only took too long: its silo died with the question, or it is slow, and each further one makes it
    // slower.
    private const int TimeoutsMax = 2;

    // A killed silo's grains live elsewhere within 4 s, 6 s if it has only just joined, a frozen one's within 8 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(500);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var started = clock.GetTimestamp();
        var pause = PauseMin;
        var timeouts = 0;
        while (true)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (TimeoutException) when (++timeouts <= TimeoutsMax)
            {
                LogAgain(context.InterfaceName, context.MethodName, nameof(TimeoutException));
            }
            catch (OrleansMessageRejectionException refusal) when (clock.GetElapsedTime(started) < Patience)
            {
                LogAgain(context.InterfaceName, context.MethodName, refusal.GetType().Name);
                // Full jitter, so that the callers of a dead silo do not come back all at once.
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), clock, CancellationToken.None);
                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }
        }
    }

    [LoggerMessage(1212, LogLevel.Information, "{Grain}.{Method} is asked again after {Failure}")]
    private partial void LogAgain(string grain, string method, string failure);
}
