namespace Platform.Simulation;

/// <summary>The simulation itself: that it repeats what it did, and that what it does is enough.</summary>
public sealed class SimulationTests
{
    [Fact]
    public void The_same_seed_does_the_same_again() => Assert.Equal(SeedResult.Run(3).Hash, SeedResult.Run(3).Hash);

    [Fact]
    public void Another_seed_does_something_else() => Assert.NotEqual(SeedResult.Run(3).Hash, SeedResult.Run(4).Hash);

    [Fact]
    public void Whether_the_trace_is_kept_changes_nothing() =>
        Assert.Equal(SeedResult.Run(5).Hash, SeedResult.Run(5, keepsTrace: true).Hash);

    [Fact]
    public void A_seed_is_long_and_stormy_enough_to_count() => Assert.True(SeedResult.Run(6).Counts);
}
