using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platform.Testing;

/// <summary>What became of one of a crowd.</summary>
public enum Fate
{
    /// <summary>Let in, and answered.</summary>
    Served,

    /// <summary>Told to come later.</summary>
    Refused,

    /// <summary>Nobody knows: the connection broke, or the answer says so.</summary>
    Unknown,

    /// <summary>Anything else.</summary>
    Strange,
}

/// <summary>Many who ask for something at once, each under a key of its own: as many as can be served, or as many as
/// come.</summary>
/// <param name="ask">Asks once, under a key.</param>
public sealed class Crowd(Func<string, Task<Fate>> ask)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<double> _served = [];
    private readonly ConcurrentBag<double> _refused = [];
    private readonly ConcurrentQueue<string> _unknown = new();
    private int _number;
    private int _outstanding;

    /// <summary>Seconds from the moment at which each that was served was to be sent.</summary>
    public IReadOnlyCollection<double> Served => _served;

    /// <summary>Seconds from the sending of each that was refused.</summary>
    public IReadOnlyCollection<double> Refused => _refused;

    /// <summary>What came when so many were under way that it was not sent.</summary>
    public int Unsent { get; private set; }

    /// <summary>Starts to count anew.</summary>
    public void Forget()
    {
        _served.Clear();
        _refused.Clear();
        Unsent = 0;
    }

    /// <summary>So many clients, each of which sends when it was answered.</summary>
    /// <returns>Served a second.</returns>
    public async Task<double> ServeAsync(int clients, TimeSpan length)
    {
        var (before, watch) = (_served.Count, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < length)
                await AskAsync(Stopwatch.GetTimestamp());
        })));
        return (_served.Count - before) / watch.Elapsed.TotalSeconds;
    }

    /// <summary>So many a second, whatever becomes of them, as long as no more than a number are under way.</summary>
    /// <returns>Served a second.</returns>
    /// <exception cref="TimeoutException">Some were not answered within a minute.</exception>
    public async Task<double> FloodAsync(double perSecond, TimeSpan length, int outstandingMax)
    {
        var before = _served.Count;
        var (begin, sent) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(begin) is var at && at < length)
        {
            for (var due = at.TotalSeconds * perSecond; sent < due; sent++)
            {
                if (Volatile.Read(ref _outstanding) >= outstandingMax)
                    Unsent++;
                else
                    _ = AskAsync(begin + (long)(sent / perSecond * Stopwatch.Frequency));
            }

            await Task.Delay(1);
        }

        var perSecondServed = (_served.Count - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        using var limit = new CancellationTokenSource(Patience);
        while (Volatile.Read(ref _outstanding) > 0)
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException("Some of the crowd were never answered.");
            await Task.Delay(20);
        }

        return perSecondServed;
    }

    /// <summary>The keys of those of whom nobody knows, each once.</summary>
    public IEnumerable<string> TakeUnknown()
    {
        while (_unknown.TryDequeue(out var key))
            yield return key;
    }

    /// <summary>The value that so large a share does not exceed; 0 of none.</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double at)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * at)];
    }

    private async Task AskAsync(long intended)
    {
        var key = $"crowd-{Interlocked.Increment(ref _number)}";
        Interlocked.Increment(ref _outstanding);
        try
        {
            var sent = Stopwatch.GetTimestamp();
            switch (await ask(key))
            {
                case Fate.Served:
                    _served.Add(Stopwatch.GetElapsedTime(intended).TotalSeconds);
                    break;
                case Fate.Refused:
                    _refused.Add(Stopwatch.GetElapsedTime(sent).TotalSeconds);
                    break;
                case Fate.Unknown:
                    _unknown.Enqueue(key);
                    break;
                case Fate.Strange:
                    break; // Whoever asks keeps what it was.
            }
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }
}
