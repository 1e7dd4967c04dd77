using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Platform.Storage;

namespace Platform.Commits;

/// <summary>Commits of all grains of this process wait here and travel together: a flush takes whatever waits, and is
/// sent as soon as the one before has returned, or beside it (<see cref="FlushTurns"/>). Under light load that is one
/// commit, under heavy load hundreds.</summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly Channel<Submission> _waiting;
    private readonly DatabaseGate _gate;
    private readonly FlushTurns _turns;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task[] _flushers;
    private readonly int _flushMax;

    public CommitQueue(
        ICommitSource source, DatabaseGate gate, FlushTeller teller, StorageOptions options, BackgroundLoops loops,
        TimeProvider clock, ILoggerFactory loggers)
    {
        _gate = gate;
        _turns = new(clock);
        _flushMax = options.FlushCommitsMax;
        _waiting = Channel.CreateBounded<Submission>(options.WaitingCommitsMax);
        _gate.WentDown += RefuseWaiting;
        var logger = loggers.CreateLogger<CommitFlusher>();
        _flushers =
        [
            .. Enumerable.Range(0, options.Flushers).Select(_ => loops.Run(() =>
                RunAsync(new(source, gate, teller, clock, logger, _stopping.Token)))),
        ];
    }

    /// <summary>Puts the commit in line. It is answered through <see cref="Submission.Done"/>.</summary>
    /// <exception cref="StorageUnavailableException">The database is gone, or too many wait already.</exception>
    public void Add(Submission submission)
    {
        if (!_gate.IsUp)
            throw CommitFlusher.Unavailable(null);
        if (!_waiting.Writer.TryWrite(submission))
            throw new StorageUnavailableException("Too many commits wait for the database; nothing was written.");

        // The database may have gone between the two lines above, after the line had been emptied.
        if (!_gate.IsUp)
            RefuseWaiting();
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        _stopping.CancelAfter(DrainTime);
        await Task.WhenAll(_flushers);
        _gate.WentDown -= RefuseWaiting;
        RefuseWaiting();
        _stopping.Dispose();
    }

    private void RefuseWaiting()
    {
        while (_waiting.Reader.TryRead(out var submission))
            submission.Refuse(CommitFlusher.Unavailable(null));
    }

    private async Task RunAsync(CommitFlusher flusher)
    {
        await using var owned = flusher;
        Submission? held = null;
        var taken = new List<Submission>(_flushMax);
        var keys = new HashSet<(StateWriter, string)>();
        var waiting = () => _waiting.Reader.Count + (held is null ? 0 : 1);
        while (held is not null || await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            using var turn = await _turns.TakeAsync(waiting);
            if (turn is null)
                continue;

            // What waits goes at once: those who were answered just now go with the next one, or the database would do
            // nothing while they are.
            taken.Clear();
            keys.Clear();
            if (held is not null)
                Take(held);
            held = null;
            while (taken.Count < _flushMax && held is null && _waiting.Reader.TryRead(out var next))
            {
                // Two activations of one grain: the second has to meet the version that the first leaves behind.
                if (keys.Contains((next.Writer, next.Key)))
                    held = next;
                else
                    Take(next);
            }

            if (taken.Count > 0)
                await flusher.FlushAsync(taken);
        }

        void Take(Submission submission)
        {
            taken.Add(submission);
            keys.Add((submission.Writer, submission.Key));
        }
    }
}
