using Platform.Storage;

namespace Platform.Commits;

/// <summary>Brings what stands in Orleans' rows to the platform's tables, and finds out what became of it.</summary>
internal sealed class Drain(
    OrleansRows rows, CommitQueue commits, ICommitSource source, DatabaseGate gate, StorageOptions options)
    : IDisposable
{
    // One session beside those of the flushers is asked at a time.
    private readonly SemaphoreSlim _asking = new(1);
    private int _underWay;

    /// <summary>Takes a place among the commits that are under way, so that one which stands in Orleans' row also finds
    /// room in the line to the tables.</summary>
    /// <exception cref="StorageUnavailableException">All places are taken, or the database is gone.</exception>
    public Place Take()
    {
        if (!gate.IsUp)
            throw CommitFlusher.Unavailable(null);
        var place = new Place(this);
        if (Interlocked.Increment(ref _underWay) <= options.WaitingCommitsMax + options.Flushers)
            return place;
        place.Dispose();
        throw new StorageUnavailableException("Too many commits wait for the database; nothing was written.");
    }

    /// <summary>Writes rows, events and receipts, and answers the position of the last event. It stands in Orleans' row
    /// by now, so that a database which is gone is waited for.</summary>
    /// <exception cref="DuplicateCommandException">The command was executed before.</exception>
    /// <exception cref="CommitRefusedException">The database refused the data.</exception>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another commit took its place.</exception>
    /// <exception cref="TimeoutException">The process stops before.</exception>
    public async Task<long?> BringAsync(Submission submission)
    {
        for (var one = submission; ; one = one.Again())
        {
            try
            {
                commits.Add(one);
                return await one.Done;
            }
            catch (StorageUnavailableException)
            {
                await rows.WhenReachedAsync();
            }
        }
    }

    /// <summary>Answers the commit if the tables know what became of it, and says whether they do.</summary>
    /// <exception cref="TimeoutException">The process stops before.</exception>
    public async Task<bool> SettleAsync(Submission submission)
    {
        while (true)
        {
            await _asking.WaitAsync();
            try
            {
                await using var session = await source.OpenAsync(CancellationToken.None);
                return (await Judgement.SettleAsync(session, [submission])).Count == 0;
            }
            catch (Exception failure) when (Failures.IsUnavailable(failure))
            {
                gate.Report(failure, isProof: false);
            }
            finally
            {
                _asking.Release();
            }

            await rows.WhenReachedAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    /// <summary>Given back when its commit has been answered.</summary>
    internal sealed class Place(Drain drain) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref drain._underWay);
    }
}
