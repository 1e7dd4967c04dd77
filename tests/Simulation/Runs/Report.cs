namespace Platform.Simulation;

/// <summary>What is printed, and how it ends: 0 when all is well.</summary>
internal static class Report
{
    // So many seeds have to see everything there is to see; of fewer, only what they promise is asked.
    private const int ThoroughMin = 200;

    private static readonly int[] Lengths = [300, 6_000, 7_000, 8_000, int.MaxValue];

    /// <summary>The steps of one seed, for whoever wants to see what happened.</summary>
    public static int Trace(SeedResult result)
    {
        foreach (var line in result.Trace)
            Console.WriteLine(line);
        Console.WriteLine($"seed {result.Seed}: {result.Turns} turns, trace {result.Hash:x16}");
        return Broken([result]);
    }

    /// <summary>Totals of many seeds. What never happened is a failure, too: nothing was learned of it.</summary>
    public static int Of(IReadOnlyList<SeedResult> results)
    {
        var counted = results.Where(result => result.Counts).ToList();
        var missing = new List<string>();
        Print("faults", Faults(counted));
        Print("steps of orders", LegalSteps.All.Select(step => (
            LegalSteps.Name(step), counted.Sum(result => (long)result.Steps.GetValueOrDefault(step)))));
        Print("seeds, by their turns", Lengths.Skip(1).Zip(Lengths, (to, from) => (
            to == int.MaxValue ? $"from {from:N0}" : $"from {from:N0} to {to:N0}",
            counted.LongCount(result => result.Turns >= from && result.Turns < to))));
        Print("seeds, by the grains they reached", counted.SelectMany(result => result.Kinds).GroupBy(kind => kind)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (kind.Key, kind.LongCount())));
        Console.WriteLine(
            $"{counted.Count:N0} of {results.Count:N0} seeds count, "
            + $"{counted.Sum(result => (long)result.Turns):N0} turns, "
            + $"{counted.Sum(result => (long)result.Events):N0} events; all traces together {Digest(results):x16}");
        return Broken(results) | Twins(results) | Nothing();

        void Print(string title, IEnumerable<(string Name, long Count)> totals)
        {
            Console.WriteLine(title);
            foreach (var (name, count) in totals)
            {
                Console.WriteLine($"  {count,10:N0}  {name}");
                if (count == 0)
                    missing.Add($"{title}: {name}");
            }
        }

        int Nothing()
        {
            if (results.Count < ThoroughMin || results.Any(result => result.Broken is not null))
                return 0;
            foreach (var one in missing)
                Console.WriteLine($"NEVER HAPPENED, {one}");
            return missing.Count == 0 ? 0 : 1;
        }
    }

    private static IEnumerable<(string, long)> Faults(IReadOnlyList<SeedResult> results) =>
        SeedResult.FaultKinds.Select(kind => (
            kind, results.Sum(result => (long)result.Faults.GetValueOrDefault(kind))));

    private static int Broken(IReadOnlyList<SeedResult> results)
    {
        foreach (var result in results.Where(result => result.Broken is not null))
        {
            Console.WriteLine($"BROKEN, seed {result.Seed}: {result.Broken}");
            Console.WriteLine($"  again: ./platform sim --seed {result.Seed} --trace");
        }

        return results.Any(result => result.Broken is not null) ? 1 : 0;
    }

    // The same on every machine for the same seeds of the same build.
    private static ulong Digest(IReadOnlyList<SeedResult> results) =>
        results.Aggregate(0UL, (digest, result) => (digest * 31) + result.Hash);

    // Two seeds that do the same say as much as one.
    private static int Twins(IReadOnlyList<SeedResult> results)
    {
        var twins = results.GroupBy(result => result.Hash).Where(same => same.Count() > 1).ToList();
        foreach (var same in twins)
            Console.WriteLine($"THE SAME TRACE, seeds {string.Join(' ', same.Select(result => result.Seed))}");
        return twins.Count == 0 ? 0 : 1;
    }
}
