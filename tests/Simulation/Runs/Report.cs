namespace Platform.Simulation;

/// <summary>What is printed, and how it ends: 0 when all is well.</summary>
internal static class Report
{
    // So many seeds have to see everything there is to see; of fewer, only what they promise is asked.
    private const int ThoroughMin = 1_000;

    /// <summary>The steps of one seed, for whoever wants to see what happened.</summary>
    public static int Trace(SeedResult result)
    {
        foreach (var line in result.Trace)
            Console.WriteLine(line);
        Console.WriteLine($"seed {result.Seed}: {result.Turns} turns, trace {result.Hash:x16}");
        return Broken([result]);
    }

    /// <summary>Totals of many seeds. What never happened is a failure, too: nothing was learned of it.</summary>
    public static int Of(Totals totals)
    {
        var missing = new List<string>();
        Print("faults", totals.Faults);
        Print("steps of orders", totals.Steps);
        Print("days of shops and nights of accounts", totals.Days);
        Print("snapshots", totals.Snapshots);
        Print("seeds, by their turns", totals.Lengths);
        Print("seeds, by the grains they reached", totals.Kinds);
        Console.WriteLine(
            $"{totals.Counted:N0} of {totals.Ran:N0} seeds count, {totals.Turns:N0} turns, {totals.Events:N0} events; "
            + $"all traces together {totals.Digest:x16}");
        return Broken(totals.Broken) | Twins(totals) | Nothing();

        void Print(string title, IEnumerable<(string Name, long Count)> counts)
        {
            Console.WriteLine(title);
            foreach (var (name, count) in counts)
            {
                Console.WriteLine($"  {count,10:N0}  {name}");
                if (count == 0)
                    missing.Add($"{title}: {name}");
            }
        }

        int Nothing()
        {
            if (totals.Counted < ThoroughMin || totals.IsBroken)
                return 0;
            foreach (var one in missing)
                Console.WriteLine($"NEVER HAPPENED, {one}");
            return missing.Count == 0 ? 0 : 1;
        }
    }

    private static int Broken(IEnumerable<SeedResult> results)
    {
        var code = 0;
        foreach (var result in results.Where(result => result.Broken is not null))
        {
            Console.WriteLine($"BROKEN, seed {result.Seed}: {result.Broken}");
            Console.WriteLine($"  again: ./platform sim --seed {result.Seed} --trace");
            code = 1;
        }

        return code;
    }

    private static int Twins(Totals totals)
    {
        foreach (var (one, other) in totals.Twins)
            Console.WriteLine($"THE SAME TRACE, seeds {Math.Min(one, other)} and {Math.Max(one, other)}");
        return totals.Twins.Count == 0 ? 0 : 1;
    }
}
