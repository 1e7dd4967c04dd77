namespace Platform.Tracking;

/// <summary>Answers only on the beat, so that how long something took does not tell what was found.</summary>
internal sealed class EvenTime(TimeProvider clock)
{
    /// <summary>Much longer than a look-up takes.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(60);

    /// <summary>Does the work and waits for the next beat. What throws is told at once: it found nothing.</summary>
    public async Task<T> AnswerAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var answer = await work();
        var elapsed = clock.GetElapsedTime(began);
        var beat = elapsed + Beat - TimeSpan.FromTicks(elapsed.Ticks % Beat.Ticks);
        // A timer may ring some milliseconds before its time, by the coarser clock that it goes by.
        while (beat - clock.GetElapsedTime(began) is { Ticks: > 0 } left)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock, cancellationToken);
        return answer;
    }
}
