using System.Globalization;

namespace Platform.Simulation;

/// <summary>What the verb was asked for.</summary>
internal static class CommandLine
{
    private const int BadUsage = 2;

    public static int Run(string[] args)
    {
        var (seeds, first, keepsTrace) = (200, 1, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--seeds" when Number(args, ref i) is { } number:
                    seeds = number;
                    break;
                case "--seed" when Number(args, ref i) is { } number:
                    first = number;
                    break;
                case "--trace":
                    keepsTrace = true;
                    break;
                default:
                    Console.Error.WriteLine($"sim: '{args[i]}' is not understood; --seeds N --seed S [--trace]");
                    return BadUsage;
            }
        }

        return keepsTrace
            ? Report.Trace(SeedResult.Run(first, keepsTrace: true))
            : Report.Of(Seeds.Run(first, seeds, Console.Error.WriteLine));
    }

    private static int? Number(string[] args, ref int at) =>
        ++at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
