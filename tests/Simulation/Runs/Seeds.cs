using System.Collections.Concurrent;

namespace Platform.Simulation;

/// <summary>Runs seeds side by side, each on one thread alone.</summary>
internal static class Seeds
{
    /// <summary>Runs so many seeds from the first one on, and stops soon after one that fails.</summary>
    public static IReadOnlyList<SeedResult> Run(int first, int count)
    {
        var results = new ConcurrentBag<SeedResult>();
        var next = first - 1;
        var isBroken = false;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. results.OrderBy(result => result.Seed)];

        void Work()
        {
            while (!Volatile.Read(ref isBroken) && Interlocked.Increment(ref next) is var seed && seed < first + count)
            {
                var result = SeedResult.Run(seed);
                results.Add(result);
                if (result.Broken is not null)
                    Volatile.Write(ref isBroken, true);
            }
        }
    }
}
