namespace Platform.Http;

/// <summary>Where requests of one kind are in work. How many may be in it follows how long they take: what is in work
/// waits for what is in work. A slow answer makes it smaller, at most once in the time that one may take, so that one
/// bad moment is counted once; each quick one gives a place back. Several count at once without a lock: it is a
/// measure, not a promise.</summary>
/// <param name="options">How much.</param>
/// <param name="clock">The time.</param>
/// <param name="isPatient">Nobody here minds a late answer, nor waits for a turn.</param>
internal sealed class Room(OverloadOptions options, TimeProvider clock, bool isPatient)
{
    private const int LimitMin = 64;
    private const int Shrink = 4; // By a quarter.

    // Longer than what the processors need for all who work: who takes that long waits for something else.
    private static readonly TimeSpan WorkMax = TimeSpan.FromMilliseconds(250);

    private readonly Turnstile? _turnstile = isPatient ? null : new(Math.Max(1, options.WorkingMax), WorkMax, clock);
    private int _inside;
    private int _missing; // Places fewer than there may be at the most.
    private long _shrunkAt;

    /// <summary>Whether nobody more is let in.</summary>
    public bool IsFull => Volatile.Read(ref _inside) >= Limit;

    private int Limit =>
        Math.Max(Math.Min(LimitMin, options.RequestsMax), options.RequestsMax - Volatile.Read(ref _missing));

    /// <summary>Does a request's work, when it is its turn.</summary>
    public async Task WorkAsync(HttpContext http, RequestDelegate next)
    {
        var since = clock.GetTimestamp();
        Interlocked.Increment(ref _inside);
        try
        {
            if (_turnstile is null)
                await next(http);
            else
                await TakeTurnAsync(_turnstile, http, next);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
            if (!isPatient)
                Learn(clock.GetElapsedTime(since), clock.GetTimestamp());
        }
    }

    private static async Task TakeTurnAsync(Turnstile turnstile, HttpContext http, RequestDelegate next)
    {
        var visit = turnstile.Come();
        await visit.Turn;
        try
        {
            await next(http);
        }
        finally
        {
            turnstile.Leave(visit);
        }
    }

    private void Learn(TimeSpan took, long now)
    {
        if (took <= options.AnswerTime)
        {
            if (Volatile.Read(ref _missing) > 0)
                Interlocked.Decrement(ref _missing);
            return;
        }

        var last = Volatile.Read(ref _shrunkAt);
        if (now - last > options.AnswerTime.TotalSeconds * clock.TimestampFrequency
            && Interlocked.CompareExchange(ref _shrunkAt, now, last) == last)
        {
            Interlocked.Add(ref _missing, Math.Max(0, Limit - LimitMin) / Shrink);
        }
    }
}
