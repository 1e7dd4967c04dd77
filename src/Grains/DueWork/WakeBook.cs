namespace Platform.DueWork;

/// <summary>Remembers what was woken for which time. A grain that is found again for the same time did not do its work:
/// it is woken less and less often, so that it cannot keep the others waiting.</summary>
internal sealed class WakeBook
{
    /// <summary>The first pause after a wake in vain; each further one is twice as long.</summary>
    public static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string, string), Wake> _wakes = [];

    /// <summary>How many are resting now: so many more have to be asked for, to see past them.</summary>
    public int Count => _wakes.Count;

    /// <summary>Whether to wake it now; notes that it is done.</summary>
    public bool Take(DueItem item, DateTimeOffset now)
    {
        var id = (item.GrainType, item.Key);
        var tries = 1;
        if (_wakes.TryGetValue(id, out var last) && last.DueAt == item.DueAt)
        {
            if (now < last.NotBefore)
                return false;
            tries = last.Tries + 1;
        }

        _wakes[id] = new(item.DueAt, now + Pause(tries), tries);
        return true;
    }

    /// <summary>Forgets what has not been found for a while: it did its work.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (id, wake) in _wakes)
        {
            if (wake.NotBefore + PauseMin < now)
                _wakes.Remove(id);
        }
    }

    private static TimeSpan Pause(int tries)
    {
        var pause = PauseMin * Math.Pow(2, Math.Min(tries - 1, 20));
        return pause < PauseMax ? pause : PauseMax;
    }

    private sealed record Wake(DateTimeOffset DueAt, DateTimeOffset NotBefore, int Tries);
}
