namespace Platform.Storage;

/// <summary>Where the storage's own loops run, how those who wait for them go on, and the dice that they throw. On the
/// thread pool; a simulation has all of it in its hands.</summary>
internal sealed record BackgroundLoops(TaskScheduler Scheduler, Random Dice, TaskCreationOptions Promises)
{
    /// <summary>On the thread pool, whoever starts them.</summary>
    public static BackgroundLoops Pool { get; } = new(
        TaskScheduler.Default, Random.Shared, TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a loop.</summary>
    public Task Run(Func<Task> loop) => Task.Factory.StartNew(
        loop, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler).Unwrap();
}
