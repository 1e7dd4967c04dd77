namespace Platform.Simulation;

/// <summary>How much goes on in a seed. Most are small, so that a minute has room for many; in some everybody is there
/// at once.</summary>
internal sealed record WorldSize
{
    private const int Departments = 4;

    /// <summary>One seed in so many has everybody in it.</summary>
    private const int FullEvery = 16;

    // Three seeds of eleven. It does not hang on the dice: the other seeds do what they did before there were offices.
    private const int OfficeCycle = 11;
    private const int OfficesInCycle = 3;

    /// <summary>Everybody, twice.</summary>
    public static WorldSize Full { get; } = new()
    {
        Staff = 2,
        Sellers = 2,
        Callers = 2,
        Stocktakings = 7,
        Vendors = 3,
        Rounds = 2,
    };

    /// <summary>Who places services for a shop.</summary>
    public int Staff { get; init; }

    /// <summary>Who sells goods.</summary>
    public int Sellers { get; init; }

    /// <summary>Who telephones.</summary>
    public int Callers { get; init; }

    /// <summary>How often the storekeeper goes to the shelves; 0 when there is none.</summary>
    public int Stocktakings { get; init; }

    /// <summary>Who works for both businesses.</summary>
    public int Vendors { get; init; }

    /// <summary>How many orders each of staff and sellers places.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Who runs the businesses, in which nobody sells or telephones then.</summary>
    public int Owners { get; init; }

    public bool HasStock => Sellers > 0 || Stocktakings > 0;

    /// <summary>The size of a seed's world; the first thing that its dice decide.</summary>
    public static WorldSize Of(int seed, Random dice)
    {
        if ((seed + 2) % OfficeCycle < OfficesInCycle)
            return new() { Owners = 2, Staff = dice.Next(2), Vendors = 1 };
        if (dice.Next(FullEvery) == 0)
            return Full;
        var (one, other) = (dice.Next(Departments), dice.Next(Departments));
        return new()
        {
            Staff = People(0),
            Sellers = People(1),
            Callers = People(2),
            Stocktakings = 2 * People(3),
            Vendors = 1 + dice.Next(3),
        };

        // Nobody, one or two; the same department twice is that one alone.
        int People(int department) => department == one || department == other ? 1 + dice.Next(2) : 0;
    }
}
