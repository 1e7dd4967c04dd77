namespace Platform.Commits;

/// <summary>Says when a flush may travel beside another. Each costs the server the same start, whatever it carries, so
/// under load one full flush is cheaper than two half full ones: a second one is sent beside a small one, which holds
/// little, and beside one that takes long, because its disk is slow or somebody is in its way.</summary>
internal sealed class FlushTurns(TimeProvider clock)
{
    /// <summary>A flush of fewer commits than this stands in nobody's way.</summary>
    public const int SmallMax = 8;

    /// <summary>How long what waits is patient with a larger one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<Turn> _underWay = [];

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    /// <param name="waiting">How many commits wait for a flush now.</param>
    /// <returns>Null when none waits any more.</returns>
    public async ValueTask<IDisposable?> TakeAsync(Func<int> waiting)
    {
        while (true)
        {
            TimeSpan pause;
            lock (_lock)
            {
                var commits = waiting();
                if (commits == 0)
                    return null;
                pause = Pause();
                if (pause <= TimeSpan.Zero)
                {
                    var turn = new Turn(this, commits, clock.GetTimestamp());
                    _underWay.Add(turn);
                    return turn;
                }
            }

            await Task.Delay(pause, clock);
        }
    }

    // Who ends takes what waits at once, in its own loop: nobody has to be woken before the patience ends.
    private TimeSpan Pause()
    {
        var longest = TimeSpan.Zero;
        foreach (var turn in _underWay)
        {
            var pause = turn.Commits < SmallMax ? TimeSpan.Zero : Patience - clock.GetElapsedTime(turn.Since);
            longest = pause > longest ? pause : longest;
        }

        return longest;
    }

    private sealed class Turn(FlushTurns turns, int commits, long since) : IDisposable
    {
        public int Commits { get; } = commits;

        public long Since { get; } = since;

        public void Dispose()
        {
            lock (turns._lock)
                turns._underWay.Remove(this);
        }
    }
}
