using Platform.Embedded;

namespace Platform.Simulation;

/// <summary>What goes wrong, and when. Each seed has its own mixture.</summary>
internal static class Weather
{
    public static async Task Blow(World world)
    {
        world.Simulation.Faults = Network(world.Dice);
        world.Health.Faults = Storage(world.Dice);
        while (world.IsStormy)
        {
            await world.PauseUpTo(4);
            if (!world.IsStormy)
                break;
            switch (world.Dice.Next(5))
            {
                case 0 or 1:
                    world.CrashIn(world.Dice.Next(120));
                    break;
                case 2:
                    await Outage(world);
                    break;
                case 3:
                    Jump(world);
                    break;
                default:
                    break;
            }
        }
    }

    private static SimulationFaults Network(Random dice) => new()
    {
        Drop = Some(dice, 0.01),
        Duplicate = Some(dice, 0.04),
        Forget = Some(dice, 0.02),
        LoseAnswer = Some(dice, 0.02),
        Delay = Some(dice, 0.05),
    };

    private static StoreFaults Storage(Random dice) => new()
    {
        Before = Some(dice, 0.03),
        After = Some(dice, 0.05),
        Late = Some(dice, 0.03),
    };

    // Mostly there, sometimes not at all, sometimes much.
    private static double Some(Random dice, double usual) => dice.Next(5) switch
    {
        0 => 0,
        4 => usual * 2,
        _ => usual,
    };

    private static async Task Outage(World world)
    {
        world.Simulation.Journal.Count("storage down", $"at turn {world.Simulation.Turns}");
        world.Health.IsDown = true;
        await world.PauseUpTo(3);
        world.Health.IsDown = false;
    }

    /// <summary>Nobody is there for one to three days.</summary>
    public static void DaysPass(World world) => Set(world, TimeSpan.FromHours(25 * (1 + world.Dice.Next(3))));

    private static void Jump(World world)
    {
        // Back by seconds only: what is due waits for the clock, and the seed would wait with it.
        var span = world.Dice.Next(6) == 0
            ? TimeSpan.FromHours(25 * (1 + world.Dice.Next(3)))
            : TimeSpan.FromSeconds((world.Dice.NextDouble() * 80) - 40);
        Set(world, span);
    }

    private static void Set(World world, TimeSpan span)
    {
        world.Simulation.Journal.Count("clock set", $"by {span.TotalSeconds:F3} s");
        world.Simulation.Time.Jump(span);
    }
}
