namespace Platform.Http;

/// <summary>Lets a number of requests work at a time and the others wait their turn, first come, first served. What
/// works fills the queue of the threads, and who is refused stands in the same queue: it has to stay short.</summary>
/// <param name="most">That many work at a time.</param>
/// <param name="patience">Who works for longer waits for something else than a thread, and no longer counts: what is
/// slow elsewhere keeps nobody out for good.</param>
/// <param name="clock">The time.</param>
internal sealed class Turnstile(int most, TimeSpan patience, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Queue<Visit> _waiting = [];
    private readonly Queue<Visit> _inside = []; // As they went in; who has left is taken out when it is the oldest.
    private int _counted;
    private ITimer? _timer;

    /// <summary>Who comes works once <see cref="Visit.Turn"/> is done.</summary>
    public Visit Come()
    {
        lock (_lock)
        {
            MakeRoom();
            var visit = new Visit(mustWait: _counted >= most || _waiting.Count > 0);
            _waiting.Enqueue(visit);
            LetIn();
            return visit;
        }
    }

    /// <summary>Once for each whose turn it was.</summary>
    public void Leave(Visit visit)
    {
        lock (_lock)
        {
            Discount(visit);
            MakeRoom();
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_counted < most && _waiting.TryDequeue(out var next))
        {
            _counted++;
            _inside.Enqueue(next);
            next.Begin(clock.GetTimestamp());
        }

        if (_waiting.Count > 0)
            WakeWhenOldestIsOut();
    }

    // Perhaps nobody comes or leaves for long: then time alone makes room.
    private void WakeWhenOldestIsOut()
    {
        if (_timer is not null)
            return;
        var left = patience - clock.GetElapsedTime(_inside.Peek().Since);
        _timer = clock.CreateTimer(
            _ => Look(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            MakeRoom();
            LetIn();
        }
    }

    private void MakeRoom()
    {
        while (_inside.TryPeek(out var oldest)
            && (!oldest.IsCounted || clock.GetElapsedTime(oldest.Since) >= patience))
        {
            Discount(_inside.Dequeue());
        }
    }

    private void Discount(Visit visit)
    {
        if (visit.IsCounted)
            _counted--;
        visit.IsCounted = false;
    }

    /// <summary>One who came.</summary>
    public sealed class Visit(bool mustWait)
    {
        private readonly TaskCompletionSource? _turn =
            mustWait ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

        /// <summary>Done when it is theirs.</summary>
        public Task Turn => _turn?.Task ?? Task.CompletedTask;

        /// <summary>Timestamp of the turn.</summary>
        public long Since { get; private set; }

        /// <summary>Whether it is one of those who work.</summary>
        public bool IsCounted { get; set; }

        /// <summary>It is theirs.</summary>
        public void Begin(long now)
        {
            (Since, IsCounted) = (now, true);
            _turn?.SetResult();
        }
    }
}
