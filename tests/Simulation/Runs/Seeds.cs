using System.Diagnostics;

namespace Platform.Simulation;

/// <summary>Runs seeds side by side, each on one thread alone.</summary>
internal static class Seeds
{
    private static readonly TimeSpan WordEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs seeds from the first one on until so many count, and stops soon after one that fails.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many have to count.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    public static Totals Run(int first, int count, Action<string>? progress = null)
    {
        var totals = new Totals();
        var next = first;
        while (!totals.IsBroken && totals.Counted < count)
        {
            var (from, missing, counted) = (next, count - totals.Counted, totals.Counted);
            next += missing;
            RunAll(totals, from, missing, new Progress(totals, count, progress));

            // A world in which hardly anything happens would never come to an end.
            if (totals.Counted == counted)
                break;
        }

        return totals;
    }

    private static void RunAll(Totals totals, int first, int count, Progress progress)
    {
        var next = first - 1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        void Work()
        {
            while (!totals.IsBroken && Interlocked.Increment(ref next) is var seed && seed < first + count)
            {
                var result = SeedResult.Run(seed);
                lock (totals)
                {
                    totals.Add(result);
                    progress.Step();
                }
            }
        }
    }

    // A word now and then for who waits; where it takes no longer than that, none.
    private sealed class Progress(Totals totals, int count, Action<string>? tell)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private readonly int _before = totals.Counted;
        private TimeSpan _next = WordEvery;

        public void Step()
        {
            var passed = Stopwatch.GetElapsedTime(_start);
            if (tell is null || passed < _next || totals.Counted == _before)
                return;
            _next = passed + WordEvery;
            var left = passed * ((double)(count - totals.Counted) / (totals.Counted - _before));
            tell($"{totals.Counted:N0} of {count:N0} seeds, about {left:d\\.hh\\:mm\\:ss} to go");
        }
    }
}
