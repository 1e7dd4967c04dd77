namespace Platform.Http;

/// <summary>Counts who is in work. How many may be follows how long they take, since what is in work waits for what is
/// in work: while more ask than there is room for, a slow answer makes the room smaller, at most once in the time that
/// one may take, so that one bad moment is counted once, and quick ones give places back. Where nobody is turned away,
/// how long answers take is nobody's fault, and all places are there. Several count at once without a lock: it is a
/// measure, not a promise.</summary>
/// <param name="options">How many, and how long.</param>
/// <param name="isPatient">Whether slow answers are to be borne.</param>
/// <param name="clock">The time.</param>
internal sealed class AdmissionRoom(OverloadOptions options, bool isPatient, TimeProvider clock)
{
    private const int PlacesMin = 64;
    private const int Shrink = 2; // By half.
    private const int Grow = 16; // By one for so many quick answers.
    private const int Busy = 4; // With a quarter of the places taken.

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private int _inWork;
    private int _inLine;
    private int _missing; // Places fewer than there may be at the most.
    private int _quick;
    private long _shrunkAt;
    private long _refusedAt;

    /// <summary>Whether whoever comes now has to be turned away.</summary>
    public bool IsFull()
    {
        if (Inside < Places)
            return false;
        Volatile.Write(ref _refusedAt, clock.GetTimestamp());
        return true;
    }

    /// <summary>Whether so many are in it that whoever comes should stand in line.</summary>
    public bool IsBusy => Inside >= options.RequestsMax / Busy;

    /// <summary>One more waits for a thread.</summary>
    public void Line() => Interlocked.Increment(ref _inLine);

    /// <summary>It has one.</summary>
    public void Unline() => Interlocked.Decrement(ref _inLine);

    /// <summary>One more is in work.</summary>
    public void Enter() => Interlocked.Increment(ref _inWork);

    /// <summary>It was answered.</summary>
    public void Leave(TimeSpan took)
    {
        Interlocked.Decrement(ref _inWork);
        if (isPatient)
            return;

        var isCalm = clock.GetElapsedTime(Volatile.Read(ref _refusedAt)) > Calm;
        if (isCalm)
            Volatile.Write(ref _missing, 0);
        else if (took > options.AnswerTime)
            TakePlaces();
        else if (Volatile.Read(ref _missing) > 0 && Interlocked.Increment(ref _quick) % Grow == 0)
            Interlocked.Decrement(ref _missing);
    }

    private int Inside => Volatile.Read(ref _inWork) + Volatile.Read(ref _inLine);

    private int Places =>
        Math.Max(Math.Min(PlacesMin, options.RequestsMax), options.RequestsMax - Volatile.Read(ref _missing));

    private void TakePlaces()
    {
        var last = Volatile.Read(ref _shrunkAt);
        if (clock.GetElapsedTime(last) > options.AnswerTime
            && Interlocked.CompareExchange(ref _shrunkAt, clock.GetTimestamp(), last) == last)
        {
            Interlocked.Add(ref _missing, Math.Max(0, Places - PlacesMin) / Shrink);
        }
    }
}
