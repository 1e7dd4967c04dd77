using Orleans.Concurrency;

namespace Platform.DueWork;

/// <summary>Wakes the grains whose time has come. One on the platform, under <see cref="Key"/>.</summary>
[Alias("Platform.IDueWorkPumpGrain")]
public interface IDueWorkPumpGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "platform";

    /// <summary>Makes sure that it runs, and goes on running after whatever happens to its silo. Called at each start;
    /// once would do. It touches nothing but the reminder, so that no silo's start waits for all that is due.</summary>
    [AlwaysInterleave, Alias("Start")]
    Task Start();

    /// <summary>Lives on, or lives again where its silo has died: sooner than its reminder would have it.</summary>
    [OneWay, AlwaysInterleave, Alias("Wake")]
    Task Wake();
}
